/** The days of a notice as a page shows them. In a file without zod schemas, so that pages stay small. */
import { addDays, type Day } from '../calendar.ts'
import type { DayKind } from './workingTime.ts'

export type NoticeDay = { day: Day; kind: DayKind; name: string }
export type DayChange = { day: Day; before: DayKind | null; after: DayKind | null }
/** Consecutive days with the same kind and name; `day` is the first. */
export type DayPeriod<T> = T & { from: Day; to: Day; count: number }

/** In the order of the days. */
export function groupDays<T extends { day: Day }>(
  days: readonly T[],
  isAlike: (one: T, other: T) => boolean,
): DayPeriod<T>[] {
  const periods: DayPeriod<T>[] = []
  for (const day of days.toSorted((a, b) => a.day.localeCompare(b.day))) {
    const last = periods.at(-1)
    if (last && isAlike(last, day) && addDays(last.to, 1) === day.day) {
      last.to = day.day
      last.count += 1
    } else periods.push({ ...day, from: day.day, to: day.day, count: 1 })
  }
  return periods
}

export const isSameHoliday = (one: NoticeDay, other: NoticeDay): boolean =>
  one.kind === other.kind && one.name === other.name

export const isSameChange = (one: DayChange, other: DayChange): boolean =>
  one.before === other.before && one.after === other.after

/** What a correction changes, by day. */
export function compareDays(before: readonly NoticeDay[], after: readonly NoticeDay[]): DayChange[] {
  const kindIn = (days: readonly NoticeDay[], day: Day) => days.find((one) => one.day === day)?.kind ?? null
  return [...new Set([...before, ...after].map(({ day }) => day))]
    .toSorted()
    .map((day) => ({ day, before: kindIn(before, day), after: kindIn(after, day) }))
    .filter((change) => change.before !== change.after)
}

/** A year without its notice that needs one: the current year, or from November the next one. */
export function findMissingYear(today: Day, known: readonly number[]): number | null {
  const year = Number(today.slice(0, 4))
  if (!known.includes(year)) return year
  return Number(today.slice(5, 7)) >= 11 && !known.includes(year + 1) ? year + 1 : null
}

/** The years to list, latest first: those known, this one and the next. */
export function listYears(today: Day, known: readonly number[]): number[] {
  const year = Number(today.slice(0, 4))
  return [...new Set([...known, year, year + 1])].toSorted((a, b) => b - a)
}
