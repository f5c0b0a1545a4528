import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyseCovariance, compareChanges, estimateEffect, type EffectObservation } from './effect.ts'
import { withinT } from '../student.ts'

type Row = [adopted: 0 | 1, before: number, after: number, period?: string]
const compared = (rows: readonly Row[]): EffectObservation[] =>
  rows.map(([adopted, before, after, period = '2026-spring'], at) => ({
    estateId: String(at),
    period,
    adopted: adopted === 1,
    before,
    after,
  }))

test('an effect worked by hand comes out to the digit: where each estate began is allowed for', () => {
  // Within the sides β = 200 / 400, and four marks lie 1 off the lines: s² = 4 / 5.
  const byHand: Row[] = [
    [1, 50, 77],
    [1, 60, 83],
    [1, 70, 87],
    [1, 60, 81],
    [0, 60, 63],
    [0, 70, 69],
    [0, 80, 73],
    [0, 70, 67],
  ]
  const { points, low, high } = analyseCovariance(compared(byHand))!
  const error = Math.sqrt((4 / 5) * (1 / 4 + 1 / 4 + (60 - 70) ** 2 / 400))
  expect(points).toBeCloseTo(82 - 68 - 0.5 * (60 - 70), 10)
  expect((high - low) / 2).toBeCloseTo(2.015048 * error, 5)
  expect((high + low) / 2).toBeCloseTo(points, 10)
  // The changes are 27, 23, 17, 21 against 3, −1, −7, −3: both sides spread by 52 about means of 22 and −2.
  const changes = compareChanges(compared(byHand))!
  expect(changes.points).toBeCloseTo(24, 10)
  expect(changes.high - changes.points).toBeCloseTo(1.94318 * Math.sqrt((104 / 6) * (1 / 4 + 1 / 4)), 4)
  // What is published lies between, with an interval that holds both.
  const both = estimateEffect(compared(byHand))!
  expect(both).toEqual({
    points: (points + changes.points) / 2,
    low: Math.min(low, changes.low),
    high: Math.max(high, changes.high),
  })
})

test('the quantiles of t are those of the printed tables', () => {
  const printed = {
    1: 6.314,
    2: 2.92,
    3: 2.353,
    4: 2.132,
    5: 2.015,
    8: 1.86,
    10: 1.812,
    30: 1.697,
    120: 1.658,
  }
  for (const [degrees, t] of Object.entries(printed)) expect(withinT(0.9, Number(degrees)), degrees).toBeCloseTo(t, 3)
  expect(withinT(0.95, 4)).toBeCloseTo(2.776, 3)
  expect(withinT(0.99, 7)).toBeCloseTo(3.499, 3)
})

test('who stood worst rises by chance; where nothing was done analysis of covariance finds no effect nine times in ten', () => {
  const draw = dice(7)
  const sum = { covered: 0, changes: 0 }
  const runs = 2000
  for (let run = 0; run < runs; run++) {
    const worth = Array.from({ length: 10 }, () => 70 + 8 * draw())
    const before = worth.map((value) => value + 6 * draw())
    const worst = new Set(
      before
        .map((_, at) => at)
        .toSorted((a, b) => before[a]! - before[b]!)
        .slice(0, 4),
    )
    const rows = compared(before.map((value, at): Row => [worst.has(at) ? 1 : 0, value, worth[at]! + 6 * draw()]))
    const { low, high } = analyseCovariance(rows)!
    if (low <= 0 && high >= 0) sum.covered++
    sum.changes += compareChanges(rows)!.points
  }
  expect(sum.covered / runs).toBeGreaterThan(0.88)
  expect(sum.covered / runs).toBeLessThan(0.92)
  // The control: the difference of the two changes calls chance an effect.
  expect(sum.changes / runs).toBeGreaterThan(3)
})

test('an effect that is there is covered by its band nine times in ten, also over two periods', () => {
  const draw = dice(11)
  let covered = 0
  const runs = 2000
  for (let run = 0; run < runs; run++) {
    const rows = Array.from({ length: 14 }, (_, at): Row => {
      const [adopted, worth] = [at % 2 ? 1 : 0, 60 + 10 * draw()] as const
      return [adopted, worth + 5 * draw(), worth + 12 * adopted + (at < 8 ? 3 : 0) + 5 * draw(), at < 8 ? 'a' : 'b']
    })
    const { low, high } = analyseCovariance(compared(rows))!
    if (low <= 12 && high >= 12) covered++
  }
  expect(covered / runs).toBeGreaterThan(0.88)
  expect(covered / runs).toBeLessThan(0.92)
})

const percents = fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4)
const drawn = fc
  .array(fc.tuple(fc.constantFrom(0 as const, 1 as const), percents, percents, fc.constantFrom('a', 'b')), {
    minLength: 4,
    maxLength: 20,
  })
  .map((rows) => rows as Row[])

test('neither the order of the estates nor where the scale begins changes an effect', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: -50, max: 50 }), (rows, shift) => {
      const found = estimateEffect(compared(rows))
      const turned = estimateEffect(compared(rows.toReversed()))
      const moved = estimateEffect(compared(rows.map(([side, b, a, period]) => [side, b + shift, a + shift, period])))
      expect(turned === null).toBe(found === null)
      expect(moved === null).toBe(found === null)
      if (!found || Math.abs(found.points) > 1e4) return
      for (const other of [turned!, moved!]) {
        expect(other.points).toBeCloseTo(found.points, 5)
        expect(other.high).toBeCloseTo(found.high, 5)
      }
    }),
    { numRuns: 100 * Number(process.env['BILIN_PROVE'] ?? 1) },
  )
})

/** Standard normal draws, the same every time. */
function dice(seed: number) {
  let state = seed
  const chance = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 4294967296
  }
  return () => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance())
}
