/**
 * Calendar: days as the alliance counts them.
 *
 * Units    a day is an ISO date, `2026-03-01`; today is the day in Asia/Shanghai, where our neighbourhoods are.
 */
export type Day = string

const inShanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

export const toDay = (moment: Date): Day => inShanghai.format(moment)

/** Days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10)
