/** A plan while it is being made: who goes where, and what a change would cost. */
import { ruleAgainst, type SolverModel } from './world.ts'

export const MOVABLE = 1
export const KEPT = 2

export type Plan = {
  /** By reviewer and estate: 0 nothing, or one of the two above. */
  readonly mark: Uint8Array
  /** Who goes to each estate, and where each reviewer goes; in no order. */
  readonly at: number[][]
  readonly to: number[][]
  /** By estate, company people less community people. */
  readonly lean: Int32Array
}

export type Visit = { reviewer: number; estate: number }

export function createPlan(world: SolverModel): Plan {
  const plan: Plan = {
    mark: new Uint8Array(world.reviewers.length * world.estates.length),
    at: world.estates.map(() => []),
    to: world.reviewers.map(() => []),
    lean: new Int32Array(world.estates.length),
  }
  for (const { reviewer, estate } of world.kept)
    if (!has(plan, reviewer, estate)) put(world, plan, reviewer, estate, KEPT)
  return plan
}

export const has = ({ mark, at }: Plan, reviewer: number, estate: number): number =>
  mark[reviewer * at.length + estate]!

export const mayGo = (world: SolverModel, plan: Plan, reviewer: number, estate: number): boolean =>
  ruleAgainst(world, reviewer, estate) === 0 && has(plan, reviewer, estate) === 0

export function put(world: SolverModel, plan: Plan, reviewer: number, estate: number, how = MOVABLE): void {
  plan.mark[reviewer * plan.at.length + estate] = how
  plan.at[estate]!.push(reviewer)
  plan.to[reviewer]!.push(estate)
  plan.lean[estate] = plan.lean[estate]! + world.kind[reviewer]!
}

export function take(world: SolverModel, plan: Plan, reviewer: number, estate: number): void {
  plan.mark[reviewer * plan.at.length + estate] = 0
  drop(plan.at[estate]!, reviewer)
  drop(plan.to[reviewer]!, estate)
  plan.lean[estate] = plan.lean[estate]! - world.kind[reviewer]!
}

/** Visits that may still be changed, by estate and reviewer. */
export function movable(plan: Plan): Visit[] {
  return plan.at.flatMap((reviewers, estate) =>
    reviewers
      .filter((reviewer) => has(plan, reviewer, estate) === MOVABLE)
      .sort((a, b) => a - b)
      .map((reviewer) => ({ reviewer, estate })),
  )
}

/** Up to this many km decide between two that are equally near, differently in each round. */
const CHANCE = 0.4

/** What it costs to send somebody somewhere, in km. */
export function cost(world: SolverModel, reviewer: number, estate: number): number {
  const way = world.km[world.origin[reviewer]! * world.estates.length + estate]!
  let hash =
    Math.imul(reviewer + 1, 0x9e3779b1) ^ Math.imul(estate + 1, 0x85ebca6b) ^ Math.imul(world.turn + 1, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash ^= hash >>> 13
  return (Number.isNaN(way) ? 0 : way) + ((hash >>> 0) / 2 ** 32) * CHANCE
}

function drop(list: number[], item: number): void {
  const at = list.indexOf(item)
  list[at] = list[list.length - 1]!
  list.pop()
}
