/**
 * Scales: map values to positions on a plot, like d3-scale, which cannot be tree-shaken and would add 13 kB gzipped to every page
 * with a plot. A test compares the two.
 *
 * Units    positions in percent of a plot's width; days as timestamps, milliseconds of UTC.
 */
import { bisect, bisector, nice, ticks, tickStep } from 'd3-array'

export type Ends = readonly [number, number]
export type Linear = ((value: number) => number) & { ticks: (about: number) => number[] }

export function linear([low, high]: Ends, [from, to]: Ends): Linear {
  const share = (value: number) => (high === low ? 0.5 : (value - low) / (high - low))
  const place = (value: number) => from * (1 - share(value)) + to * share(value)
  return Object.assign(place, { ticks: (about: number) => ticks(low, high, about) })
}

/** The ends rounded outwards to the values of an axis with about this many ticks. */
export const rounded = ([low, high]: Ends, about: number): Ends => nice(low, high, about)

/** Quantises a value: which of the equal steps between the ends it is in, from 1. */
export function stepsBetween([low, high]: Ends, steps: number): (value: number) => number {
  const edges = Array.from({ length: steps - 1 }, (_, i) => ((i + 1) * high - (i + 1 - steps) * low) / steps)
  return (value) => bisect(edges, value) + 1
}

const DAY = 86_400_000
const YEAR = 365 * DAY

/** Tick intervals of a calendar: `beats` says whether a day has a tick, `length` is the approximate distance to the next one. */
const rhythms = [
  { length: DAY, beats: () => true },
  { length: 2 * DAY, beats: (day: Date) => (+day / DAY) % 2 === 0 },
  { length: 7 * DAY, beats: (day: Date) => day.getUTCDay() === 0 },
  { length: 30 * DAY, beats: (day: Date) => day.getUTCDate() === 1 },
  { length: 90 * DAY, beats: (day: Date) => day.getUTCDate() === 1 && day.getUTCMonth() % 3 === 0 },
  { length: YEAR, beats: (day: Date) => isNewYear(day) },
]
const byLength = bisector(({ length }: (typeof rhythms)[number]) => length).right

/** About this many ticks between two moments, both included, at days, Sundays, or first days of months or years. */
export function dayTicks([from, to]: Ends, about: number): Date[] {
  const beats = getTickInterval([from, to], about)
  const first = Math.ceil(from / DAY)
  const days = Array.from(
    { length: Math.max(0, Math.floor(to / DAY) - first + 1) },
    (_, i) => new Date((first + i) * DAY),
  )
  return days.filter(beats)
}

function getTickInterval([from, to]: Ends, about: number): (day: Date) => boolean {
  const length = (to - from) / about
  const next = byLength(rhythms, length)
  const [shorter, longer] = [rhythms[next - 1], rhythms[next]]
  if (longer) return (shorter && length / shorter.length < longer.length / length ? shorter : longer).beats
  const years = Math.max(1, Math.floor(tickStep(from / YEAR, to / YEAR, about)))
  return (day) => isNewYear(day) && day.getUTCFullYear() % years === 0
}

const isNewYear = (day: Date) => day.getUTCDate() === 1 && day.getUTCMonth() === 0
