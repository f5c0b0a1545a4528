/** The period that the values of a round are about: by default the six whole calendar months before the round opens. */
import type { Day } from '../../calendar.ts'

const MONTHS = 6

export function defaultPeriod(opensOn: Day): { periodFrom: Day; periodUntil: Day } {
  const [year, month] = opensOn.split('-').map(Number) as [number, number]
  const first = (back: number) => new Date(Date.UTC(year, month - 1 - back, 1))
  const last = new Date(Date.UTC(year, month - 1, 0))
  return { periodFrom: toDay(first(MONTHS)), periodUntil: toDay(last) }
}

const toDay = (date: Date): Day => date.toISOString().slice(0, 10)
