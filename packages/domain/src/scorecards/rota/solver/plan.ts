/** A plan while it is being made: who goes where, and what a change would cost. */
import { ruleAgainst, type SolverModel } from './model.ts'

export const MOVABLE = 1
export const FIXED = 2

export type Plan = {
  /** By reviewer and estate: 0 for no visit, otherwise one of the two constants above. */
  readonly mark: Uint8Array
  /** `at`: the reviewers of each estate; `to`: the estates of each reviewer. Unordered. */
  readonly at: number[][]
  readonly to: number[][]
  /** By estate, the number of company people minus that of community people. */
  readonly kindBalance: Int32Array
}

export type Visit = { reviewer: number; estate: number }

export function createPlan(model: SolverModel): Plan {
  const plan: Plan = {
    mark: new Uint8Array(model.reviewers.length * model.estates.length),
    at: model.estates.map(() => []),
    to: model.reviewers.map(() => []),
    kindBalance: new Int32Array(model.estates.length),
  }
  for (const { reviewer, estate } of model.fixedVisits)
    if (!getMark(plan, reviewer, estate)) addVisit(model, plan, reviewer, estate, FIXED)
  return plan
}

export const getMark = ({ mark, at }: Plan, reviewer: number, estate: number): number =>
  mark[reviewer * at.length + estate]!

export const isAllowedVisit = (model: SolverModel, plan: Plan, reviewer: number, estate: number): boolean =>
  ruleAgainst(model, reviewer, estate) === 0 && getMark(plan, reviewer, estate) === 0

export function addVisit(model: SolverModel, plan: Plan, reviewer: number, estate: number, how = MOVABLE): void {
  plan.mark[reviewer * plan.at.length + estate] = how
  plan.at[estate]!.push(reviewer)
  plan.to[reviewer]!.push(estate)
  plan.kindBalance[estate] = plan.kindBalance[estate]! + model.kind[reviewer]!
}

export function removeVisit(model: SolverModel, plan: Plan, reviewer: number, estate: number): void {
  plan.mark[reviewer * plan.at.length + estate] = 0
  removeItem(plan.at[estate]!, reviewer)
  removeItem(plan.to[reviewer]!, estate)
  plan.kindBalance[estate] = plan.kindBalance[estate]! - model.kind[reviewer]!
}

/** Visits that may still be changed, by estate and reviewer. */
export function listMovable(plan: Plan): Visit[] {
  return plan.at.flatMap((reviewers, estate) =>
    reviewers
      .filter((reviewer) => getMark(plan, reviewer, estate) === MOVABLE)
      .sort((a, b) => a - b)
      .map((reviewer) => ({ reviewer, estate })),
  )
}

/** Random cost in km, at most, that decides between equally near reviewers, differently in each round. */
const CHANCE = 0.4

/** The cost of a visit, in km. */
export function cost(model: SolverModel, reviewer: number, estate: number): number {
  const way = model.km[model.origin[reviewer]! * model.estates.length + estate]!
  let hash =
    Math.imul(reviewer + 1, 0x9e3779b1) ^
    Math.imul(estate + 1, 0x85ebca6b) ^
    Math.imul(model.previousRounds + 1, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash ^= hash >>> 13
  return (Number.isNaN(way) ? 0 : way) + ((hash >>> 0) / 2 ** 32) * CHANCE
}

function removeItem(list: number[], item: number): void {
  const at = list.indexOf(item)
  list[at] = list[list.length - 1]!
  list.pop()
}
