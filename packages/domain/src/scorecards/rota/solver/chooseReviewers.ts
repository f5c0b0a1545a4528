/** Chooses the people to send when not all are: different ones in each round, one of each member before a second one, companies and communities alternating. */
import type { Assignee, RotaProblem } from '../problem.ts'

export function chooseReviewers({
  reviewers,
  maxReviewers: maxReviewers = null,
  fixedVisits: fixedVisits = [],
  previousRounds: previousRounds = 0,
}: RotaProblem): readonly Assignee[] {
  if (maxReviewers === null || maxReviewers >= reviewers.length) return reviewers
  const fixedSeats = new Set(fixedVisits.map(({ seatId }) => seatId))
  const inOrder = [...reviewers].sort((a, b) =>
    getSortKey(a) < getSortKey(b) ? -1 : getSortKey(a) > getSortKey(b) ? 1 : 0,
  )
  const byMember = [...Map.groupBy(inOrder, ({ memberId }) => memberId).values()]
  const inTurn = (each: Assignee[][]) => {
    const first = each.length > 0 ? (previousRounds * maxReviewers) % each.length : 0
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
  const going = mixed.filter(({ seatId }) => fixedSeats.has(seatId))
  const others = mixed.filter(({ seatId }) => !fixedSeats.has(seatId))
  return [...going, ...others.slice(0, Math.max(0, maxReviewers - going.length))]
}

const getSortKey = ({ kind, title = '', seatId }: Assignee) => [kind, title, seatId].join('\u0000')
