/**
 * Chooses the days of visits. A person's visits to near estates share a day where two a day are allowed; then each day is chosen so
 * that reviewers of one estate come on different days and the days are used evenly. Nobody has more visits than fit on their
 * own days, so every visit gets one.
 */
import type { Day } from '../../../calendar.ts'
import { MOVABLE, getMark, type Plan } from './plan.ts'
import { haversine, getPoint } from './travel.ts'
import type { SolverModel } from './model.ts'

/** Estates at most this far apart, in km, are near. */
export const NEAR = 2

export type Days = { of: (reviewer: number, estate: number) => Day | null; all: readonly Dated[] }
export type Dated = { reviewer: number; estate: number; day: Day | null }

export function assignDays(model: SolverModel, plan: Plan): Days {
  const { days, estates, visitsPerDay: aDay } = model
  const key = (reviewer: number, estate: number) => reviewer * estates.length + estate
  const given = new Map<number, Day | null>()
  const done = new Set<number>()
  for (const visit of model.fixedVisits) {
    given.set(key(visit.reviewer, visit.estate), visit.day)
    if (visit.done) done.add(key(visit.reviewer, visit.estate))
  }
  const place = new Map(days.map((day, at) => [day, at]))
  const used = new Float64Array(days.length)
  const visitsOnDay = new Uint16Array(estates.length * Math.max(1, days.length))
  const left = model.reviewers.map(() => null as Int32Array | null)
  const occupy = (reviewer: number, estate: number, at: number) => {
    used[at] = used[at]! + 1
    visitsOnDay[estate * days.length + at] = visitsOnDay[estate * days.length + at]! + 1
    const room = getFreeSlots(reviewer)
    room[at] = room[at]! - 1
  }
  for (const { reviewer, estate, day } of model.fixedVisits)
    if (day !== null && place.has(day)) occupy(reviewer, estate, place.get(day)!)

  model.reviewers.forEach(({ gone }, reviewer) => {
    const open = plan.to[reviewer]!.filter(
      (c) =>
        getMark(plan, reviewer, c) === MOVABLE || (given.get(key(reviewer, c)) === null && !done.has(key(reviewer, c))),
    ).sort((a, b) => a - b)
    if (gone || days.length === 0 || !model.proposeDays) return
    for (const together of aDay > 1 ? nearPairs(model, open) : open.map((c) => [c])) {
      const at = bestDay(reviewer, together)
      if (at >= 0) for (const c of together) date(reviewer, c, at)
      else for (const c of together) date(reviewer, c, bestDay(reviewer, [c]))
    }
  })
  const all = model.reviewers.flatMap((_, reviewer) =>
    plan.to[reviewer]!.map((estate) => ({
      reviewer,
      estate,
      day: given.get(key(reviewer, estate)) ?? null,
    })),
  )
  return { of: (reviewer, estate) => given.get(key(reviewer, estate)) ?? null, all }

  function date(reviewer: number, estate: number, at: number) {
    if (at < 0) return
    occupy(reviewer, estate, at)
    given.set(key(reviewer, estate), days[at]!)
  }

  function getFreeSlots(reviewer: number): Int32Array {
    const absent = new Set(model.reviewers[reviewer]!.absent ?? [])
    return (left[reviewer] ??= Int32Array.from(days, (day) => (absent.has(day) ? 0 : aDay)))
  }

  /** The best day for these visits, or -1 where none has room. Prefers a day without other visits of this person, then of the estates, then of anybody. */
  function bestDay(reviewer: number, together: readonly number[]): number {
    const room = getFreeSlots(reviewer)
    const most = Math.max(1, ...room)
    let best = -1
    let least = Infinity
    for (let at = 0; at < days.length; at++) {
      if (room[at]! < together.length) continue
      const others = together.reduce((sum, c) => sum + visitsOnDay[c * days.length + at]!, 0)
      const price = (room[at]! < most ? 100 : 0) + others * 10 + used[at]! / (model.reviewers.length + 1)
      if (price < least) [best, least] = [at, price]
    }
    return best
  }
}

/** Pairs of near estates, the nearest first; an estate that is near no other is alone. */
function nearPairs(model: SolverModel, estates: readonly number[]): number[][] {
  const alone = new Set(estates)
  const near = estates
    .flatMap((a, i) => estates.slice(i + 1).map((b) => ({ a, b, km: distanceBetween(model, a, b) })))
    .filter(({ km }) => km <= NEAR)
    .sort((one, other) => one.km - other.km || one.a - other.a || one.b - other.b)
  const pairs = near.filter(({ a, b }) => alone.has(a) && alone.has(b) && alone.delete(a) && alone.delete(b))
  return [...pairs.map(({ a, b }) => [a, b]), ...[...alone].map((c) => [c])]
}

export function distanceBetween({ estates }: SolverModel, a: number, b: number): number {
  const [from, to] = [getPoint(estates[a]!), getPoint(estates[b]!)]
  return from && to ? haversine(from, to) : Infinity
}
