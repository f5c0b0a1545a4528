/** Times of day in minutes, and as text. In a file without zod schemas, so that pages stay small. */
export const MAX_PERIODS = 3

/** 510 is 08:30, and 1440 the end of the day, 24:00. */
export const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Parses a typed time of day, such as 8:30 or 08:30. */
export function minutesIn(typed: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::00)?$/u.exec(typed.trim()) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  return hour && Number(minute) < 60 && minutes <= 1440 ? minutes : undefined
}
