/** A plan while it is being made: who goes where, and what a change would cost. */
import { ruleAgainst, type SolverModel } from './world.ts'

export const MOVABLE = 1
export const KEPT = 2

export type Plan = {
  /** By visitor and compound: 0 nothing, or one of the two above. */
  readonly mark: Uint8Array
  /** Who goes to each compound, and where each visitor goes; in no order. */
  readonly at: number[][]
  readonly to: number[][]
  /** By compound, company people less community people. */
  readonly lean: Int32Array
}

export type Visit = { visitor: number; compound: number }

export function createPlan(world: SolverModel): Plan {
  const plan: Plan = {
    mark: new Uint8Array(world.visitors.length * world.compounds.length),
    at: world.compounds.map(() => []),
    to: world.visitors.map(() => []),
    lean: new Int32Array(world.compounds.length),
  }
  for (const { visitor, compound } of world.kept)
    if (!has(plan, visitor, compound)) put(world, plan, visitor, compound, KEPT)
  return plan
}

export const has = ({ mark, at }: Plan, visitor: number, compound: number): number =>
  mark[visitor * at.length + compound]!

export const mayGo = (world: SolverModel, plan: Plan, visitor: number, compound: number): boolean =>
  ruleAgainst(world, visitor, compound) === 0 && has(plan, visitor, compound) === 0

export function put(world: SolverModel, plan: Plan, visitor: number, compound: number, how = MOVABLE): void {
  plan.mark[visitor * plan.at.length + compound] = how
  plan.at[compound]!.push(visitor)
  plan.to[visitor]!.push(compound)
  plan.lean[compound] = plan.lean[compound]! + world.kind[visitor]!
}

export function take(world: SolverModel, plan: Plan, visitor: number, compound: number): void {
  plan.mark[visitor * plan.at.length + compound] = 0
  drop(plan.at[compound]!, visitor)
  drop(plan.to[visitor]!, compound)
  plan.lean[compound] = plan.lean[compound]! - world.kind[visitor]!
}

/** Visits that may still be changed, by compound and visitor. */
export function movable(plan: Plan): Visit[] {
  return plan.at.flatMap((visitors, compound) =>
    visitors
      .filter((visitor) => has(plan, visitor, compound) === MOVABLE)
      .sort((a, b) => a - b)
      .map((visitor) => ({ visitor, compound })),
  )
}

/** Up to this many km decide between two that are equally near, differently in each round. */
const CHANCE = 0.4

/** What it costs to send somebody somewhere, in km. */
export function cost(world: SolverModel, visitor: number, compound: number): number {
  const way = world.km[world.origin[visitor]! * world.compounds.length + compound]!
  let hash =
    Math.imul(visitor + 1, 0x9e3779b1) ^ Math.imul(compound + 1, 0x85ebca6b) ^ Math.imul(world.turn + 1, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash ^= hash >>> 13
  return (Number.isNaN(way) ? 0 : way) + ((hash >>> 0) / 2 ** 32) * CHANCE
}

function drop(list: number[], item: number): void {
  const at = list.indexOf(item)
  list[at] = list[list.length - 1]!
  list.pop()
}
