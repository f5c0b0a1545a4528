/**
 * Working time 工作日 · 工作时间: which days are worked, deadlines in days, and moments in working hours.
 *
 * Units    a day is an ISO date in Asia/Shanghai (UTC+8, no daylight saving since 1991); moments are Dates; working hours are periods
 *          [from, to) in minutes of the day, [510, 720] for 8:30–12:00.
 * Shapes   WorkCalendar is what the table of notices says (rooms/calendar), the latest version of each year.
 * Trap     deadlines in days and in hours differ: days begin the day after and end at midnight of the last; hours
 *          begin at the moment. A danger (fire, gas, a lift) uses neither: its deadline runs around the clock.
 * Trap     a year without a notice is counted by weekends only, and pages that show its days must say so (`isProvisional`).
 */
import { addDays, toDay, type Day } from '../calendar.ts'

export type DayKind = 'off' | 'work'
export type WorkCalendar = {
  /** Days that differ from their weekday: holidays, and working days that make up for them. */
  days: ReadonlyMap<Day, DayKind>
  /** Years whose notice is in the table. */
  years: ReadonlySet<number>
}
export type Hours = readonly (readonly [from: number, to: number])[]

/** The default for tenants that have set none: 8:30–12:00 and 14:00–17:30. */
export const usualHours: Hours = [
  [510, 720],
  [840, 1050],
]

const MINUTE = 60_000
/** Eleven years: the limit of a search, which only a broken calendar reaches. */
const MAX_DAYS = 4_000

export function isWorkingDay(day: Day, { days }: WorkCalendar): boolean {
  const kind = days.get(day)
  if (kind) return kind === 'work'
  const weekday = new Date(day).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** Whether the State Council's notice for the year of this day is not known yet. */
export const isProvisional = (day: Day, { years }: WorkCalendar): boolean => !years.has(Number(day.slice(0, 4)))

export const nextWorkingDay = (day: Day, calendar: WorkCalendar): Day => findDue(day, 1, 'working', calendar)

/** The last day of a period of `count` days, which begins the day after `from` and ends with that day. */
export function findDue(from: Day, count: number, kind: 'working' | 'calendar', calendar: WorkCalendar): Day {
  if (kind === 'calendar') return addDays(from, count)
  let day = from
  let left = count
  for (let days = 0; left > 0; days += 1) {
    if (days > MAX_DAYS) throw new Error('no working days within eleven years')
    day = addDays(day, 1)
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return day
}

/** Adds working minutes to a moment. A result at the end of a period stays there, and does not move to the start of the next. */
export function addWorkingMinutes(from: Date, minutes: number, hours: Hours, calendar: WorkCalendar): Date {
  let moment = from.getTime()
  let left = minutes
  let day = toDay(from)
  for (let days = 0; days < MAX_DAYS; days += 1) {
    for (const [start, end] of listPeriods(day, hours, calendar)) {
      if (moment >= end) continue
      const begins = Math.max(moment, start)
      if (left <= (end - begins) / MINUTE) return new Date(begins + left * MINUTE)
      left -= (end - begins) / MINUTE
      moment = end
    }
    day = addDays(day, 1)
  }
  throw new Error('no working hours within eleven years')
}

/** Working minutes from one moment to a later one. */
export function countWorkingMinutes(from: Date, to: Date, hours: Hours, calendar: WorkCalendar): number {
  let sum = 0
  for (let day = toDay(from); midnight(day) < to.getTime(); day = addDays(day, 1))
    for (const [start, end] of listPeriods(day, hours, calendar))
      sum += Math.max(0, Math.min(to.getTime(), end) - Math.max(from.getTime(), start)) / MINUTE
  return sum
}

const midnight = (day: Day) => Date.parse(`${day}T00:00:00+08:00`)

function listPeriods(day: Day, hours: Hours, calendar: WorkCalendar) {
  if (!isWorkingDay(day, calendar)) return []
  const start = midnight(day)
  return hours.map(([from, to]) => [start + from * MINUTE, start + to * MINUTE] as const)
}
