/**
 * Days off: the days of a round on which nobody visits. The rota leaves them out like public holidays.
 *
 * Units    days are ISO dates in Shanghai, both ends included.
 * Refusals scorecards.absence_reversed, day_left_out, visits_on_days_off; those of fields.ts.
 */
import { z } from 'zod'
import { addDays, type Day } from '../../calendar.ts'
import { day, id, line, optional } from '../../fields.ts'
import { refuse } from '../../refusal.ts'

export const NewDaysOff = z
  .strictObject({ roundId: id(), fromDay: day(), toDay: optional(day()), reason: optional(line(60)) })
  .transform((days) => ({ ...days, toDay: days.toDay ?? days.fromDay }))
  .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'], error: 'scorecards.absence_reversed' })

export const OneDaysOff = z.strictObject({ roundId: id(), daysOffId: id() })

export type DaysOff = { fromDay: Day; toDay: Day }
type Planned = { estate: string; reviewerTitle: string; plannedOn: Day | null }

const MAX_NAMED = 8

const isIn = (day: Day, { fromDay, toDay }: DaysOff) => fromDay <= day && day <= toDay

/** Each of the days; a round has no more than 400. */
export const listDaysOff = (daysOff: readonly DaysOff[]): Day[] =>
  daysOff.flatMap(({ fromDay, toDay }) => {
    const days = [fromDay]
    while (days.at(-1)! < toDay && days.length < 400) days.push(addDays(days.at(-1)!, 1))
    return days
  })

export function assertNotLeftOut(plannedOn: Day | null, daysOff: readonly DaysOff[], field: string): void {
  if (plannedOn && daysOff.some((days) => isIn(plannedOn, days)))
    refuse('invalid', 'scorecards.day_left_out', { params: { day: plannedOn }, field })
}

/** Names the visits that are planned on these days. */
export function assertNoVisitOn(visits: readonly Planned[], days: DaysOff): void {
  const there = visits.filter(({ plannedOn }) => plannedOn && isIn(plannedOn, days))
  if (there.length === 0) return
  const named = there
    .slice(0, MAX_NAMED)
    .map((visit) => `${visit.estate}（${visit.reviewerTitle}，${visit.plannedOn}）`)
  const visitNames = named.join('、') + (there.length > MAX_NAMED ? '…' : '')
  refuse('conflict', 'scorecards.visits_on_days_off', {
    params: { count: there.length, visits: visitNames },
    field: 'fromDay',
  })
}
