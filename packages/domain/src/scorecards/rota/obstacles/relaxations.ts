/** What could be given way on, each kind in its smallest size, and each tried: only what does help is offered. */
import { fill } from '../solver/flow.ts'
import { bridge, join } from '../solver/join.ts'
import { createPlan, type Plan } from '../solver/plan.ts'
import { relax } from './relax.ts'
import type { Conflict, OnProgress, Relaxation, RotaProblem } from '../problem.ts'
import { buildModel, CONFLICT, ruleAgainst, type SolverModel } from '../solver/world.ts'

/** Sizes tried of each kind, and conflicts: fewer where each try takes a while. */
const triesFor = ({ reviewers, estates }: RotaProblem) => (reviewers.length * estates.length > 200_000 ? 4 : 12)

export function relaxationsForShortage(
  wish: RotaProblem,
  world: SolverModel,
  plan: Plan,
  violator: readonly number[],
  heard: OnProgress,
): Relaxation[] {
  const lacking = world.estates.map((_, c) => Math.max(0, world.wanted[c]! - plan.at[c]!.length))
  const lack = lacking.reduce((sum, each) => sum + each, 0)
  const kinds = [
    () => moreDays(wish, world),
    () => moreADay(wish, world),
    () => raisedMost(wish, lack),
    () => liftedConflicts(wish, world, violator),
    () => morePeople(wish, Math.max(...lacking), lack),
    () => fewerVisits(world, plan, lack),
  ]
  return kinds
    .map((tried, done) => {
      heard({ step: 'relaxing', done, of: kinds.length })
      return tried()
    })
    .filter((relaxation) => relaxation !== null)
    .sort((a, b) => a.size - b.size)
}

export function relaxationsForDisconnection(
  wish: RotaProblem,
  world: SolverModel,
  plan: Plan,
  groups: number,
): Relaxation[] {
  const people = plan.to.filter((visits) => visits.length > 0).length
  const visits = plan.to.reduce((sum, { length }) => sum + length, 0)
  const fewer = visits - world.estates.length + 1
  const bridged = relax(wish, { kind: 'bridge', size: 0, visits: groups - 1 })
  // To link so many people and estates takes a visit for each but one of them.
  const able = world.cap.reduce((sum, cap) => sum + (cap > 0 ? 1 : 0), 0)
  const links = (wanted: number) =>
    wanted * world.estates.length >= Math.min(able, wanted * world.estates.length) + world.estates.length - 1
  let enough = wish.wanted + 1
  while (!links(enough) && enough < able) enough += 1
  const found: (Relaxation | null)[] = [
    bridges(bridged) ? { kind: 'bridge', visits: groups - 1, size: groups - 1 } : null,
    first(
      triesFor(wish),
      (at) => {
        const wanted = enough - 1 + at
        return { kind: 'more_visits', wanted, size: (wanted - wish.wanted) * world.estates.length }
      },
      (relaxation) => outcome(relax(wish, relaxation)) === 'linked',
    ),
    fewer < people && fewer > 0
      ? first(
          3,
          (less) => ({ kind: 'fewer_people', people: fewer + 1 - less, size: people - fewer - 1 + less }),
          (relaxation) => outcome(relax(wish, relaxation)) === 'linked',
        )
      : null,
  ]
  const helping = found.filter((relaxation) => relaxation !== null).sort((a, b) => a.size - b.size)
  return [...helping, { kind: 'unlinked', size: groups - 1 }]
}

const bridges = (wish: RotaProblem) => {
  const world = buildModel(wish)
  const plan = createPlan(world)
  return fill(world, plan) && (join(world, plan) === 1 || bridge(world, plan) === 1)
}

export function outcome(wish: RotaProblem): 'short' | 'apart' | 'linked' {
  const world = buildModel(wish)
  const plan = createPlan(world)
  if (!fill(world, plan)) return 'short'
  return join(world, plan) > 1 ? 'apart' : 'linked'
}

