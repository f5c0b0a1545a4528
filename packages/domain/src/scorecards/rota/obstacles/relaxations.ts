/** Finds relaxations, of each kind the smallest. Each one is tried, and only those that help are offered. */
import { fillEstates } from '../solver/flow.ts'
import { addBridgingVisits, joinComponents } from '../solver/join.ts'
import { createPlan, type Plan } from '../solver/plan.ts'
import { relax } from './relax.ts'
import type { Conflict, OnProgress, Relaxation, RotaProblem } from '../problem.ts'
import { buildModel, CONFLICT, ruleAgainst, type SolverModel } from '../solver/model.ts'

/** How many sizes of each kind are tried; fewer in a large problem. */
const triesFor = ({ reviewers, estates }: RotaProblem) => (reviewers.length * estates.length > 200_000 ? 4 : 12)

export function relaxationsForShortage(
  problem: RotaProblem,
  model: SolverModel,
  plan: Plan,
  violator: readonly number[],
  onProgress: OnProgress,
): Relaxation[] {
  const lacking = model.estates.map((_, c) => Math.max(0, model.requiredVisits[c]! - plan.at[c]!.length))
  const lack = lacking.reduce((sum, each) => sum + each, 0)
  const kinds = [
    () => addDaysToRound(problem, model),
    () => allowMoreVisitsPerDay(problem, model),
    () => raiseMaxVisits(problem, lack),
    () => liftConflicts(problem, model, violator),
    () => addReviewers(problem, Math.max(...lacking), lack),
    () => lowerRequiredVisits(model, plan, lack),
  ]
  return kinds
    .map((tried, done) => {
      onProgress({ step: 'relaxing', done, of: kinds.length })
      return tried()
    })
    .filter((relaxation) => relaxation !== null)
    .sort((a, b) => a.size - b.size)
}

export function relaxationsForDisconnection(
  problem: RotaProblem,
  model: SolverModel,
  plan: Plan,
  groups: number,
): Relaxation[] {
  const people = plan.to.filter((visits) => visits.length > 0).length
  const visits = plan.to.reduce((sum, { length }) => sum + length, 0)
  const fewer = visits - model.estates.length + 1
  const bridged = relax(problem, { kind: 'bridge', size: 0, visits: groups - 1 })
  // A connected graph of n reviewers and estates needs n − 1 visits.
  const able = model.cap.reduce((sum, cap) => sum + (cap > 0 ? 1 : 0), 0)
  const links = (requiredVisits: number) =>
    requiredVisits * model.estates.length >=
    Math.min(able, requiredVisits * model.estates.length) + model.estates.length - 1
  let enough = problem.requiredVisits + 1
  while (!links(enough) && enough < able) enough += 1
  const found: (Relaxation | null)[] = [
    bridges(bridged) ? { kind: 'bridge', visits: groups - 1, size: groups - 1 } : null,
    first(
      triesFor(problem),
      (at) => {
        const requiredVisits = enough - 1 + at
        return {
          kind: 'more_visits',
          requiredVisits,
          size: (requiredVisits - problem.requiredVisits) * model.estates.length,
        }
      },
      (relaxation) => outcome(relax(problem, relaxation)) === 'linked',
    ),
    fewer < people && fewer > 0
      ? first(
          3,
          (less) => ({ kind: 'fewer_reviewers', reviewers: fewer + 1 - less, size: people - fewer - 1 + less }),
          (relaxation) => outcome(relax(problem, relaxation)) === 'linked',
        )
      : null,
  ]
  const helping = found.filter((relaxation) => relaxation !== null).sort((a, b) => a.size - b.size)
  return [...helping, { kind: 'unlinked', size: groups - 1 }]
}

const bridges = (problem: RotaProblem) => {
  const model = buildModel(problem)
  const plan = createPlan(model)
  return fillEstates(model, plan) && (joinComponents(model, plan) === 1 || addBridgingVisits(model, plan) === 1)
}

export function outcome(problem: RotaProblem): 'short' | 'apart' | 'linked' {
  const model = buildModel(problem)
  const plan = createPlan(model)
  if (!fillEstates(model, plan)) return 'short'
  return joinComponents(model, plan) > 1 ? 'apart' : 'linked'
}

