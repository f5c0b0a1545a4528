/**
 * Takes estates out of a Hall violator as long as those that are left still need more visits than can be made, so that the set that is
 * named has no estate without need: with any one of them left out, the others could be visited as often as they need.
 *
 * Shapes   `minimal` is false in a problem that is too large to try each estate; the set is then one of several.
 */
import { fillEstates, findAugmentingChain } from '../solver/flow.ts'
import { createPlan } from '../solver/plan.ts'
import type { SolverModel } from '../solver/model.ts'

/** Estates to try, times estates, times reviewers. */
const MAX_WORK = 30_000_000

export type Violator = { estates: number[]; possible: number; minimal: boolean }

export function shrinkViolator(model: SolverModel, estates: readonly number[]): Violator {
  const minimal = estates.length * model.estates.length * model.reviewers.length <= MAX_WORK
  let left = [...estates]
  for (const c of minimal ? estates : [])
    if (left.includes(c)) left = fillAlone(model, withoutOne(left, c)).violator ?? left
  return { estates: left, possible: fillAlone(model, left).possible, minimal }
}

const withoutOne = (estates: readonly number[], c: number) => estates.filter((other) => other !== c)

/** As if no other estate needed a visit. */
function fillAlone(model: SolverModel, estates: readonly number[]) {
  const alone = { ...model, requiredVisits: new Int32Array(model.estates.length) }
  for (const c of estates) alone.requiredVisits[c] = model.requiredVisits[c]!
  const plan = createPlan(alone)
  const filled = fillEstates(alone, plan)
  const lacking = estates.filter((c) => plan.at[c]!.length < alone.requiredVisits[c]!)
  const free = (v: number) => plan.to[v]!.length < model.cap[v]!
  const violators = lacking.map((c) => findAugmentingChain(alone, plan, c, free).estates)
  return {
    possible: estates.reduce((sum, c) => sum + Math.min(plan.at[c]!.length, alone.requiredVisits[c]!), 0),
    violator: filled
      ? null
      : violators.reduce((least, of) => (of.length < least.length ? of : least)).toSorted((a, b) => a - b),
  }
}
