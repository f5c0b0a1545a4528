import { expect, test } from 'vitest'
import { rate, type Rating } from '../estimate.ts'
import { differsIn, placesIn } from '../ties.ts'
import { byDifference, byOverlap, computeMiss, computeTau, countPairs } from './measures.ts'
import { simulated, type Design } from './simulated.ts'

const many = Number(process.env['BILIN_PROVE'] ?? 1)
const rounds = (design: Omit<Design, 'seed'>, count: number) =>
  Array.from({ length: count * many }, (_, seed) => {
    const { marks, truth } = simulated({ ...design, seed: 1000 + seed })
    return { rating: rate(marks, { pairs: true }), truth }
  })
const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

type Score = (estate: Rating['estates'][number]) => number
const raw: Score = (estate) => estate.raw
const plugIn: Score = (estate) => estate.predicted
const published: Score = (estate) => estate.adjusted

test.each([
  ['10 × 20 × 4 at 4/3/5', { estates: 10, reviewers: 20, visits: 4, sd: [4, 3, 5] }, 80],
  ['10 × 20 × 4 at 2/3/5', { estates: 10, reviewers: 20, visits: 4, sd: [2, 3, 5] }, 80],
  ['6 × 8 × 3 at 4/3/5', { estates: 6, reviewers: 8, visits: 3, sd: [4, 3, 5] }, 160],
] as const)('in a small round scores rank as well as plain means and are nearer the truth: %s', (_, design, count) => {
  const some = rounds(design, count)
  const tau = (score: Score) => mean(some.map(({ rating, truth }) => computeTau(rating, truth, score)))
  const miss = (score: Score) => Math.sqrt(mean(some.map(({ rating, truth }) => computeMiss(rating, truth, score))))
  expect(tau(published)).toBeGreaterThan(tau(raw) - 0.02)
  expect(miss(published)).toBeLessThan(0.92 * miss(raw))
  expect(miss(published)).toBeLessThan(1.02 * miss(plugIn))
  // The control: predictions at the likeliest variances, which are often all the same.
  expect(tau(plugIn)).toBeLessThan(tau(published) - 0.02)
  expect(some.filter(({ rating }) => rating.sd.estate === 0).length).toBeGreaterThan(0)
})

test('where severity is most of what differs, scores rank better than plain means', () => {
  const some = rounds({ estates: 10, reviewers: 20, visits: 4, sd: [5, 4, 3] }, 60)
  const tau = (score: Score) => mean(some.map(({ rating, truth }) => computeTau(rating, truth, score)))
  expect(tau(published)).toBeGreaterThan(tau(raw) + 0.02)
})

test('the band of the difference tells more pairs apart than bands that do not overlap, and is hardly ever wrong', () => {
  for (const sd of [
    [4, 3, 5],
    [5, 4, 3],
  ] as const) {
    const some = rounds({ estates: 10, reviewers: 20, visits: 4, sd }, 60)
    const count = (by: (rating: Rating) => ReturnType<typeof byDifference>) => {
      const counted = some.map(({ rating, truth }) => countPairs(rating, truth, by(rating)))
      const sum = (of: 'pairs' | 'apart' | 'wrong') => counted.reduce((total, one) => total + one[of], 0)
      return { apart: sum('apart') / sum('pairs'), wrong: sum('wrong') / sum('pairs') }
    }
    const [difference, overlap] = [count(byDifference), count(() => byOverlap)]
    expect(difference.apart).toBeGreaterThan(1.4 * overlap.apart)
    expect(difference.wrong).toBeLessThan(0.01)
    // The control: every pair that is not equal.
    expect(count(() => (a, b) => a.adjusted > b.adjusted).wrong).toBeGreaterThan(0.1)
  }
})

test('the band of a difference holds the true difference nine times in ten', () => {
  const some = rounds({ estates: 10, reviewers: 20, visits: 4, sd: [4, 3, 5] }, 60)
  const held = some.flatMap(({ rating, truth }) => {
    const differ = byDifference(rating)
    const pairs = rating.estates.flatMap((a, i) => rating.estates.slice(i + 1).map((b) => [a, b] as const))
    return pairs.map(([a, b]) => {
      const off = a.adjusted - b.adjusted - (truth.get(a.id)! - truth.get(b.id)!)
      const [high, low] = off > 0 ? [a, b] : [b, a]
      return differ({ ...high, adjusted: Math.abs(off) }, { ...low, adjusted: 0 }) ? 0 : 1
    })
  })
  expect(mean(held)).toBeGreaterThan(0.87)
  expect(mean(held)).toBeLessThan(0.95)
})

test('the first estate of a place is tied with those below it that do not differ from it', () => {
  const at = (id: string, adjusted: number) => ({ id, adjusted, low: adjusted - 3, high: adjusted + 3 })
  const four = [at('d', 70), at('a', 90), at('c', 86), at('b', 88)]
  expect(placesIn(four, (a, b) => a.adjusted - b.adjusted > 3)).toEqual([['a', 'b'], ['c'], ['d']])
  expect(placesIn(four, byOverlap)).toEqual([['a', 'b', 'c'], ['d']])
  expect(placesIn(four.toReversed(), byOverlap)).toEqual([['a', 'b', 'c'], ['d']])
})

test('where half of a score comes from values that nobody marked, half as much of a difference is enough', () => {
  const { marks } = simulated({ estates: 10, reviewers: 20, visits: 4, sd: [4, 3, 5], seed: 3 })
  const rating = rate(marks, { pairs: true })
  const [a, b] = rating.estates as [Rating['estates'][number], Rating['estates'][number]]
  const least = (share: number) => {
    const differ = differsIn(rating, () => share)
    return Array.from({ length: 4000 }, (_, at) => at / 100).find((gap) =>
      differ({ ...a, adjusted: gap }, { ...b, adjusted: 0 }),
    )!
  }
  expect(least(1)).toBeGreaterThan(2)
  expect(least(0.5)).toBeCloseTo(least(1) / 2, 1)
})