const suffices = (wish: RotaProblem) => {
  const world = buildModel(wish)
  return fill(world, createPlan(world))
}

function first<Found extends Relaxation>(
  tries: number,
  make: (at: number) => Found,
  helps: (relaxation: Found) => boolean,
): Found | null {
  for (let at = 1; at <= tries; at++) {
    const relaxation = make(at)
    if (helps(relaxation)) return relaxation
  }
  return null
}

const moreDays = (wish: RotaProblem, { days }: SolverModel): Relaxation | null =>
  wish.days && days.length < 400
    ? first(
        triesFor(wish),
        (more) => ({ kind: 'more_days', days: more, size: more }),
        (found) => suffices(relax(wish, found)),
      )
    : null

const moreADay = (wish: RotaProblem, { days, aDay }: SolverModel): Relaxation | null =>
  days.length > 0
    ? first(
        3,
        (more) => ({ kind: 'more_a_day', aDay: aDay + more, size: more }),
        (found) => suffices(relax(wish, found)),
      )
    : null

/** The flow goes on past `most`, and so passes it by as few visits as there can be. */
function raisedMost(wish: RotaProblem, lack: number): Relaxation | null {
  const world = buildModel(wish)
  const plan = createPlan(world)
  fill(world, plan)
  const past = world.cap.map((cap, v) => (world.reviewers[v]!.gone ? cap : Math.max(cap, world.dayCap[v]!)))
  if (!fill(world, plan, undefined, past)) return null
  const people = world.reviewers.flatMap(({ seatId, title = '' }, v) =>
    plan.to[v]!.length > world.cap[v]! ? [{ seatId, title, most: plan.to[v]!.length }] : [],
  )
  return people.length > 0 ? { kind: 'raise_most', people, size: lack } : null
}

/** One that helps by itself; else one after another, as long as that brings a visit more. */
function liftedConflicts(wish: RotaProblem, world: SolverModel, violator: readonly number[]): Relaxation | null {
  const members = new Set(
    world.reviewers
      .filter((_, v) => violator.some((c) => ruleAgainst(world, v, c) === CONFLICT))
      .map(({ memberId }) => memberId),
  )
  const near = (wish.conflicts ?? []).filter(({ memberId }) => members.has(memberId)).slice(0, 5 * triesFor(wish))
  const lifted: Conflict[] = []
  const lifting = (conflicts: Conflict[]): Relaxation => ({
    kind: 'lift_conflict',
    conflicts,
    size: conflicts.length,
  })
  for (const conflict of near) if (suffices(relax(wish, lifting([conflict])))) return lifting([conflict])
  let made = madeBy(wish)
  for (const conflict of near) {
    const more = madeBy(relax(wish, lifting([...lifted, conflict])))
    if (more <= made) continue
    lifted.push(conflict)
    made = more
    if (suffices(relax(wish, lifting(lifted)))) return lifting(lifted)
  }
  return null
}

function madeBy(wish: RotaProblem): number {
  const world = buildModel(wish)
  const plan = createPlan(world)
  fill(world, plan)
  return plan.at.reduce((sum, { length }, c) => sum + Math.min(length, world.wanted[c]!), 0)
}

function morePeople(wish: RotaProblem, least: number, most: number): Relaxation | null {
  const make = (people: number): Relaxation => ({ kind: 'more_people', people, size: people })
  const helps = (people: number) => suffices(relax(wish, make(people)))
  if (!helps(most)) return null
  let [low, high] = [least, most]
  while (low < high) {
    const middle = (low + high) >> 1
    if (helps(middle)) high = middle
    else low = middle + 1
  }
  return make(high)
}

const fewerVisits = (world: SolverModel, plan: Plan, lack: number): Relaxation => ({
  kind: 'fewer_visits',
  size: lack,
  estates: world.estates.flatMap(({ estateId, name }, c) =>
    plan.at[c]!.length < world.wanted[c]! ? [{ estateId, name, wanted: plan.at[c]!.length }] : [],
  ),
})
