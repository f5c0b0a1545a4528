/** Which people are sent when not all are: in turn, a member at a time, and kinds by turns. */
import type { Assignee, RotaProblem } from '../problem.ts'

export function chooseReviewers({ reviewers, people = null, kept = [], turn = 0 }: RotaProblem): readonly Assignee[] {
  if (people === null || people >= reviewers.length) return reviewers
  const bound = new Set(kept.map(({ seatId }) => seatId))
  const inOrder = [...reviewers].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
  const byMember = [...Map.groupBy(inOrder, ({ memberId }) => memberId).values()]
  const inTurn = (each: Assignee[][]) => {
    const first = each.length > 0 ? (turn * people) % each.length : 0
    const turned = [...each.slice(first), ...each.slice(0, first)]
    const longest = Math.max(0, ...turned.map(({ length }) => length))
    return Array.from({ length: longest }, (_, at) => turned.flatMap((seats) => seats.slice(at, at + 1))).flat()
  }
  const kinds = (['community', 'company'] as const).map((kind) =>
    inTurn(byMember.filter(([first]) => first!.kind === kind)),
  )
  const mixed = Array.from({ length: inOrder.length }, (_, at) =>
    kinds.flatMap((seats) => seats.slice(at, at + 1)),
  ).flat()
  const going = mixed.filter(({ seatId }) => bound.has(seatId))
  const others = mixed.filter(({ seatId }) => !bound.has(seatId))
  return [...going, ...others.slice(0, Math.max(0, people - going.length))]
}

const keyOf = ({ kind, title = '', seatId }: Assignee) => [kind, title, seatId].join('\u0000')
