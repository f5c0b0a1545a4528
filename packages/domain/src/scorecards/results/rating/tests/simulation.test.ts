import { describe, expect, test } from 'vitest'
import { rate, type Observation } from '../estimate.ts'
import { estimateFavour } from '../favour.ts'
import { simulated, type Design } from './simulated.ts'

const mean = (numbers: readonly number[]) => numbers.reduce((sum, of) => sum + of, 0) / numbers.length

/** Shapes and deviations (estate, reviewer, noise) at which bands that take the variances as known hold the truth too seldom. */
const measured = [
  { estates: 10, reviewers: 20, visits: 2, sd: [5, 0, 5], rounds: 100 },
  { estates: 10, reviewers: 20, visits: 4, sd: [4, 3, 5], rounds: 60 },
  { estates: 6, reviewers: 6, visits: 3, sd: [4, 3, 5], rounds: 100 },
  { estates: 5, reviewers: 5, visits: 2, sd: [2, 4, 5], rounds: 150 },
  { estates: 15, reviewers: 5, visits: 1, sd: [4, 3, 5], rounds: 60 },
  { estates: 15, reviewers: 30, visits: 2, sd: [4, 3, 5], rounds: 40 },
] as const

describe('bands of ninety in a hundred', () => {
  test.each(measured.map((of) => [`${of.estates} × ${of.reviewers} × ${of.visits}, ${of.sd.join('/')}`, of] as const))(
    'hold the truth 85 to 95 times, and not by accident: %s',
    (_, design) => {
      const { covered, plugIn } = coverage(design)
      expect(covered).toBeGreaterThan(0.85)
      expect(covered).toBeLessThan(0.95)
      // The control: bands that take the variances as known.
      expect(plugIn).toBeLessThan(0.85)
      expect(plugIn).toBeLessThan(covered)
    },
  )
})

describe('scores that allow for severity', () => {
  const rounds = Array.from({ length: 30 }, (_, seed) =>
    simulated({ estates: 10, reviewers: 12, visits: 3, sd: [4, 5, 3], seed }),
  )
  const miss = (scores: (marks: Observation[]) => Map<string, number>) =>
    mean(rounds.map(({ marks, truth }) => apart(scores(marks), truth)))
  const raw = (marks: Observation[]) => new Map(rate(marks).estates.map(({ id, raw }) => [id, raw]))
  const adjusted = (marks: Observation[]) => new Map(rate(marks).estates.map(({ id, adjusted }) => [id, adjusted]))

  test('are nearer the truth than plain means', () => {
    expect(miss(adjusted)).toBeLessThan(0.9 * miss(raw))
  })

  test('rank better than standardising each reviewer, which ranks worse than the plain mean with two visits each', () => {
    const few = Array.from({ length: 30 }, (_, seed) =>
      simulated({ estates: 20, reviewers: 40, visits: 4, sd: [4, 3, 4], seed: 500 + seed }),
    )
    const ranking = (scores: (marks: Observation[]) => Map<string, number>) =>
      mean(few.map(({ marks, truth }) => alike(scores(marks), truth)))
    expect(ranking(adjusted)).toBeGreaterThan(ranking(raw))
    expect(ranking(raw)).toBeGreaterThan(ranking(standardised))
  })
})

describe('own-community favour', () => {
  const { marks } = simulated({ estates: 30, reviewers: 30, visits: 6, sd: [4, 3, 3], seed: 9 })
  const kin = marks.map((mark, i) => ({
    ...mark,
    kin: i % 3 === 0,
    value: mark.value + (i % 3 === 0 ? 5 : 0),
  }))

  test('is found where there is some, with its band', () => {
    const found = estimateFavour(kin)!
    expect(found.low).toBeGreaterThan(0)
    expect(found.low).toBeLessThan(5)
    expect(found.high).toBeGreaterThan(5)
    expect([found.near, found.others]).toEqual([60, 120])
  })

  test('is not said from too few visits, nor when nobody is near', () => {
    expect(estimateFavour(kin.slice(0, 20))).toBeNull()
    expect(estimateFavour(marks)).toBeNull()
  })
})

function coverage({ rounds, ...design }: Omit<Design, 'seed'> & { rounds: number }) {
  let [held, plug, all] = [0, 0, 0]
  for (let seed = 0; seed < rounds * Number(process.env['BILIN_PROVE'] ?? 1); seed++) {
    const { marks, truth } = simulated({ ...design, seed: 1000 + seed })
    for (const { id, predicted, error, low, high } of rate(marks).estates) {
      const is = truth.get(id)!
      all++
      if (low! <= is && is <= high!) held++
      if (Math.abs(predicted - is) <= 1.645 * error!) plug++
    }
  }
  return { covered: held / all, plugIn: plug / all }
}

function apart(scores: ReadonlyMap<string, number>, truth: ReadonlyMap<string, number>) {
  return Math.sqrt(mean([...truth].map(([id, is]) => (scores.get(id)! - is) ** 2)))
}

/** Pairs put in their true order, as a share of all pairs; a tie is half. */
function alike(scores: ReadonlyMap<string, number>, truth: ReadonlyMap<string, number>) {
  const ids = [...truth.keys()]
  const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const))
  const difference = (of: ReadonlyMap<string, number>, [a, b]: readonly [string, string]) => of.get(a)! - of.get(b)!
  return mean(pairs.map((pair) => (1 + Math.sign(difference(scores, pair) * difference(truth, pair))) / 2))
}

function standardised(marks: readonly Observation[]) {
  const scores = new Map<string, number[]>()
  for (const [, own] of Map.groupBy(marks, ({ reviewer }) => reviewer)) {
    const centre = mean(own.map(({ value }) => value))
    const spread = Math.sqrt(mean(own.map(({ value }) => (value - centre) ** 2))) || 1
    for (const { estate, value } of own) scores.set(estate, [...(scores.get(estate) ?? []), (value - centre) / spread])
  }
  return new Map([...scores].map(([id, all]) => [id, mean(all)]))
}
