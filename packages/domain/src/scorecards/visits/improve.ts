/**
 * Makes a plan of visits fairer without breaking a rule: even loads, one connected graph, kinds of visitors mixed.
 * Each step changes as little as it can and tries its candidates in order, so a plan comes out the same every time.
 */
import { componentsOf } from './components.ts'
import { isKept, mayGo, movable, put, take, type Plan, type Visit } from './plan.ts'

/** Candidates looked at before mixing leaves it at what it has. */
const MOST_LOOKS = 200_000

/** Until loads differ by at most one, or nobody idler can be reached by passing visits on. */
export function balance(plan: Plan): void {
  for (;;) {
    const busiestFirst = plan.to
      .map((_, visitor) => visitor)
      .sort((a, b) => load(plan, b) - load(plan, a) || a - b)
    const idlest = Math.min(...plan.to.map(({ size }) => size))
    const handed = busiestFirst.some((visitor) => load(plan, visitor) - idlest >= 2 && handOn(plan, visitor))
    if (!handed) return
  }
}

/** Swaps visits between components until all hang together, or no swap is allowed that joins two. */
export function join(plan: Plan): void {
  for (;;) {
    const { count, ofCompound } = componentsOf(plan)
    if (count <= 1) return
    const visits = movable(plan)
    const joined = visits.some((one) => {
      if (!onCycle(plan, one, count)) return false
      const other = visits.find(
        (visit) => ofCompound[visit.compound] !== ofCompound[one.compound] && maySwap(plan, one, visit),
      )
      if (other) swap(plan, one, other)
      return other !== undefined
    })
    if (!joined) return
  }
}

/** Swaps visitors of different kinds while that evens out how many of each a compound gets. */
export function mix(plan: Plan): void {
  const { count } = componentsOf(plan)
  let looks = 0
  for (let better = true; better;) {
    better = false
    const visits = movable(plan)
    for (const [i, one] of visits.entries()) {
      for (const other of visits.slice(i + 1)) {
        if (++looks > MOST_LOOKS) return
        if (!evensOut(plan, one, other) || !maySwap(plan, one, other)) continue
        swap(plan, one, other)
        better = componentsOf(plan).count <= count
        if (better) break
        swap(plan, { ...one, visitor: other.visitor }, { ...other, visitor: one.visitor })
      }
      if (better) break
    }
  }
}

const load = ({ to }: Plan, visitor: number) => to[visitor]!.size

/** Breadth first along "you take this one of mine", to the first who has at least two visits fewer. */
function handOn(plan: Plan, from: number): boolean {
  const reachedBy = new Map<number, { giver: number; compound: number } | null>([[from, null]])
  for (const giver of reachedBy.keys()) {
    for (const compound of [...plan.to[giver]!].sort((a, b) => a - b)) {
      if (isKept(plan, { compound, visitor: giver })) continue
      for (let taker = 0; taker < plan.visitors.length; taker++) {
        if (reachedBy.has(taker) || !mayGo(plan, { compound, visitor: taker })) continue
        reachedBy.set(taker, { giver, compound })
        if (load(plan, from) - load(plan, taker) < 2) continue
        pass(plan, reachedBy, taker)
        return true
      }
    }
  }
  return false
}

function pass(
  plan: Plan,
  reachedBy: Map<number, { giver: number; compound: number } | null>,
  last: number,
): void {
  for (let taker = last, step = reachedBy.get(taker); step; taker = step.giver, step = reachedBy.get(taker)) {
    take(plan, { compound: step.compound, visitor: step.giver })
    put(plan, { compound: step.compound, visitor: taker })
  }
}

function onCycle(plan: Plan, visit: Visit, count: number): boolean {
  take(plan, visit)
  const still = componentsOf(plan, visit).count === count
  put(plan, visit)
  return still
}

const maySwap = (plan: Plan, a: Visit, b: Visit) =>
  a.compound !== b.compound &&
  mayGo(plan, { compound: a.compound, visitor: b.visitor }) &&
  mayGo(plan, { compound: b.compound, visitor: a.visitor })

function swap(plan: Plan, a: Visit, b: Visit): void {
  take(plan, a)
  take(plan, b)
  put(plan, { compound: a.compound, visitor: b.visitor })
  put(plan, { compound: b.compound, visitor: a.visitor })
}

function evensOut(plan: Plan, a: Visit, b: Visit): boolean {
  const change = kindOf(plan, b.visitor) - kindOf(plan, a.visitor)
  if (change === 0 || a.compound === b.compound) return false
  const [atA, atB] = [leaning(plan, a.compound), leaning(plan, b.compound)]
  return (atA + change) ** 2 + (atB - change) ** 2 < atA ** 2 + atB ** 2
}

const kindOf = ({ visitors }: Plan, visitor: number) => (visitors[visitor]!.kind === 'company' ? 1 : -1)
const leaning = (plan: Plan, compound: number) =>
  [...plan.at[compound]!].reduce((sum, visitor) => sum + kindOf(plan, visitor), 0)
