/**
 * Published numbers beyond rating.test.ts, and the analysis of variance, which REML is where a design is balanced and no
 * variance would be negative (Searle, Casella & McCulloch 1992, 4.3).
 */
import { describe, expect, test } from 'vitest'
import { rate, type Observation } from '../estimate.ts'
import { seeded } from './simulated.ts'

const table = (rows: readonly (readonly number[])[]): Observation[] =>
  rows.flatMap((row, i) => row.map((value, j) => ({ estate: `c${i}`, reviewer: `r${j}`, value })))

/** Box & Tiao 1973: made up so that the batches differ less than the yields inside them. */
const dyestuff2 = [
  [7.298, 3.846, 2.434, 9.566, 7.99],
  [5.22, 6.556, 0.608, 11.788, -0.892],
  [0.11, 10.386, 13.434, 5.51, 8.166],
  [2.212, 4.852, 7.092, 9.288, 4.98],
  [0.282, 9.014, 4.458, 9.446, 7.198],
  [1.722, 4.782, 8.106, 0.758, 3.758],
]

/** Davies & Goldsmith 1972: strength of paste, ten batches of three casks, each tested twice. */
const pastes =
  '62.8 62.6 60.1 62.3 62.7 63.1/60.0 61.4 57.5 56.9 61.1 58.9/58.7 57.5 63.9 63.1 65.4 63.7/' +
  '57.1 56.4 56.9 58.6 64.7 64.5/55.1 55.1 54.7 54.2 58.8 57.5/63.4 64.9 59.3 58.1 60.5 60.0/' +
  '62.5 62.6 61.0 58.7 56.9 57.7/59.2 59.4 65.2 66.0 64.8 64.1/54.8 54.8 64.0 64.0 57.7 56.8/' +
  '58.3 59.3 59.2 59.2 58.9 56.6'

/** Shrout & Fleiss 1979, table 2. */
const judged = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
]

describe('numbers that others have published', () => {
  test('batches that differ by less than chance have a variance of exactly 0', () => {
    const marks = table(dyestuff2).map((mark) => ({ ...mark, reviewer: 'r' }))
    const { criterion, sd, mean, meanError, estates } = rate(marks)
    expect(criterion).toBeCloseTo(161.8283, 4)
    expect(sd.estate).toBe(0)
    expect(sd.noise).toBeCloseTo(3.715684, 6)
    expect(mean).toBeCloseTo(5.6656, 4)
    expect(meanError).toBeCloseTo(0.6784, 4)
    for (const { predicted, given } of estates) expect([predicted - mean, given]).toEqual([0, 0])
  })

  test('a factor inside another comes out as lme4 prints it', () => {
    const marks = pastes.split('/').flatMap((row, batch) =>
      row.split(' ').map((value, at) => ({
        estate: `b${batch}`,
        reviewer: `b${batch} cask ${at >> 1}`,
        value: Number(value),
      })),
    )
    const { criterion, sd, mean, meanError } = rate(marks)
    expect(criterion).toBeCloseTo(246.9907, 4)
    expect([sd.reviewer, sd.estate, sd.noise].map((of) => of.toFixed(4))).toEqual(['2.9041', '1.2874', '0.8234'])
    expect(mean).toBeCloseTo(60.0533, 4)
    expect(meanError).toBeCloseTo(0.6769, 4)
  })

  test('judges who all saw all targets agree as Shrout and Fleiss say', () => {
    const { icc, sd } = rate(table(judged))
    expect(icc.toFixed(2)).toBe('0.29')
    expect((sd.estate ** 2 / (sd.estate ** 2 + sd.noise ** 2)).toFixed(2)).toBe('0.71')
    const own = table(judged).map((mark, at) => ({ ...mark, reviewer: `r${at}` }))
    expect(rate(own).icc.toFixed(2)).toBe('0.17')
  })
})

