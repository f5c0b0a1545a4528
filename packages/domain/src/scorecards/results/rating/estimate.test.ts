import { describe, expect, test } from 'vitest'
import { computeIcc } from '../icc.ts'
import { rate, type Observation } from './estimate.ts'
import { findJoiningVisits } from './components.ts'

/** Davies & Goldsmith 1972: 24 plates, each a row of the samples A to F. */
const penicillin = (
  '27 23 26 23 23 21/27 23 26 23 23 21/25 21 25 24 24 20/26 23 25 23 23 20/25 22 26 22 23 20/' +
  '24 22 25 23 22 19/24 20 23 21 22 19/26 22 26 24 24 21/24 21 24 22 22 20/24 21 24 23 22 19/' +
  '26 23 26 24 24 21/25 22 26 24 24 20/26 24 26 24 25 22/26 23 26 23 23 20/26 23 25 24 24 22/' +
  '25 22 25 23 23 20/25 21 24 23 23 20/25 22 24 23 23 19/24 21 23 21 21 19/26 23 26 24 24 21/' +
  '25 21 24 22 22 18/25 22 25 22 22 20/24 21 24 22 24 19/24 21 24 22 21 18'
).split('/')

/** Davies 1947: yields of dyestuff, six batches of five. */
const dyestuff = {
  A: [1545, 1440, 1440, 1520, 1580],
  B: [1540, 1555, 1490, 1560, 1495],
  C: [1595, 1550, 1605, 1510, 1560],
  D: [1445, 1440, 1595, 1465, 1545],
  E: [1595, 1630, 1515, 1635, 1625],
  F: [1520, 1455, 1450, 1480, 1445],
}
const crossed = (rows: readonly (readonly number[])[]): Observation[] =>
  rows.flatMap((row, r) => row.map((value, c) => ({ estate: 'ABCDEFGH'[c]!, reviewer: `r${r}`, value })))

describe('numbers that others have published', () => {
  test('the penicillin data come out as lme4 prints them', () => {
    const rating = rate(crossed(penicillin.map((row) => row.split(' ').map(Number))))
    expect(rating.criterion).toBeCloseTo(330.8606, 4)
    expect(rating.sd.reviewer).toBeCloseTo(0.8467, 5)
    expect(rating.sd.estate).toBeCloseTo(1.93156, 5)
    expect(rating.sd.noise).toBeCloseTo(0.54992, 5)
    expect(rating.mean).toBeCloseTo(22.97222, 5)
    expect(rating.meanError).toBeCloseTo(0.80857, 5)
    const effects = rating.estates.map(({ predicted }) => (predicted - rating.mean).toFixed(4))
    expect(effects).toEqual(['2.1871', '-1.0105', '1.9379', '-0.0969', '-0.0138', '-3.0037'])
  })

  test.each([
    ['one reviewer gave all marks', () => 'r'],
    ['every mark has a reviewer of its own', (c: string, i: number) => c + i],
    ['every estate has a reviewer of its own', (c: string) => c],
  ])('the dyestuff data come out as published when %s', (_, reviewerOf) => {
    const marks = Object.entries(dyestuff).flatMap(([estate, yields]) =>
      yields.map((value, i) => ({ estate, reviewer: reviewerOf(estate, i), value })),
    )
    const rating = rate(marks)
    expect(rating.criterion).toBeCloseTo(319.6543, 4)
    expect(rating.sd.estate).toBeCloseTo(42.0, 2)
    expect(rating.sd.reviewer).toBe(0)
    expect(rating.sd.noise).toBeCloseTo(49.51, 2)
    expect(rating.mean).toBeCloseTo(1527.5, 9)
    expect(rating.meanError).toBeCloseTo(19.38, 2)
    expect(rating.identifiable).toEqual({ estate: true, reviewer: false })
  })

  test('the six targets and four judges of Shrout and Fleiss agree as they say', () => {
    const { single, average } = computeIcc([
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ])
    const digits = [single, average].flatMap((of) => [of[1], of[2], of[3]].map((value) => value.toFixed(2)))
    expect(digits).toEqual(['0.17', '0.29', '0.71', '0.44', '0.62', '0.91'])
  })
})

