/**
 * Notice 节假日安排通知: the days of a year that are off or made up, as the State Council announces them each November.
 *
 * Units     the year of a notice may begin in the last December: New Year's holiday does.
 * Refusals  calendar.day_twice, calendar.day_outside_year.
 */
import { z } from 'zod'
import { choice, day, line, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'

const NoticeDay = z.strictObject({ day: day(), kind: choice(['off', 'work']), name: line(20) })

export const NewNotice = z.strictObject({
  year: whole({ min: 2000, max: 2100 }),
  title: line(60),
  days: z.array(NoticeDay).min(1).max(120),
})

export function assertDaysOfYear({ year, days }: z.output<typeof NewNotice>): void {
  const outside = days.find(({ day }) => day < `${year - 1}-12-01` || day > `${year + 1}-01-31`)
  if (outside) refuse('invalid', 'calendar.day_outside_year', { params: { day: outside.day, year } })
  const twice = days.find(({ day }, at) => days.findIndex((other) => other.day === day) < at)
  if (twice) refuse('invalid', 'calendar.day_twice', { params: { day: twice.day } })
}
