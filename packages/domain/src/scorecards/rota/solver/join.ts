/**
 * Makes one graph of all visits. A visit on a cycle is exchanged with one of another component, or given to somebody there
 * who has one fewer: neither changes how many come to a compound nor how even the loads are. Where loads differ by more than
 * one in any case, because somebody is held back, linking goes before evenness and a visit is given to whoever has least.
 */
import { componentsOf, type Components } from './components.ts'
import { cost, mayGo, movable, put, take, type Plan, type Visit } from './plan.ts'
import { random } from './random.ts'
import type { OnProgress } from '../problem.ts'
import type { SolverModel } from './world.ts'

/** Visits looked at in exchanges at random, where no joining one is allowed, before the groups are left apart. */
const SHAKEN = 100_000

/** How many components are left. `even`: never at the cost of evenness. */
export function join(world: SolverModel, plan: Plan, heard: OnProgress = () => {}, even = false): number {
  let now = componentsOf(plan)
  const of = now.count - 1
  const next = random(world.turn + 1)
  const tries = Math.min(1000, Math.ceil(SHAKEN / (1 + movable(plan).length)))
  for (let tried = 0; now.count > 1 && now.extra.length > 0;) {
    if (joinTwo(world, plan, now) || (!even && isUneven(world, plan) && joinUnevenly(world, plan, now))) {
      now = componentsOf(plan)
      heard({ step: 'joining', done: of - now.count + 1, of })
    } else {
      if (tried++ >= tries) break
      now = shake(world, plan, now, next)
    }
  }
  return now.count
}

/** Extra visits from one component to another, the least busy first, each to the nearest; how many components are left. */
export function bridge(world: SolverModel, plan: Plan): number {
  for (let now = componentsOf(plan); now.count > 1;) {
    const before = now.count
    const groups = [...now.ofCompound]
    const inOrder = world.visitors
      .map((_, v) => v)
      .filter((v) => plan.to[v]!.length > 0 && plan.to[v]!.length < world.cap[v]!)
      .sort((a, b) => plan.to[a]!.length - plan.to[b]!.length || a - b)
    for (const visitor of inOrder) {
      const compound = nearestElsewhere(world, plan, visitor, groups)
      if (compound < 0) continue
      const [home, away] = [groups[plan.to[visitor]![0]!]!, groups[compound]!]
      put(world, plan, visitor, compound)
      groups.forEach((group, c) => {
        if (group === away) groups[c] = home
      })
    }
    now = componentsOf(plan)
    if (now.count === before) return before
  }
  return 1
}

function joinTwo(world: SolverModel, plan: Plan, { ofCompound, extra }: Components): boolean {
  const all = movable(plan)
  for (const one of extra) {
    let best: { other: Visit; swap: boolean } | null = null
    let least = Infinity
    const home = ofCompound[one.compound]!
    for (const other of all) {
      if (ofCompound[other.compound] === home) continue
      const leaving = cost(world, one.visitor, one.compound)
      if (mayGo(world, plan, other.visitor, one.compound)) {
        const coming = cost(world, other.visitor, one.compound)
        if (mayGo(world, plan, one.visitor, other.compound)) {
          const price =
            coming + cost(world, one.visitor, other.compound) - leaving - cost(world, other.visitor, other.compound)
          if (price < least) [best, least] = [{ other, swap: true }, price]
        }
        if (takesOver(world, plan, other.visitor, one.visitor) && coming - leaving < least)
          [best, least] = [{ other, swap: false }, coming - leaving]
      }
    }
    if (!best) continue
    if (best.swap) exchange(world, plan, one, best.other)
    else giveTo(world, plan, one, best.other.visitor)
    return true
  }
  return false
}

function isUneven(world: SolverModel, plan: Plan): boolean {
  const loads = plan.to.filter((_, v) => world.cap[v]! > 0 && world.kind[v] !== 0).map(({ length }) => length)
  return Math.max(...loads) - Math.min(...loads) > 1
}

function joinUnevenly(world: SolverModel, plan: Plan, { ofCompound, ofVisitor, extra }: Components): boolean {
  let best: { one: Visit; taker: number } | null = null
  let least = Infinity
  for (const one of extra)
    for (let taker = 0; taker < world.visitors.length; taker++) {
      const load = plan.to[taker]!.length
      if (load === 0 || load >= world.cap[taker]! || ofVisitor[taker] === ofCompound[one.compound]) continue
      const price = load - plan.to[one.visitor]!.length
      if (price >= least || !mayGo(world, plan, taker, one.compound)) continue
      best = { one, taker }
      least = price
    }
  if (best) giveTo(world, plan, best.one, best.taker)
  return best !== null
}

/** An exchange that joins nothing but may make one possible; undone when it parts more. */
function shake(world: SolverModel, plan: Plan, now: Components, next: () => number): Components {
  const all = movable(plan)
  const one = all[Math.floor(next() * all.length)]!
  const other = all[Math.floor(next() * all.length)]!
  if (!mayExchange(world, plan, one, other)) return now
  exchange(world, plan, one, other)
  const then = componentsOf(plan)
  if (then.count <= now.count) return then
  exchange(world, plan, { ...one, visitor: other.visitor }, { ...other, visitor: one.visitor })
  return now
}

function nearestElsewhere(world: SolverModel, plan: Plan, visitor: number, groups: readonly number[]): number {
  const home = groups[plan.to[visitor]![0]!]
  let best = -1
  let least = Infinity
  for (let c = 0; c < groups.length; c++) {
    if (groups[c] === home || plan.at[c]!.length === 0 || !mayGo(world, plan, visitor, c)) continue
    const price = cost(world, visitor, c)
    if (price < least) [best, least] = [c, price]
  }
  return best
}

export const mayExchange = (world: SolverModel, plan: Plan, a: Visit, b: Visit): boolean =>
  a.compound !== b.compound &&
  a.visitor !== b.visitor &&
  mayGo(world, plan, b.visitor, a.compound) &&
  mayGo(world, plan, a.visitor, b.compound)

/** Somebody with exactly one visit fewer and room for it: the loads are then as even as before. */
export const takesOver = (world: SolverModel, plan: Plan, taker: number, giver: number): boolean =>
  plan.to[taker]!.length === plan.to[giver]!.length - 1 && plan.to[taker]!.length < world.cap[taker]!

export function exchange(world: SolverModel, plan: Plan, a: Visit, b: Visit): void {
  take(world, plan, a.visitor, a.compound)
  take(world, plan, b.visitor, b.compound)
  put(world, plan, b.visitor, a.compound)
  put(world, plan, a.visitor, b.compound)
}

export function giveTo(world: SolverModel, plan: Plan, { visitor, compound }: Visit, taker: number): void {
  take(world, plan, visitor, compound)
  put(world, plan, taker, compound)
}