describe('a balanced design is its analysis of variance', () => {
  const random = seeded(29)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const upTo = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const designs = Array.from({ length: 60 }, () => {
    const [c, r, again] = [upTo(3, 12), upTo(3, 12), upTo(1, 3)]
    const [first, second] = [3 * random(), 3 * random()].map(
      (sd) => (n: number) => Array.from({ length: n }, () => sd * normal()),
    )
    const [score, severity] = [first!(c), second!(r)]
    const marks = score.flatMap((of, i) =>
      severity.flatMap((by, j) =>
        Array.from({ length: again }, () => ({
          estate: `c${i}`,
          reviewer: `r${j}`,
          value: 70 + of + by + normal(),
        })),
      ),
    )
    return { c, r, again, marks }
  })

  test('to eight digits, wherever no variance would be negative', () => {
    let measured = 0
    for (const { c, r, again, marks } of designs) {
      const by = anova(marks, c, r, again)
      if (by.estate < 0 || by.reviewer < 0) continue
      measured++
      const { sd, mean, meanError, estates, search } = rate(marks, { scoresOnly: true })
      expect(search.converged).toBe(true)
      expect(sd.noise ** 2).toBeCloseTo(by.noise, 7)
      expect(sd.estate ** 2).toBeCloseTo(by.estate, 7)
      expect(sd.reviewer ** 2).toBeCloseTo(by.reviewer, 7)
      expect(mean).toBeCloseTo(by.mean, 8)
      expect(meanError! ** 2).toBeCloseTo(by.meanVariance, 7)
      for (const { id, predicted, raw } of estates) {
        expect(raw).toBeCloseTo(by.raw(id), 8)
        expect(predicted).toBeCloseTo(by.mean + by.shrunk * (by.raw(id) - by.mean), 7)
      }
    }
    expect(measured).toBeGreaterThan(40)
  })

  test('at 0 exactly, where one of both would be negative', () => {
    const below = designs.filter(({ c, r, again, marks }) => anova(marks, c, r, again).estate < 0)
    expect(below.length).toBeGreaterThan(0)
    for (const { marks } of below) expect(rate(marks, { scoresOnly: true }).sd.estate).toBe(0)
  })
})

test('a few marks of any shape get an answer: converged, finite, inside its band', () => {
  for (let seed = 1; seed <= 400 * Number(process.env['BILIN_PROVE'] ?? 1); seed++) {
    const random = seeded(seed)
    const one = (of: number) => Math.floor(random() * of)
    const [n, c, r, whole] = [1 + one(14), 1 + one(6), 1 + one(6), random() < 0.5]
    const marks = Array.from({ length: n }, () => ({
      estate: `c${one(c)}`,
      reviewer: `r${one(r)}`,
      value: whole ? one(5) : 100 * random(),
    }))
    const { search, sd, mean, estates, reviewers } = rate(marks)
    expect(search.converged, `seed ${seed}`).toBe(true)
    for (const value of [mean, ...Object.values(sd)]) expect(Number.isFinite(value)).toBe(true)
    for (const { adjusted, low, high } of [...estates, ...reviewers]) {
      if (low === null) continue
      expect(low, `seed ${seed}`).toBeLessThanOrEqual(adjusted)
      expect(high, `seed ${seed}`).toBeGreaterThanOrEqual(adjusted)
    }
  }
})

/** Two crossed factors without interaction, `again` marks a cell. */
function anova(marks: readonly Observation[], c: number, r: number, again: number) {
  const n = c * r * again
  const mean = marks.reduce((sum, { value }) => sum + value, 0) / n
  const means = (of: 'estate' | 'reviewer') =>
    new Map(
      [...Map.groupBy(marks, (mark) => mark[of])].map(([id, own]) => [
        id,
        own.reduce((sum, { value }) => sum + value, 0) / own.length,
      ]),
    )
  const between = (of: ReadonlyMap<string, number>) =>
    [...of.values()].reduce((sum, value) => sum + (value - mean) ** 2, 0) * (n / of.size)
  const [raw, own] = [means('estate'), means('reviewer')]
  const all = marks.reduce((sum, { value }) => sum + (value - mean) ** 2, 0)
  const noise = (all - between(raw) - between(own)) / (n - c - r + 1)
  const [estates, reviewers] = [between(raw) / (c - 1), between(own) / (r - 1)]
  return {
    mean,
    noise,
    estate: (estates - noise) / (r * again),
    reviewer: (reviewers - noise) / (c * again),
    meanVariance: (estates + reviewers - noise) / n,
    shrunk: 1 - noise / estates,
    raw: (id: string) => raw.get(id)!,
  }
}
