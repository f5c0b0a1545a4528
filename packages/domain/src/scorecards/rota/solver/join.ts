/**
 * Connects the graph of visits. A visit on a cycle is exchanged with one of another component, or given to somebody there who has
 * one fewer: both keep the number of visits of each estate and the spread of loads. Where loads must differ by more than one,
 * because absences or limits hold somebody back, connecting comes before even loads and the visit goes to whoever has fewest.
 */
import { findComponents, listCycleVisits, type Components } from './components.ts'
import { cost, isAllowedVisit, listMovable, addVisit, removeVisit, type Plan, type Visit } from './plan.ts'
import { random } from '../../random.ts'
import type { OnProgress } from '../problem.ts'
import type { SolverModel } from './model.ts'

/** The most visits tried in random exchanges, when no exchange joins groups directly, before the search gives up. */
const SHAKEN = 100_000

/** Returns the number of components left. With `even`, loads stay as even as they are. */
export function joinComponents(
  model: SolverModel,
  plan: Plan,
  onProgress: OnProgress = () => {},
  even = false,
): number {
  let now = findComponents(plan)
  const of = now.count - 1
  const next = random(model.previousRounds + 1)
  const tries = Math.min(1000, Math.ceil(SHAKEN / (1 + listMovable(plan).length)))
  for (let tried = 0; now.count > 1 && now.extra.length > 0;) {
    if (joinAny(model, plan, now, even)) {
      now = findComponents(plan)
      onProgress({ step: 'joining', done: of - now.count + 1, of })
    } else {
      if (tried++ >= tries) break
      now = shake(model, plan, now, next)
    }
  }
  return now.count
}

/** Adds extra visits between components, by the least busy reviewers, each to the nearest estate. Returns the number of components left. */
export function addBridgingVisits(model: SolverModel, plan: Plan): number {
  for (let now = findComponents(plan); now.count > 1;) {
    const before = now.count
    const groups = [...now.ofEstate]
    const inOrder = model.reviewers
      .map((_, v) => v)
      .filter((v) => plan.to[v]!.length > 0 && plan.to[v]!.length < model.cap[v]!)
      .sort((a, b) => plan.to[a]!.length - plan.to[b]!.length || a - b)
    for (const reviewer of inOrder) {
      const estate = nearestElsewhere(model, plan, reviewer, groups)
      if (estate < 0) continue
      const [home, away] = [groups[plan.to[reviewer]![0]!]!, groups[estate]!]
      addVisit(model, plan, reviewer, estate)
      groups.forEach((group, c) => {
        if (group === away) groups[c] = home
      })
    }
    now = findComponents(plan)
    if (now.count === before) return before
  }
  return 1
}

/** First with the visits that can all be taken out together, which are few, then with each that is on some cycle. */
function joinAny(model: SolverModel, plan: Plan, now: Components, even: boolean): boolean {
  if (joinTwo(model, plan, now)) return true
  const each = { ...now, extra: listCycleVisits(plan) }
  return joinTwo(model, plan, each) || (!even && isUneven(model, plan) && joinUnevenly(model, plan, each))
}

function joinTwo(model: SolverModel, plan: Plan, { ofEstate, ofReviewer, extra }: Components): boolean {
  const all = listMovable(plan)
  for (const one of extra) {
    let best: { taker: number } | { other: Visit } | null = null
    let least = Infinity
    const home = ofEstate[one.estate]!
    const leaving = cost(model, one.reviewer, one.estate)
    for (const other of all) {
      if (ofEstate[other.estate] === home || !mayExchange(model, plan, one, other)) continue
      const price =
        cost(model, other.reviewer, one.estate) +
        cost(model, one.reviewer, other.estate) -
        leaving -
        cost(model, other.reviewer, other.estate)
      if (price < least) [best, least] = [{ other }, price]
    }
    // Also those whose visits are all fixed.
    for (let taker = 0; taker < plan.to.length; taker++) {
      if (plan.to[taker]!.length === 0 || ofReviewer[taker] === home) continue
      if (!takesOver(model, plan, taker, one.reviewer) || !isAllowedVisit(model, plan, taker, one.estate)) continue
      const price = cost(model, taker, one.estate) - leaving
      if (price < least) [best, least] = [{ taker }, price]
    }
    if (!best) continue
    if ('other' in best) exchange(model, plan, one, best.other)
    else giveTo(model, plan, one, best.taker)
    return true
  }
  return false
}

