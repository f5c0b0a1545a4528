/** Days and moments as people read them, in the alliance's own time. */
import { getLocale } from '@bilin/i18n'

const zone = { timeZone: 'Asia/Shanghai' } as const

/** 2026年3月1日 · 1 March 2026 */
export const longDay = (day: string | Date) => format(day, { year: 'numeric', month: 'long', day: 'numeric' })

/** 3月1日 · 1 Mar, with the year when it is another. */
export function shortDay(day: string | Date): string {
  const thisYear = new Date(day).getFullYear() === new Date().getFullYear()
  return format(day, { ...(thisYear ? {} : { year: 'numeric' }), month: 'short', day: 'numeric' })
}

/** From one day to another, the year said once: 2026年3月1日 至 4月2日 · 1 March to 2 April 2026 */
export function longDays(from: string, to: string): { from: string; to: string } {
  if (from.slice(0, 4) !== to.slice(0, 4)) return { from: longDay(from), to: longDay(to) }
  const bare = (day: string) => format(day, { month: 'long', day: 'numeric' })
  return getLocale() === 'en' ? { from: bare(from), to: longDay(to) } : { from: longDay(from), to: bare(to) }
}

/** The same in short, with no year when it is this one. */
export function shortDays(from: string, to: string): { from: string; to: string } {
  const bare = (day: string) => format(day, { month: 'short', day: 'numeric' })
  if (from.slice(0, 4) !== to.slice(0, 4)) return { from: shortDay(from), to: shortDay(to) }
  return getLocale() === 'en' ? { from: bare(from), to: shortDay(to) } : { from: shortDay(from), to: bare(to) }
}

/** 3月1日 14:05 */
export const moment = (at: string | Date) =>
  format(at, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

const format = (at: string | Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(getLocale() === 'en' ? 'en-GB' : 'zh-CN', { ...zone, ...options }).format(new Date(at))
