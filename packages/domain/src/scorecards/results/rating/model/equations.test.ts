import { describe, expect, test } from 'vitest'
import { rate, type Observation, type Rating } from '../estimate.ts'
import { seeded, simulated } from '../tests/simulated.ts'
import { buildCells } from './cells.ts'
import { listComponents } from '../components.ts'
import { buildLayout } from './layout.ts'
import { computeLeverage, fitAt } from './likelihood.ts'
import { reml } from './reml.ts'

test('above 500 levels the conditional deviations belong to the variances that are given with them', () => {
  const { marks } = simulated({ estates: 505, reviewers: 520, visits: 4, sd: [4, 3, 5], seed: 1 })
  const cells = buildCells(marks)
  const layout = buildLayout(cells, listComponents(cells))
  const { fit, leverage } = reml(layout, { small: false, big: false }, { small: 1, big: 1 })
  const furthest = (other: Float64Array) => Math.max(...leverage.small.map((value, i) => Math.abs(value - other[i]!)))
  const { small, big } = fit.factored.ratios
  expect(furthest(computeLeverage(fitAt(layout, { small, big })).small)).toBe(0)
  // The control: ratios as near as the last step but one.
  expect(furthest(computeLeverage(fitAt(layout, { small: small * 1.0005, big })).small)).toBeGreaterThan(1e-6)
})

const designs = [
  { estates: 7, reviewers: 9, visits: 3, sd: [3, 2, 2], seed: 1 },
  { estates: 9, reviewers: 4, visits: 2, sd: [2, 4, 1], seed: 2 },
  { estates: 6, reviewers: 6, visits: 3, sd: [0, 3, 2], seed: 3 },
  { estates: 5, reviewers: 20, visits: 6, sd: [5, 0, 4], seed: 4 },
] as const
const shape = ({ estates, reviewers, visits }: (typeof designs)[number]) => `${estates} × ${reviewers} × ${visits}`
/** Some pairs marked twice. */
const marksOf = (design: (typeof designs)[number]) => {
  const { marks } = simulated(design)
  return [...marks, ...marks.slice(0, 4).map((mark, i) => ({ ...mark, value: mark.value + i - 1.5 }))]
}

describe.each(designs.map((design) => [shape(design), design] as const))('%s', (_, design) => {
  const marks = marksOf(design)
  const rating = rate(marks)

  test('the equations agree with the whole covariance matrix written out', () => {
    const direct = written(marks, rating.sd)
    expect(rating.criterion).toBeCloseTo(direct.criterion, 7)
    expect(rating.mean).toBeCloseTo(direct.mean, 8)
    expect(rating.meanError).toBeCloseTo(direct.meanError, 8)
    for (const { id, predicted, error, given } of rating.estates) {
      expect(predicted).toBeCloseTo(direct.score(id).predicted, 7)
      expect(error).toBeCloseTo(direct.score(id).error, 7)
      expect(given).toBeCloseTo(direct.score(id).given, 7)
    }
  })

  test('no variances near the estimated ones are likelier', () => {
    const at = (factors: [number, number, number]) => {
      const [c, r, e] = factors
      const { estate, reviewer, noise } = rating.sd
      return written(marks, {
        estate: estate * c || (c - 1) / 10,
        reviewer: reviewer * r || (r - 1) / 10,
        noise: noise * e,
      }).criterion
    }
    for (const factors of [
      [1.01, 1, 1],
      [1, 1.01, 1],
      [1, 1, 1.01],
      [1, 1, 0.99],
    ] as const)
      expect(at([...factors])).toBeGreaterThan(rating.criterion!)
    if (rating.sd.estate > 0) expect(at([0.99, 1, 1])).toBeGreaterThan(rating.criterion!)
    if (rating.sd.reviewer > 0) expect(at([1, 0.99, 1])).toBeGreaterThan(rating.criterion!)
  })

  test('the order of the marks changes no bit', () => {
    const random = seeded(5)
    const shuffled = marks.map((mark) => ({ mark, at: random() })).sort((a, b) => a.at - b.at)
    expect(rate(shuffled.map(({ mark }) => mark))).toEqual(rating)
  })

  test('other names for estates and reviewers change no number', () => {
    const renamed = rate(
      marks.map(({ estate, reviewer, value }) => ({
        estate: `${9 - Number(estate[1])}`,
        reviewer: `x${reviewer}`,
        value,
      })),
    )
    const numbers = ({ estates }: Rating) => estates.map(({ adjusted }) => adjusted).sort((a, b) => a - b)
    expect(renamed.criterion).toBeCloseTo(rating.criterion!, 9)
    for (const [i, value] of numbers(renamed).entries()) expect(value).toBeCloseTo(numbers(rating)[i]!, 6)
  })

  test('other units move and stretch every score with them', () => {
    const other = rate(marks.map((mark) => ({ ...mark, value: 1000 + 7 * mark.value })))
    for (const [i, { adjusted, low, high, error }] of other.estates.entries()) {
      const before = rating.estates[i]!
      expect(adjusted).toBeCloseTo(1000 + 7 * before.adjusted, 5)
      expect(low).toBeCloseTo(1000 + 7 * before.low!, 4)
      expect(high).toBeCloseTo(1000 + 7 * before.high!, 4)
      expect(error).toBeCloseTo(7 * before.error!, 5)
    }
  })
})

