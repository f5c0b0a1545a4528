/**
 * What a coordinator says about the rota of a round, and what members say that stands in its way.
 *
 * Units    weekdays are 1 Monday … 7 Sunday; days are ISO dates in Shanghai, both ends included.
 * Refusals scorecards.no_weekday, absence_reversed, conflict_with_whom.
 */
import { z } from 'zod'
import { addDays, daysBetween, type Day } from '../../calendar.ts'
import { day, id, line, optional, tick, whole, within } from '../../fields.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** Days of a round that are looked at: more than any round has. */
const MOST_DAYS = 400

/** A list of numbers, also as boxes send them, or an object of ticks: { '1': 'on', '3': 'on' }. */
const Weekdays = z.preprocess(
  (typed: readonly (number | string)[] | Record<string, string> | undefined) =>
    typed && typeof typed === 'object' ? (Array.isArray(typed) ? typed : Object.keys(typed)).map(Number) : typed,
  z
    .array(z.number().int().min(1).max(7), { error: 'scorecards.no_weekday' })
    .min(1, { error: 'scorecards.no_weekday' })
    .max(7),
)

export const RotaSettings = z.strictObject({
  wanted: whole({ min: 1, max: 20 }),
  most: optional(whole({ min: 1, max: 200 })),
  aDay: whole({ min: 1, max: 10 }),
  weekdays: Weekdays,
  people: optional(whole({ min: 1, max: 30_000 })),
  dated: tick(),
  replaces: tick(),
  bridge: tick(),
  unlinked: tick(),
})
/** The same as one form, with the round it is for. */
export const RotaWishes = RotaSettings.extend({ roundId: id() })
export const RotaOfRound = z.strictObject({ roundId: id() })
export const RotaJob = z.strictObject({ jobId: id() })
export const RotaRelaxation = RotaOfRound.extend({ at: whole({ max: 20 }) })
/** Blank is the same as for the rest. */
export const EstateException = RotaOfRound.extend({ estateId: id(), wanted: optional(whole({ min: 0, max: 20 })) })
export const PersonException = RotaOfRound.extend({ seatId: id(), most: optional(whole({ min: 0, max: 200 })) })

export type RotaSettings = z.infer<typeof RotaSettings>

export const defaults: RotaSettings = {
  wanted: 4,
  aDay: 2,
  weekdays: [1, 2, 3, 4, 5],
  dated: true,
  replaces: false,
  bridge: false,
  unlinked: false,
}

export const NewAbsence = z
  .strictObject({ roundId: id(), seatId: id(), fromDay: day(), toDay: optional(day()) })
  .transform((absence) => ({ ...absence, toDay: absence.toDay ?? absence.fromDay }))
  .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'], error: 'scorecards.absence_reversed' })

/** `withWhom` is a company or an estate: `company:<id>` or `estate:<id>`, as one list offers both. */
export const NewConflict = z.strictObject({
  roundId: id(),
  memberId: optional(id()),
  withWhom: z
    .string({ error: 'scorecards.conflict_with_whom' })
    .refine(...within(44, 'scorecards.conflict_with_whom'))
    .regex(/^(company|estate):[0-9a-f-]{36}$/, { error: 'scorecards.conflict_with_whom' }),
  reason: line(200),
})
export const OneAbsence = z.strictObject({ absenceId: id() })
export const OneConflict = z.strictObject({ conflictId: id() })

export function readWithWhom(withWhom: string): { companyId: string | null; estateId: string | null } {
  const [kind, whom = null] = withWhom.split(':')
  return { companyId: kind === 'company' ? whom : null, estateId: kind === 'estate' ? whom : null }
}

export const weekdayOf = (day: Day): number => (((daysBetween('2024-01-01', day) % 7) + 7) % 7) + 1

/** Days from one to another on the weekdays wanted. */
export function usableDays(from: Day, to: Day, wanted: readonly number[]): Day[] {
  const length = Math.min(MOST_DAYS, Math.max(0, daysBetween(from, to) + 1))
  return Array.from({ length }, (_, at) => addDays(from, at)).filter((day) => wanted.includes(weekdayOf(day)))
}

/** The days of absences, within those that count. */
export const absentOn = (absences: readonly { fromDay: Day; toDay: Day }[], days: readonly Day[]): Day[] =>
  days.filter((day) => absences.some(({ fromDay, toDay }) => fromDay <= day && day <= toDay))
