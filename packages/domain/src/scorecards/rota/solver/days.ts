/**
 * The days of visits. A person's near visits go together on one day where two a day are allowed; then each day is chosen so
 * that reviewers of one estate come on different days and the days are used evenly. A person's days are their own, and
 * nobody was given more visits than fit, so every visit finds a day.
 */
import type { Day } from '../../../calendar.ts'
import { MOVABLE, has, type Plan } from './plan.ts'
import { haversine, pointOf } from './travel.ts'
import type { SolverModel } from './world.ts'

/** Estates at most this far apart, in km, are near. */
export const NEAR = 2

export type Days = { of: (reviewer: number, estate: number) => Day | null; all: readonly Dated[] }
export type Dated = { reviewer: number; estate: number; day: Day | null }

export function daysOf(world: SolverModel, plan: Plan): Days {
  const { days, estates, aDay } = world
  const key = (reviewer: number, estate: number) => reviewer * estates.length + estate
  const given = new Map<number, Day | null>()
  const done = new Set<number>()
  for (const kept of world.kept) {
    given.set(key(kept.reviewer, kept.estate), kept.day)
    if (kept.done) done.add(key(kept.reviewer, kept.estate))
  }
  const place = new Map(days.map((day, at) => [day, at]))
  const used = new Float64Array(days.length)
  const there = new Uint16Array(estates.length * Math.max(1, days.length))
  const left = world.reviewers.map(() => null as Int32Array | null)
  const settle = (reviewer: number, estate: number, at: number) => {
    used[at] = used[at]! + 1
    there[estate * days.length + at] = there[estate * days.length + at]! + 1
    const room = roomOf(reviewer)
    room[at] = room[at]! - 1
  }
  for (const { reviewer, estate, day } of world.kept)
    if (day !== null && place.has(day)) settle(reviewer, estate, place.get(day)!)

  world.reviewers.forEach(({ gone }, reviewer) => {
    const open = plan.to[reviewer]!.filter(
      (c) =>
        has(plan, reviewer, c) === MOVABLE || (given.get(key(reviewer, c)) === null && !done.has(key(reviewer, c))),
    ).sort((a, b) => a - b)
    if (gone || days.length === 0 || !world.dated) return
    for (const together of aDay > 1 ? nearPairs(world, open) : open.map((c) => [c])) {
      const at = bestDay(reviewer, together)
      if (at >= 0) for (const c of together) date(reviewer, c, at)
      else for (const c of together) date(reviewer, c, bestDay(reviewer, [c]))
    }
  })
  const all = world.reviewers.flatMap((_, reviewer) =>
    plan.to[reviewer]!.map((estate) => ({
      reviewer,
      estate,
      day: given.get(key(reviewer, estate)) ?? null,
    })),
  )
  return { of: (reviewer, estate) => given.get(key(reviewer, estate)) ?? null, all }

  function date(reviewer: number, estate: number, at: number) {
    if (at < 0) return
    settle(reviewer, estate, at)
    given.set(key(reviewer, estate), days[at]!)
  }

  function roomOf(reviewer: number): Int32Array {
    const absent = new Set(world.reviewers[reviewer]!.absent ?? [])
    return (left[reviewer] ??= Int32Array.from(days, (day) => (absent.has(day) ? 0 : aDay)))
  }

  /** -1 where none has room for all of them. A day of one's own for visits far apart; then others' visits; then use. */
  function bestDay(reviewer: number, together: readonly number[]): number {
    const room = roomOf(reviewer)
    const most = Math.max(1, ...room)
    let best = -1
    let least = Infinity
    for (let at = 0; at < days.length; at++) {
      if (room[at]! < together.length) continue
      const others = together.reduce((sum, c) => sum + there[c * days.length + at]!, 0)
      const price = (room[at]! < most ? 100 : 0) + others * 10 + used[at]! / (world.reviewers.length + 1)
      if (price < least) [best, least] = [at, price]
    }
    return best
  }
}

/** Two by two, the nearest first; what is near nothing stays alone. */
function nearPairs(world: SolverModel, estates: readonly number[]): number[][] {
  const alone = new Set(estates)
  const near = estates
    .flatMap((a, i) => estates.slice(i + 1).map((b) => ({ a, b, km: apart(world, a, b) })))
    .filter(({ km }) => km <= NEAR)
    .sort((one, other) => one.km - other.km || one.a - other.a || one.b - other.b)
  const pairs = near.filter(({ a, b }) => alone.has(a) && alone.has(b) && alone.delete(a) && alone.delete(b))
  return [...pairs.map(({ a, b }) => [a, b]), ...[...alone].map((c) => [c])]
}

export function apart({ estates }: SolverModel, a: number, b: number): number {
  const [from, to] = [pointOf(estates[a]!), pointOf(estates[b]!)]
  return from && to ? haversine(from, to) : Infinity
}