test('a reviewer who becomes severer still leaves the ranks as they were', () => {
  const marks = Array.from({ length: 8 }, (_, r) =>
    [60, 66, 72, 78, 84].map((score, c): Observation => ({
      estate: `c${c}`,
      reviewer: `r${r}`,
      value: score + ((r * 3 + c * 5) % 4) - r,
    })),
  ).flat()
  const severer = marks.map((mark) => (mark.reviewer === 'r3' ? { ...mark, value: mark.value - 12 } : mark))
  const ranks = (of: readonly Observation[]) =>
    rate(of)
      .estates.toSorted((a, b) => b.adjusted - a.adjusted)
      .map(({ id }) => id)
  expect(ranks(severer)).toEqual(ranks(marks))
})

/** V = σc² Zc Zcᵀ + σr² Zr Zrᵀ + σe² I, with nothing clever. */
function written(marks: readonly Observation[], sd: Rating['sd']) {
  const v = marks.map((a, i) =>
    marks.map(
      (b, j) =>
        (a.estate === b.estate ? sd.estate ** 2 : 0) +
        (a.reviewer === b.reviewer ? sd.reviewer ** 2 : 0) +
        (i === j ? sd.noise ** 2 : 0),
    ),
  )
  const { inverse, logDet } = inverted(v)
  const ones = marks.map(() => 1)
  const y = marks.map(({ value }) => value)
  const information = product(ones, inverse, ones)
  const mean = product(ones, inverse, y) / information
  const rest = y.map((value) => value - mean)
  const score = (id: string) => {
    const shared = marks.map(({ estate }) => (estate === id ? sd.estate ** 2 : 0))
    const aside = 1 - product(ones, inverse, shared)
    const given = Math.max(0, sd.estate ** 2 - product(shared, inverse, shared))
    const error = Math.sqrt(given + aside ** 2 / information)
    return { predicted: mean + product(shared, inverse, rest), error, given: Math.sqrt(given) }
  }
  const criterion =
    logDet + Math.log(information) + product(rest, inverse, rest) + (marks.length - 1) * Math.log(2 * Math.PI)
  return { criterion, mean, meanError: Math.sqrt(1 / information), score }
}

const product = (a: readonly number[], m: readonly (readonly number[])[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * m[i]!.reduce((inner, entry, j) => inner + entry * b[j]!, 0), 0)

/** By Gauss and Jordan. */
function inverted(matrix: readonly (readonly number[])[]) {
  const rows = matrix.map((row, i) => [...row, ...matrix.map((_, j) => (i === j ? 1 : 0))])
  let logDet = 0
  for (const [k, pivot] of rows.entries()) {
    logDet += Math.log(pivot[k]!)
    const by = pivot[k]!
    for (let j = 0; j < pivot.length; j++) pivot[j]! /= by
    for (const row of rows) {
      const times = row === pivot ? 0 : row[k]!
      if (times !== 0) for (let j = 0; j < row.length; j++) row[j]! -= times * pivot[j]!
    }
  }
  return { inverse: rows.map((row) => row.slice(matrix.length)), logDet }
}
