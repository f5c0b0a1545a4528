/**
 * Notice 节假日安排通知: the days of a year that are off or made up, as the State Council announces them each November.
 *
 * Units     the days of a notice may begin in December of the year before, with New Year's holiday.
 * Refusals  calendar.day_twice, calendar.day_outside_year, calendar.made_up_on_weekday.
 */
import { z } from 'zod'
import { line, optional, paragraph, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'
import type { NoticeDay } from './noticeDays.ts'

/** What the operator pastes: the notice's text, which contains its year and title, or rows of a table, which do not. */
export const NoticeText = z.strictObject({
  text: paragraph(8000),
  year: optional(whole({ min: 2000, max: 2100 })),
  title: optional(line(60)),
})

/** `seen` is the year's version that was shown, 0 for none; the notice is saved as the next one. */
export const ConfirmedNotice = NoticeText.extend({ seen: whole() })

export type Notice = { year: number; title: string; days: NoticeDay[] }

export function assertDaysOfYear({ year, days }: Pick<Notice, 'year' | 'days'>): void {
  const outside = days.find(({ day }) => day < `${year - 1}-12-01` || day > `${year + 1}-01-31`)
  if (outside) refuse('invalid', 'calendar.day_outside_year', { params: { day: outside.day, year }, field: 'text' })
  const twice = days.find(({ day }, at) => days.findIndex((other) => other.day === day) < at)
  if (twice) refuse('invalid', 'calendar.day_twice', { params: { day: twice.day }, field: 'text' })
  const weekday = days.find(({ day, kind }) => kind === 'work' && ![0, 6].includes(new Date(day).getUTCDay()))
  if (weekday) refuse('invalid', 'calendar.made_up_on_weekday', { params: { day: weekday.day }, field: 'text' })
}
