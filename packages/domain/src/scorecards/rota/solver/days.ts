/**
 * The days of visits. A person's near visits go together on one day where two a day are allowed; then each day is chosen so
 * that visitors of one compound come on different days and the days are used evenly. A person's days are their own, and
 * nobody was given more visits than fit, so every visit finds a day.
 */
import type { Day } from '../../../calendar.ts'
import { MOVABLE, has, type Plan } from './plan.ts'
import { haversine, pointOf } from './travel.ts'
import type { SolverModel } from './world.ts'

/** Compounds at most this far apart, in km, are near. */
export const NEAR = 2

export type Days = { of: (visitor: number, compound: number) => Day | null; all: readonly Dated[] }
export type Dated = { visitor: number; compound: number; day: Day | null }

export function daysOf(world: SolverModel, plan: Plan): Days {
  const { days, compounds, aDay } = world
  const key = (visitor: number, compound: number) => visitor * compounds.length + compound
  const given = new Map<number, Day | null>()
  const done = new Set<number>()
  for (const kept of world.kept) {
    given.set(key(kept.visitor, kept.compound), kept.day)
    if (kept.done) done.add(key(kept.visitor, kept.compound))
  }
  const place = new Map(days.map((day, at) => [day, at]))
  const used = new Float64Array(days.length)
  const there = new Uint16Array(compounds.length * Math.max(1, days.length))
  const left = world.visitors.map(() => null as Int32Array | null)
  const settle = (visitor: number, compound: number, at: number) => {
    used[at] = used[at]! + 1
    there[compound * days.length + at] = there[compound * days.length + at]! + 1
    const room = roomOf(visitor)
    room[at] = room[at]! - 1
  }
  for (const { visitor, compound, day } of world.kept)
    if (day !== null && place.has(day)) settle(visitor, compound, place.get(day)!)

  world.visitors.forEach(({ gone }, visitor) => {
    const open = plan.to[visitor]!.filter(
      (c) => has(plan, visitor, c) === MOVABLE || (given.get(key(visitor, c)) === null && !done.has(key(visitor, c))),
    ).sort((a, b) => a - b)
    if (gone || days.length === 0 || !world.dated) return
    for (const together of aDay > 1 ? nearPairs(world, open) : open.map((c) => [c])) {
      const at = bestDay(visitor, together)
      if (at >= 0) for (const c of together) date(visitor, c, at)
      else for (const c of together) date(visitor, c, bestDay(visitor, [c]))
    }
  })
  const all = world.visitors.flatMap((_, visitor) =>
    plan.to[visitor]!.map((compound) => ({
      visitor,
      compound,
      day: given.get(key(visitor, compound)) ?? null,
    })),
  )
  return { of: (visitor, compound) => given.get(key(visitor, compound)) ?? null, all }

  function date(visitor: number, compound: number, at: number) {
    if (at < 0) return
    settle(visitor, compound, at)
    given.set(key(visitor, compound), days[at]!)
  }

  function roomOf(visitor: number): Int32Array {
    const absent = new Set(world.visitors[visitor]!.absent ?? [])
    return (left[visitor] ??= Int32Array.from(days, (day) => (absent.has(day) ? 0 : aDay)))
  }

  /** -1 where none has room for all of them. A day of one's own for visits far apart; then others' visits; then use. */
  function bestDay(visitor: number, together: readonly number[]): number {
    const room = roomOf(visitor)
    const most = Math.max(1, ...room)
    let best = -1
    let least = Infinity
    for (let at = 0; at < days.length; at++) {
      if (room[at]! < together.length) continue
      const others = together.reduce((sum, c) => sum + there[c * days.length + at]!, 0)
      const price = (room[at]! < most ? 100 : 0) + others * 10 + used[at]! / (world.visitors.length + 1)
      if (price < least) [best, least] = [at, price]
    }
    return best
  }
}

/** Two by two, the nearest first; what is near nothing stays alone. */
function nearPairs(world: SolverModel, compounds: readonly number[]): number[][] {
  const alone = new Set(compounds)
  const near = compounds
    .flatMap((a, i) => compounds.slice(i + 1).map((b) => ({ a, b, km: apart(world, a, b) })))
    .filter(({ km }) => km <= NEAR)
    .sort((one, other) => one.km - other.km || one.a - other.a || one.b - other.b)
  const pairs = near.filter(({ a, b }) => alone.has(a) && alone.has(b) && alone.delete(a) && alone.delete(b))
  return [...pairs.map(({ a, b }) => [a, b]), ...[...alone].map((c) => [c])]
}

export function apart({ compounds }: SolverModel, a: number, b: number): number {
  const [from, to] = [pointOf(compounds[a]!), pointOf(compounds[b]!)]
  return from && to ? haversine(from, to) : Infinity
}
