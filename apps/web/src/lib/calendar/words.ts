import { dayAndWeekday, longDay } from '#lib/words/days.ts'
import type { DayKind } from '@bilin/domain/calendar/workingTime'
import { m } from '@bilin/i18n'

export const dayKindWords: Record<DayKind, () => string> = {
  off: () => m['calendar.off'](),
  work: () => m['calendar.work'](),
}

/** Days of a year's notice; New Year's holiday may begin in the year before. */
export function daysInWords({ from, to }: { from: string; to: string }, year: number): string {
  const getWords = (day: string) => (day.startsWith(String(year)) ? dayAndWeekday(day) : longDay(day))
  return from === to ? getWords(from) : m['calendar.between']({ from: getWords(from), to: getWords(to) })
}