function isUneven(model: SolverModel, plan: Plan): boolean {
  const loads = plan.to.filter((_, v) => model.cap[v]! > 0 && model.kind[v] !== 0).map(({ length }) => length)
  return Math.max(...loads) - Math.min(...loads) > 1
}

function joinUnevenly(model: SolverModel, plan: Plan, { ofEstate, ofReviewer, extra }: Components): boolean {
  let best: { one: Visit; taker: number } | null = null
  let least = Infinity
  for (const one of extra)
    for (let taker = 0; taker < model.reviewers.length; taker++) {
      const load = plan.to[taker]!.length
      if (load === 0 || load >= model.cap[taker]! || ofReviewer[taker] === ofEstate[one.estate]) continue
      const price = load - plan.to[one.reviewer]!.length
      if (price >= least || !isAllowedVisit(model, plan, taker, one.estate)) continue
      best = { one, taker }
      least = price
    }
  if (best) giveTo(model, plan, best.one, best.taker)
  return best !== null
}

/** An exchange that joins no groups but may make that possible; undone when it splits the graph further. */
function shake(model: SolverModel, plan: Plan, now: Components, next: () => number): Components {
  const all = listMovable(plan)
  const one = all[Math.floor(next() * all.length)]!
  const other = all[Math.floor(next() * all.length)]!
  if (!mayExchange(model, plan, one, other)) return now
  exchange(model, plan, one, other)
  const then = findComponents(plan)
  if (then.count <= now.count) return then
  exchange(model, plan, { ...one, reviewer: other.reviewer }, { ...other, reviewer: one.reviewer })
  return now
}

function nearestElsewhere(model: SolverModel, plan: Plan, reviewer: number, groups: readonly number[]): number {
  const home = groups[plan.to[reviewer]![0]!]
  let best = -1
  let least = Infinity
  for (let c = 0; c < groups.length; c++) {
    if (groups[c] === home || plan.at[c]!.length === 0 || !isAllowedVisit(model, plan, reviewer, c)) continue
    const price = cost(model, reviewer, c)
    if (price < least) [best, least] = [c, price]
  }
  return best
}

export const mayExchange = (model: SolverModel, plan: Plan, a: Visit, b: Visit): boolean =>
  a.estate !== b.estate &&
  a.reviewer !== b.reviewer &&
  isAllowedVisit(model, plan, b.reviewer, a.estate) &&
  isAllowedVisit(model, plan, a.reviewer, b.estate)

/** A reviewer with exactly one visit fewer and room for it, so that the loads stay as even as before. */
export const takesOver = (model: SolverModel, plan: Plan, taker: number, giver: number): boolean =>
  plan.to[taker]!.length === plan.to[giver]!.length - 1 && plan.to[taker]!.length < model.cap[taker]!

export function exchange(model: SolverModel, plan: Plan, a: Visit, b: Visit): void {
  removeVisit(model, plan, a.reviewer, a.estate)
  removeVisit(model, plan, b.reviewer, b.estate)
  addVisit(model, plan, b.reviewer, a.estate)
  addVisit(model, plan, a.reviewer, b.estate)
}

export function giveTo(model: SolverModel, plan: Plan, { reviewer, estate }: Visit, taker: number): void {
  removeVisit(model, plan, reviewer, estate)
  addVisit(model, plan, taker, estate)
}
