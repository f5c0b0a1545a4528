/**
 * Makes one graph of all visits. A visit on a cycle is exchanged with one of another component, or given to somebody there
 * who has one fewer: neither changes how many come to an estate nor how even the loads are. Where loads differ by more than
 * one in any case, because somebody is held back, linking goes before evenness and a visit is given to whoever has least.
 */
import { findComponents, type Components } from './components.ts'
import { cost, mayGo, movable, put, take, type Plan, type Visit } from './plan.ts'
import { random } from './random.ts'
import type { OnProgress } from '../problem.ts'
import type { SolverModel } from './world.ts'

/** Visits looked at in exchanges at random, where no joining one is allowed, before the groups are left apart. */
const SHAKEN = 100_000

/** How many components are left. `even`: never at the cost of evenness. */
export function join(world: SolverModel, plan: Plan, heard: OnProgress = () => {}, even = false): number {
  let now = findComponents(plan)
  const of = now.count - 1
  const next = random(world.turn + 1)
  const tries = Math.min(1000, Math.ceil(SHAKEN / (1 + movable(plan).length)))
  for (let tried = 0; now.count > 1 && now.extra.length > 0;) {
    if (joinTwo(world, plan, now) || (!even && isUneven(world, plan) && joinUnevenly(world, plan, now))) {
      now = findComponents(plan)
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
  for (let now = findComponents(plan); now.count > 1;) {
    const before = now.count
    const groups = [...now.ofEstate]
    const inOrder = world.reviewers
      .map((_, v) => v)
      .filter((v) => plan.to[v]!.length > 0 && plan.to[v]!.length < world.cap[v]!)
      .sort((a, b) => plan.to[a]!.length - plan.to[b]!.length || a - b)
    for (const reviewer of inOrder) {
      const estate = nearestElsewhere(world, plan, reviewer, groups)
      if (estate < 0) continue
      const [home, away] = [groups[plan.to[reviewer]![0]!]!, groups[estate]!]
      put(world, plan, reviewer, estate)
      groups.forEach((group, c) => {
        if (group === away) groups[c] = home
      })
    }
    now = findComponents(plan)
    if (now.count === before) return before
  }
  return 1
}

function joinTwo(world: SolverModel, plan: Plan, { ofEstate, extra }: Components): boolean {
  const all = movable(plan)
  for (const one of extra) {
    let best: { other: Visit; swap: boolean } | null = null
    let least = Infinity
    const home = ofEstate[one.estate]!
    for (const other of all) {
      if (ofEstate[other.estate] === home) continue
      const leaving = cost(world, one.reviewer, one.estate)
      if (mayGo(world, plan, other.reviewer, one.estate)) {
        const coming = cost(world, other.reviewer, one.estate)
        if (mayGo(world, plan, one.reviewer, other.estate)) {
          const price =
            coming + cost(world, one.reviewer, other.estate) - leaving - cost(world, other.reviewer, other.estate)
          if (price < least) [best, least] = [{ other, swap: true }, price]
        }
        if (takesOver(world, plan, other.reviewer, one.reviewer) && coming - leaving < least)
          [best, least] = [{ other, swap: false }, coming - leaving]
      }
    }
    if (!best) continue
    if (best.swap) exchange(world, plan, one, best.other)
    else giveTo(world, plan, one, best.other.reviewer)
    return true
  }
  return false
}

function isUneven(world: SolverModel, plan: Plan): boolean {
  const loads = plan.to.filter((_, v) => world.cap[v]! > 0 && world.kind[v] !== 0).map(({ length }) => length)
  return Math.max(...loads) - Math.min(...loads) > 1
}

function joinUnevenly(world: SolverModel, plan: Plan, { ofEstate, ofReviewer, extra }: Components): boolean {
  let best: { one: Visit; taker: number } | null = null
  let least = Infinity
  for (const one of extra)
    for (let taker = 0; taker < world.reviewers.length; taker++) {
      const load = plan.to[taker]!.length
      if (load === 0 || load >= world.cap[taker]! || ofReviewer[taker] === ofEstate[one.estate]) continue
      const price = load - plan.to[one.reviewer]!.length
      if (price >= least || !mayGo(world, plan, taker, one.estate)) continue
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
  const then = findComponents(plan)
  if (then.count <= now.count) return then
  exchange(world, plan, { ...one, reviewer: other.reviewer }, { ...other, reviewer: one.reviewer })
  return now
}

function nearestElsewhere(world: SolverModel, plan: Plan, reviewer: number, groups: readonly number[]): number {
  const home = groups[plan.to[reviewer]![0]!]
  let best = -1
  let least = Infinity
  for (let c = 0; c < groups.length; c++) {
    if (groups[c] === home || plan.at[c]!.length === 0 || !mayGo(world, plan, reviewer, c)) continue
    const price = cost(world, reviewer, c)
    if (price < least) [best, least] = [c, price]
  }
  return best
}

export const mayExchange = (world: SolverModel, plan: Plan, a: Visit, b: Visit): boolean =>
  a.estate !== b.estate &&
  a.reviewer !== b.reviewer &&
  mayGo(world, plan, b.reviewer, a.estate) &&
  mayGo(world, plan, a.reviewer, b.estate)

/** Somebody with exactly one visit fewer and room for it: the loads are then as even as before. */
export const takesOver = (world: SolverModel, plan: Plan, taker: number, giver: number): boolean =>
  plan.to[taker]!.length === plan.to[giver]!.length - 1 && plan.to[taker]!.length < world.cap[taker]!

export function exchange(world: SolverModel, plan: Plan, a: Visit, b: Visit): void {
  take(world, plan, a.reviewer, a.estate)
  take(world, plan, b.reviewer, b.estate)
  put(world, plan, b.reviewer, a.estate)
  put(world, plan, a.reviewer, b.estate)
}

export function giveTo(world: SolverModel, plan: Plan, { reviewer, estate }: Visit, taker: number): void {
  take(world, plan, reviewer, estate)
  put(world, plan, taker, estate)
}
