/**
 * Gives every estate its number of visits and keeps loads even: a flow from estates to reviewers in which a person's
 * second visit costs more than their first, the third more than the second. Levels are raised one at a time; within a level
 * an estate takes whom it gets at once, near and mixed, and then along a shortest chain of visits handed on.
 */
import { cost, has, KEPT, mayGo, put, take, type Plan } from './plan.ts'
import type { OnProgress } from '../problem.ts'
import { ruleAgainst, type SolverModel } from './world.ts'

/** False when some estate stays short, whatever is handed on; the plan then holds as many visits as there can be. */
export function fill(
  world: SolverModel,
  plan: Plan,
  heard: OnProgress = () => {},
  cap: Int32Array = world.cap,
): boolean {
  const of = world.wanted.reduce((sum, wanted, c) => sum + Math.max(0, wanted - plan.at[c]!.length), 0)
  let left = of
  const missing = (c: number) => world.wanted[c]! - plan.at[c]!.length
  const order = scarceFirst(world)
  const highest = Math.max(0, ...cap)
  for (let level = 1; left > 0 && level <= highest; level++) {
    const free = (v: number) => plan.to[v]!.length < Math.min(level, cap[v]!)
    if (!plan.to.some((_, v) => free(v))) continue
    left -= takeNearest(world, plan, order, missing, free)
    const given = new Uint8Array(order.length)
    for (const c of order) {
      while (missing(c) > 0 && !given[c]) {
        const reached = reach(world, plan, c, free)
        if (reached.found < 0) for (const other of reached.estates) given[other] = 1
        else {
          handOn(world, plan, reached)
          left -= 1
        }
      }
    }
    heard({ step: 'filling', done: of - left, of })
  }
  return left === 0
}

export type AugmentingSearch = {
  found: number
  /** Estates reached, the asking one first, and reviewers reached. */
  estates: number[]
  reviewers: number[]
  askedBy: Int32Array
  givenUpBy: Int32Array
}

/** Breadth first: whom an estate may ask, which of their visits they could give up, whom that estate may ask … */
export function reach(
  world: SolverModel,
  plan: Plan,
  from: number,
  free: (reviewer: number) => boolean,
): AugmentingSearch {
  const askedBy = new Int32Array(world.reviewers.length).fill(-1)
  const givenUpBy = new Int32Array(world.estates.length).fill(-1)
  const seen = new Uint8Array(world.estates.length)
  const estates = [from]
  const reviewers: number[] = []
  let unasked = Int32Array.from(world.reviewers, (_, v) => v)
  seen[from] = 1
  for (const c of estates) {
    let still = 0
    for (const v of unasked) {
      if (!mayGo(world, plan, v, c)) {
        unasked[still++] = v
        continue
      }
      askedBy[v] = c
      reviewers.push(v)
      if (free(v)) return { found: v, estates, reviewers, askedBy, givenUpBy }
      for (const other of plan.to[v]!) {
        if (seen[other] || has(plan, v, other) === KEPT) continue
        seen[other] = 1
        givenUpBy[other] = v
        estates.push(other)
      }
    }
    unasked = unasked.subarray(0, still)
  }
  return { found: -1, estates, reviewers, askedBy, givenUpBy }
}

function handOn(world: SolverModel, plan: Plan, { found, askedBy, givenUpBy }: AugmentingSearch): void {
  for (let taker = found; ;) {
    const c = askedBy[taker]!
    put(world, plan, taker, c)
    const giver = givenUpBy[c]!
    if (giver < 0) return
    take(world, plan, giver, c)
    taker = giver
  }
}

/** One reviewer for each estate in turn, as long as anybody free may come. */
function takeNearest(
  world: SolverModel,
  plan: Plan,
  order: readonly number[],
  missing: (estate: number) => number,
  free: (reviewer: number) => boolean,
): number {
  let taken = 0
  let ready = Int32Array.from(world.reviewers, (_, v) => v).filter(free)
  for (let more = true; more;) {
    more = false
    for (const c of order) {
      if (missing(c) <= 0) continue
      let best = -1
      let least = Infinity
      for (const v of ready) {
        if (!mayGo(world, plan, v, c) || !free(v)) continue
        const price = cost(world, v, c) + world.kind[v]! * (2 * plan.lean[c]! + world.kind[v]!)
        if (price < least) [best, least] = [v, price]
      }
      if (best < 0) continue
      put(world, plan, best, c)
      taken += 1
      more = true
    }
    ready = ready.filter(free)
  }
  return taken
}

/** Estates that few may visit come first. */
function scarceFirst(world: SolverModel): number[] {
  const may = world.estates.map((_, c) =>
    world.reviewers.reduce((sum, _, v) => sum + (world.cap[v]! > 0 && ruleAgainst(world, v, c) === 0 ? 1 : 0), 0),
  )
  return world.estates.map((_, c) => c).sort((a, b) => may[a]! - may[b]! || a - b)
}
