/**
 * A plan of visits while it is being made: visitors and compounds by their place in two lists, and who goes where.
 */
import type { Compound, Pair, Visitor } from '../visits.ts'

export type Plan = {
  readonly visitors: readonly Visitor[]
  readonly compounds: readonly Compound[]
  /** Who goes to each compound. */
  readonly at: Set<number>[]
  /** Where each visitor goes. */
  readonly to: Set<number>[]
  /** Visits that were planned before and stay as they are. */
  readonly kept: ReadonlySet<string>
}

export type Visit = { compound: number; visitor: number }

export function begin(
  visitors: readonly Visitor[],
  compounds: readonly Compound[],
  planned: readonly Pair[],
): Plan {
  const at = compounds.map(() => new Set<number>())
  const to = visitors.map(() => new Set<number>())
  const seats = new Map(visitors.map(({ seatId }, place) => [seatId, place]))
  const estates = new Map(compounds.map(({ estateId }, place) => [estateId, place]))
  const kept = new Set<string>()
  for (const { seatId, estateId } of planned) {
    const [visitor, compound] = [seats.get(seatId), estates.get(estateId)]
    if (visitor === undefined || compound === undefined) continue
    at[compound]!.add(visitor)
    to[visitor]!.add(compound)
    kept.add(key({ compound, visitor }))
  }
  return { visitors, compounds, at, to, kept }
}

/** One more visitor to a compound: the least busy, then of the kind it has fewer of, then in turn. */
export function addVisitor(plan: Plan, compound: number): boolean {
  const { visitors, at, to } = plan
  const kinds = [...at[compound]!].map((visitor) => visitors[visitor]!.kind)
  const inTurn = (visitor: number) => (visitor - compound * 7 + visitors.length * 7) % visitors.length
  const [first] = visitors
    .map((_, visitor) => visitor)
    .filter((visitor) => mayGo(plan, { compound, visitor }))
    .map((visitor) => ({
      visitor,
      cost: [
        to[visitor]!.size,
        kinds.filter((kind) => kind === visitors[visitor]!.kind).length,
        inTurn(visitor),
      ] as const,
    }))
    .sort((a, b) => a.cost[0] - b.cost[0] || a.cost[1] - b.cost[1] || a.cost[2] - b.cost[2])
  if (!first) return false
  put(plan, { compound, visitor: first.visitor })
  return true
}

export function mayGo({ visitors, compounds, at }: Plan, { compound, visitor }: Visit): boolean {
  const { memberId } = visitors[visitor]!
  const { companyId, communityId } = compounds[compound]!
  return memberId !== companyId && memberId !== communityId && !at[compound]!.has(visitor)
}

export function put({ at, to }: Plan, { compound, visitor }: Visit): void {
  at[compound]!.add(visitor)
  to[visitor]!.add(compound)
}

export function take({ at, to }: Plan, { compound, visitor }: Visit): void {
  at[compound]!.delete(visitor)
  to[visitor]!.delete(compound)
}

/** Visits that may still be changed, in order. */
export function movable({ at, kept }: Plan): Visit[] {
  return at.flatMap((visitors, compound) =>
    [...visitors]
      .sort((a, b) => a - b)
      .map((visitor) => ({ compound, visitor }))
      .filter((visit) => !kept.has(key(visit))),
  )
}

export const isKept = ({ kept }: Plan, visit: Visit): boolean => kept.has(key(visit))

const key = ({ compound, visitor }: Visit) => `${compound}:${visitor}`