describe('marks that say little', () => {
  test('of which there is only one leave the score as it is and its band open', () => {
    const { mean, estates, meanError, criterion } = rate([{ estate: 'A', reviewer: 'r', value: 80 }])
    expect(mean).toBe(80)
    expect(estates).toMatchObject([{ raw: 80, adjusted: 80, error: null, low: null, high: null }])
    expect([meanError, criterion]).toEqual([null, null])
  })

  test('that are all the same have no variance, to the last digit', () => {
    const { sd, icc, estates, reviewers } = rate(
      crossed([
        [0.1, 0.1],
        [0.1, 0.1],
        [0.1, 0.1],
      ]),
    )
    expect([sd, icc]).toEqual([{ estate: 0, reviewer: 0, noise: 0 }, 0])
    for (const { adjusted, low, high } of estates) expect([adjusted, low, high]).toEqual([0.1, 0.1, 0.1])
    for (const { adjusted } of reviewers) expect(adjusted).toBe(0)
  })

  test('that scatter more inside estates than between them end at a variance of exactly 0', () => {
    const { sd, estates, mean, search } = rate(
      crossed([
        [1, 5],
        [5, 1],
        [2, 4],
        [4, 2],
      ]),
    )
    expect(sd.estate).toBe(0)
    expect(sd.reviewer).toBe(0)
    expect(search.converged).toBe(true)
    for (const { adjusted, low, high } of estates) {
      expect(adjusted).toBeCloseTo(mean, 12)
      // What is estimated as 0 is not known to be 0.
      expect(high! - low!).toBeGreaterThan(1)
    }
  })

  test('without any noise give every estate what it is', () => {
    const { estates, sd, criterion } = rate(
      crossed([
        [70, 80, 90],
        [72, 82, 92],
        [68, 78, 88],
      ]),
    )
    expect(estates.map(({ adjusted }) => Math.round(adjusted * 100) / 100)).toEqual([70, 80, 90])
    expect([sd.noise, criterion]).toEqual([0, null])
    expect(sd.estate).toBeCloseTo(10, 2)
    expect(sd.reviewer).toBeCloseTo(2, 2)
  })

  test('one visit an estate correct for severity and keep bands wider than the noise', () => {
    const marks = Array.from({ length: 12 }, (_, i) => ({
      estate: `c${i}`,
      reviewer: `r${i % 3}`,
      value: 70 + (i % 3) * 10 + ((i * 7) % 5),
    }))
    const { identifiable, estates, sd } = rate(marks)
    expect(identifiable).toEqual({ estate: false, reviewer: true })
    for (const { low, high } of estates) expect(high! - low!).toBeGreaterThan(sd.noise)
  })

  test.each([NaN, Infinity, -Infinity])('or are %d are refused', (value) => {
    expect(() => rate([{ estate: 'A', reviewer: 'r', value }])).toThrow('scorecards.mark_not_a_number')
  })

  test('or are none at all are refused', () => {
    expect(() => rate([])).toThrow('scorecards.no_marks')
  })
})

describe('estates that no chain of reviewers links', () => {
  const apart: Observation[] = [
    { estate: 'A', reviewer: 'p', value: 80 },
    { estate: 'B', reviewer: 'p', value: 90 },
    { estate: 'C', reviewer: 'q', value: 60 },
    { estate: 'C', reviewer: 's', value: 66 },
    { estate: 'D', reviewer: 't', value: 75 },
  ]

  test('are listed apart and never compared', () => {
    const rating = rate(apart)
    expect(rating.components.map(({ estates }) => estates)).toEqual([['A', 'B'], ['C'], ['D']])
  })

  test('are joined by the fewest visits, one less than there are parts', () => {
    const { visits, apart: left } = findJoiningVisits(apart)
    expect([visits.length, left]).toEqual([2, 0])
    const joined = rate([...apart, ...visits.map((visit) => ({ ...visit, value: 70 }))])
    expect(joined.components).toHaveLength(1)
  })

  test('stay apart when the rules allow no visit that would join them, and that is said', () => {
    expect(findJoiningVisits(apart, ({ estate }) => estate !== 'D').apart).toBe(0)
    expect(findJoiningVisits(apart, ({ estate, reviewer }) => estate !== 'D' && reviewer !== 't').apart).toBe(2)
  })
})