const suffices = (problem: RotaProblem) => {
  const model = buildModel(problem)
  return fillEstates(model, createPlan(model))
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

const addDaysToRound = (problem: RotaProblem, { days }: SolverModel): Relaxation | null =>
  problem.days && days.length < 400
    ? first(
        triesFor(problem),
        (more) => ({ kind: 'more_days', days: more, size: more }),
        (found) => suffices(relax(problem, found)),
      )
    : null

const allowMoreVisitsPerDay = (
  problem: RotaProblem,
  { days, visitsPerDay: visitsPerDay }: SolverModel,
): Relaxation | null =>
  days.length > 0
    ? first(
        3,
        (more) => ({ kind: 'more_visits_per_day', visitsPerDay: visitsPerDay + more, size: more }),
        (found) => suffices(relax(problem, found)),
      )
    : null

/** Continues the flow beyond `maxVisits`, which exceeds it by as few visits as possible. */
function raiseMaxVisits(problem: RotaProblem, lack: number): Relaxation | null {
  const model = buildModel(problem)
  const plan = createPlan(model)
  fillEstates(model, plan)
  const past = model.cap.map((cap, v) => (model.reviewers[v]!.gone ? cap : Math.max(cap, model.dayCap[v]!)))
  if (!fillEstates(model, plan, undefined, past)) return null
  const people = model.reviewers.flatMap(({ seatId, title = '' }, v) =>
    plan.to[v]!.length > model.cap[v]! ? [{ seatId, title, maxVisits: plan.to[v]!.length }] : [],
  )
  return people.length > 0 ? { kind: 'raise_max_visits', reviewers: people, size: lack } : null
}

/** One conflict that is enough by itself; otherwise one after another, as long as each adds a visit. */
function liftConflicts(problem: RotaProblem, model: SolverModel, violator: readonly number[]): Relaxation | null {
  const members = new Set(
    model.reviewers
      .filter((_, v) => violator.some((c) => ruleAgainst(model, v, c) === CONFLICT))
      .map(({ memberId }) => memberId),
  )
  const near = (problem.conflicts ?? []).filter(({ memberId }) => members.has(memberId)).slice(0, 5 * triesFor(problem))
  const lifted: Conflict[] = []
  const lifting = (conflicts: Conflict[]): Relaxation => ({
    kind: 'lift_conflict',
    conflicts,
    size: conflicts.length,
  })
  for (const conflict of near) if (suffices(relax(problem, lifting([conflict])))) return lifting([conflict])
  let made = countFilledVisits(problem)
  for (const conflict of near) {
    const more = countFilledVisits(relax(problem, lifting([...lifted, conflict])))
    if (more <= made) continue
    lifted.push(conflict)
    made = more
    if (suffices(relax(problem, lifting(lifted)))) return lifting(lifted)
  }
  return null
}

function countFilledVisits(problem: RotaProblem): number {
  const model = buildModel(problem)
  const plan = createPlan(model)
  fillEstates(model, plan)
  return plan.at.reduce((sum, { length }, c) => sum + Math.min(length, model.requiredVisits[c]!), 0)
}

function addReviewers(problem: RotaProblem, least: number, most: number): Relaxation | null {
  const make = (people: number): Relaxation => ({ kind: 'more_reviewers', reviewers: people, size: people })
  const helps = (people: number) => suffices(relax(problem, make(people)))
  if (!helps(most)) return null
  let [low, high] = [least, most]
  while (low < high) {
    const middle = (low + high) >> 1
    if (helps(middle)) high = middle
    else low = middle + 1
  }
  return make(high)
}

const lowerRequiredVisits = (model: SolverModel, plan: Plan, lack: number): Relaxation => ({
  kind: 'fewer_visits',
  size: lack,
  estates: model.estates.flatMap(({ estateId, name }, c) =>
    plan.at[c]!.length < model.requiredVisits[c]! ? [{ estateId, name, requiredVisits: plan.at[c]!.length }] : [],
  ),
})
