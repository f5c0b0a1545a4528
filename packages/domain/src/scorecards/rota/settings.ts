/**
 * The coordinator's settings for the rota of a round, and the absences and conflicts that members declare.
 *
 * Units    weekdays are 1 Monday … 7 Sunday; days are ISO dates in Shanghai, both ends included.
 * Refusals scorecards.no_weekday, absence_reversed, conflict_with_whom.
 */
import { z } from 'zod'
import { addDays, daysBetween, type Day } from '../../calendar.ts'
import type { WorkCalendar } from '../../calendar/workingTime.ts'
import { day, id, line, optional, tick, whole, within } from '../../fields.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** The most days of a round that are considered; no round is longer. */
const MAX_DAYS = 400

/** A list of numbers or numeric strings, or ticked boxes: { '1': 'on', '3': 'on' }. */
const Weekdays = z.preprocess(
  (typed: readonly (number | string)[] | Record<string, string> | undefined) =>
    typed && typeof typed === 'object' ? (Array.isArray(typed) ? typed : Object.keys(typed)).map(Number) : typed,
  z
    .array(z.number().int().min(1).max(7), { error: 'scorecards.no_weekday' })
    .min(1, { error: 'scorecards.no_weekday' })
    .max(7),
)

export const RotaSettings = z.strictObject({
  requiredVisits: whole({ min: 1, max: 20 }),
  maxVisits: optional(whole({ min: 1, max: 200 })),
  visitsPerDay: whole({ min: 1, max: 10 }),
  weekdays: Weekdays,
  maxReviewers: optional(whole({ min: 1, max: 30_000 })),
  proposeDays: tick(),
  replaces: tick(),
  bridge: tick(),
  unlinked: tick(),
})
/** The settings as a form, with the round. */
export const RotaRequest = RotaSettings.extend({ roundId: id() })
export const RotaOfRound = z.strictObject({ roundId: id() })
export const RotaJob = z.strictObject({ jobId: id() })
export const RotaRelaxation = RotaOfRound.extend({ at: whole({ max: 20 }) })
/** Blank means as for the others. */
export const EstateException = RotaOfRound.extend({
  estateId: id(),
  requiredVisits: optional(whole({ min: 0, max: 20 })),
})
export const PersonException = RotaOfRound.extend({ seatId: id(), maxVisits: optional(whole({ min: 0, max: 200 })) })

export type RotaSettings = z.infer<typeof RotaSettings>

export const defaults: RotaSettings = {
  requiredVisits: 4,
  visitsPerDay: 2,
  weekdays: [1, 2, 3, 4, 5],
  proposeDays: true,
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

export function parseWithWhom(withWhom: string): { companyId: string | null; estateId: string | null } {
  const [kind, whom = null] = withWhom.split(':')
  return { companyId: kind === 'company' ? whom : null, estateId: kind === 'estate' ? whom : null }
}

export const getWeekday = (day: Day): number => (((daysBetween('2024-01-01', day) % 7) + 7) % 7) + 1

/**
 * The days of a period that fall on the given weekdays. Public holidays are left out; a Saturday or Sunday that makes up for one is
 * worked like the weekdays, if any of those is given.
 */
export function listUsableDays(
  from: Day,
  to: Day,
  weekdays: readonly number[],
  calendar: WorkCalendar['days'] = new Map(),
): Day[] {
  const length = Math.min(MAX_DAYS, Math.max(0, daysBetween(from, to) + 1))
  const worksOnWeekdays = weekdays.some((weekday) => weekday <= 5)
  return Array.from({ length }, (_, at) => addDays(from, at)).filter((day) => {
    const kind = calendar.get(day)
    if (kind === 'off') return false
    return weekdays.includes(getWeekday(day)) || (kind === 'work' && worksOnWeekdays)
  })
}

/** Those of the days on which somebody is absent. */
export const listAbsentDays = (absences: readonly { fromDay: Day; toDay: Day }[], days: readonly Day[]): Day[] =>
  days.filter((day) => absences.some(({ fromDay, toDay }) => fromDay <= day && day <= toDay))
