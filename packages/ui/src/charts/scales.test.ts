/** Our scales must equal those of d3-scale. */
import { scaleLinear, scaleQuantize, scaleUtc } from 'd3-scale'
import { expect, test } from 'vitest'
import { dayTicks, linear, rounded, stepsBetween, type Ends } from './scales.ts'

const spans: Ends[] = [
  [0, 100],
  [61.25, 93.5],
  [79.9, 80.1],
  [-3, 4],
  [0, 0.004],
  [80, 80],
]

test.each(spans)('figures from %d to %d stand where d3 puts them, with the same ticks', (...ends) => {
  const [ours, theirs] = [linear(ends, [1.5, 98.5]), scaleLinear(ends, [1.5, 98.5])]
  for (const value of [...ends, 0, 50, 81.3, 120]) expect(ours(value)).toBeCloseTo(theirs(value), 9)
  expect(ours.ticks(5)).toEqual(theirs.ticks(5))
  expect(rounded(ends, 5)).toEqual(scaleLinear(ends, [0, 1]).nice(5).domain())
})

test.each(spans)('figures from %d to %d spread over the same seven steps', (...ends) => {
  const [ours, theirs] = [stepsBetween(ends, 7), scaleQuantize(ends, [1, 2, 3, 4, 5, 6, 7])]
  for (let value = ends[0] - 1; value < ends[1] + 1; value += 0.37) expect(ours(value)).toBe(theirs(value))
  for (const end of ends) expect(ours(end)).toBe(theirs(end))
})

test('days of a span are marked as d3 marks them, from some days to many years', () => {
  const start = Date.UTC(2026, 2, 3, 7)
  for (let days = 5; days < 12_000; days = Math.ceil(days * 1.13)) {
    const ends: Ends = [start, start + days * 86_400_000]
    expect(dayTicks(ends, 4), `${days} days`).toEqual(scaleUtc(ends, [2, 98]).ticks(4))
  }
})

test('an axis of days is marked by whole days, however short', () => {
  const hour = 3_600_000
  expect(dayTicks([Date.UTC(2026, 2, 3), Date.UTC(2026, 2, 4) + hour], 6)).toEqual([
    new Date('2026-03-03'),
    new Date('2026-03-04'),
  ])
})
