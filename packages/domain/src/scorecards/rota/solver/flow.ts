/**
 * Gives every estate its number of visits and keeps loads even: a flow from estates to reviewers in which a person's
 * second visit costs more than their first, the third more than the second. The limit of visits per person is raised one at a time;
 * at each limit an estate first takes free reviewers, near ones and of both kinds, and then uses shortest augmenting paths.
 */
import { cost, getMark, FIXED, isAllowedVisit, addVisit, removeVisit, type Plan } from './plan.ts'
import type { OnProgress } from '../problem.ts'
import { ruleAgainst, type SolverModel } from './model.ts'

/** False when some estate gets too few visits along every chain; the plan then holds as many visits as there can be. */
export function fillEstates(
  model: SolverModel,
  plan: Plan,
  onProgress: OnProgress = () => {},
  cap: Int32Array = model.cap,
): boolean {
  const of = model.requiredVisits.reduce((sum, wanted, c) => sum + Math.max(0, wanted - plan.at[c]!.length), 0)
  let left = of
  const missing = (c: number) => model.requiredVisits[c]! - plan.at[c]!.length
  const order = sortByScarcity(model)
  const highest = Math.max(0, ...cap)
  for (let level = 1; left > 0 && level <= highest; level++) {
    const free = (v: number) => plan.to[v]!.length < Math.min(level, cap[v]!)
    if (!plan.to.some((_, v) => free(v))) continue
    left -= assignNearest(model, plan, order, missing, free)
    const given = new Uint8Array(order.length)
    for (const c of order) {
      while (missing(c) > 0 && !given[c]) {
        const reached = findAugmentingChain(model, plan, c, free)
        if (reached.found < 0) for (const other of reached.estates) given[other] = 1
        else {
          applyChain(model, plan, reached)
          left -= 1
        }
      }
    }
    onProgress({ step: 'filling', done: of - left, of })
  }
  return left === 0
}

export type AugmentingSearch = {
  found: number
  /** Estates reached, beginning with the first one, and reviewers reached. */
  estates: number[]
  reviewers: number[]
  askedBy: Int32Array
  givenUpBy: Int32Array
}

/** Breadth-first search in the residual graph: from an estate to the reviewers it may have, to the visits they could give up, … */
export function findAugmentingChain(
  model: SolverModel,
  plan: Plan,
  from: number,
  free: (reviewer: number) => boolean,
): AugmentingSearch {
  const askedBy = new Int32Array(model.reviewers.length).fill(-1)
  const givenUpBy = new Int32Array(model.estates.length).fill(-1)
  const seen = new Uint8Array(model.estates.length)
  const estates = [from]
  const reviewers: number[] = []
  let unasked = Int32Array.from(model.reviewers, (_, v) => v)
  seen[from] = 1
  for (const c of estates) {
    let still = 0
    for (const v of unasked) {
      if (!isAllowedVisit(model, plan, v, c)) {
        unasked[still++] = v
        continue
      }
      askedBy[v] = c
      reviewers.push(v)
      if (free(v)) return { found: v, estates, reviewers, askedBy, givenUpBy }
      for (const other of plan.to[v]!) {
        if (seen[other] || getMark(plan, v, other) === FIXED) continue
        seen[other] = 1
        givenUpBy[other] = v
        estates.push(other)
      }
    }
    unasked = unasked.subarray(0, still)
  }
  return { found: -1, estates, reviewers, askedBy, givenUpBy }
}

function applyChain(model: SolverModel, plan: Plan, { found, askedBy, givenUpBy }: AugmentingSearch): void {
  for (let taker = found; ;) {
    const c = askedBy[taker]!
    addVisit(model, plan, taker, c)
    const giver = givenUpBy[c]!
    if (giver < 0) return
    removeVisit(model, plan, giver, c)
    taker = giver
  }
}

/** Gives each estate in turn one free reviewer, until no estate can get another. */
function assignNearest(
  model: SolverModel,
  plan: Plan,
  order: readonly number[],
  missing: (estate: number) => number,
  free: (reviewer: number) => boolean,
): number {
  let taken = 0
  let ready = Int32Array.from(model.reviewers, (_, v) => v).filter(free)
  for (let more = true; more;) {
    more = false
    for (const c of order) {
      if (missing(c) <= 0) continue
      let best = -1
      let least = Infinity
      for (const v of ready) {
        if (!isAllowedVisit(model, plan, v, c) || !free(v)) continue
        const price = cost(model, v, c) + model.kind[v]! * (2 * plan.kindBalance[c]! + model.kind[v]!)
        if (price < least) [best, least] = [v, price]
      }
      if (best < 0) continue
      addVisit(model, plan, best, c)
      taken += 1
      more = true
    }
    ready = ready.filter(free)
  }
  return taken
}

/** Estates that few reviewers may visit come first. */
function sortByScarcity(model: SolverModel): number[] {
  const may = model.estates.map((_, c) =>
    model.reviewers.reduce((sum, _, v) => sum + (model.cap[v]! > 0 && ruleAgainst(model, v, c) === 0 ? 1 : 0), 0),
  )
  return model.estates.map((_, c) => c).sort((a, b) => may[a]! - may[b]! || a - b)
}
