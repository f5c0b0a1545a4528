/**
 * Working hours 工作时间 that a tenant sets: up to three periods, the same on every working day.
 *
 * Units     a period [from, to) in minutes of the day, 510 for 8:30; stored in one list, 510, 720, 840, 1050.
 * Refusals  calendar.hours_missing, hours_half, hours_reversed, hours_overlap.
 */
import { z } from 'zod'
import { optional, timeOfDay, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'
import { MAX_PERIODS } from './clockTime.ts'
import type { Hours } from './workingTime.ts'

const Period = z.strictObject({ from: optional(timeOfDay()), to: optional(timeOfDay()) })

type Periods = z.input<typeof Period>[]

/** `revision` is the version that was shown; 0 while the usual hours hold. Periods are a list, or numbered as a form sends them. */
export const HoursChange = z.strictObject({
  revision: whole(),
  periods: z.preprocess(
    (typed: Periods | Record<string, Periods[number]>) =>
      Array.isArray(typed) || typeof typed !== 'object' ? typed : Object.values(typed ?? {}),
    z.array(Period).max(MAX_PERIODS),
  ),
})

/** In the order of the day. */
export function toHours({ periods }: Pick<z.output<typeof HoursChange>, 'periods'>): Hours {
  const hours = periods.flatMap(({ from, to }, at): [number, number][] => {
    if (from === undefined && to === undefined) return []
    if (from === undefined || to === undefined)
      refuse('invalid', 'calendar.hours_half', { field: `periods.${at}.${from === undefined ? 'from' : 'to'}` })
    if (from >= to) refuse('invalid', 'calendar.hours_reversed', { field: `periods.${at}.to` })
    return [[from, to]]
  })
  if (hours.length === 0) refuse('invalid', 'calendar.hours_missing', { field: 'periods.0.from' })
  const sorted = hours.toSorted(([a], [b]) => a - b)
  if (sorted.some(([from], at) => at > 0 && from < sorted[at - 1]![1])) refuse('invalid', 'calendar.hours_overlap')
  return sorted
}

export const toMinutes = (hours: Hours): number[] => hours.flat()

export const fromMinutes = (minutes: readonly number[]): Hours =>
  minutes.flatMap((from, at) => (at % 2 === 0 ? [[from, minutes[at + 1]!] as const] : []))
