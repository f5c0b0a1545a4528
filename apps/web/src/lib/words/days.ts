/** Days and moments as people read them, in the alliance's own time. */
import { getLocale, m } from '@bilin/i18n'

const zone = { timeZone: 'Asia/Shanghai' } as const

/** 2026年3月1日 · 1 March 2026 */
export const longDay = (day: string | Date) => format(day, { year: 'numeric', month: 'long', day: 'numeric' })

/** 3月1日 · 1 Mar, with the year when it is another. */
export function shortDay(day: string | Date): string {
  const thisYear = new Date(day).getFullYear() === new Date().getFullYear()
  return format(day, { ...(thisYear ? {} : { year: 'numeric' }), month: 'short', day: 'numeric' })
}

/** A period, with the year once: 2026年3月1日 至 4月2日 · 1 March to 2 April 2026 */
export function longDays(from: string, to: string): { from: string; to: string } {
  if (from.slice(0, 4) !== to.slice(0, 4)) return { from: longDay(from), to: longDay(to) }
  const bare = (day: string) => format(day, { month: 'long', day: 'numeric' })
  return getLocale() === 'en' ? { from: bare(from), to: longDay(to) } : { from: longDay(from), to: bare(to) }
}

/** The short form, without the current year. */
export function shortDays(from: string, to: string): { from: string; to: string } {
  const bare = (day: string) => format(day, { month: 'short', day: 'numeric' })
  if (from.slice(0, 4) !== to.slice(0, 4)) return { from: shortDay(from), to: shortDay(to) }
  return getLocale() === 'en' ? { from: bare(from), to: shortDay(to) } : { from: shortDay(from), to: bare(to) }
}

/** 3月1日（周日） · Sun 1 March */
export const dayAndWeekday = (day: string) =>
  m['calendar.day_and_weekday']({
    day: format(day, { month: 'long', day: 'numeric' }),
    weekday: format(day, { weekday: 'short' }),
  })

/** 2026年3月1日 14:05 · 1 March 2026 at 14:05 */
export const longMoment = (at: string | Date) =>
  format(at, { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** 3月1日 14:05 */
export const moment = (at: string | Date) =>
  format(at, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

const formatters = new Map<string, Intl.DateTimeFormat>()

/** A formatter is made once: making one takes a hundred times as long as using it. */
function format(at: string | Date, options: Intl.DateTimeFormatOptions): string {
  const locale = getLocale() === 'en' ? 'en-GB' : 'zh-CN'
  const key = locale + JSON.stringify(options)
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...zone, ...options })
  formatters.set(key, formatter)
  return formatter.format(new Date(at))
}
