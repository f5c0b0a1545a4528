import { max, min } from 'd3-array'
import type { Tone } from '../content/tones.ts'

/** Something due on a day (YYYY-MM-DD), with an earlier start if it has one. */
export type MilestoneMark = {
  group: string
  label: string
  href?: string
  from?: string
  due: string
  tone: Tone
  state: string
}

export const toDate = (date: string) => new Date(`${date.slice(0, 10)}T00:00:00Z`)

/** From the first to the last day, today included, with a margin so that no mark is on the edge. */
export function span(marks: readonly MilestoneMark[], today: string): [number, number] {
  const days = [today, ...marks.flatMap((mark) => [mark.from ?? mark.due, mark.due])].map((date) => +toDate(date))
  const [first = 0, last = 0] = [min(days), max(days)]
  const air = Math.max((last - first) * 0.03, 2 * 86_400_000)
  return [first - air, last + air]
}
