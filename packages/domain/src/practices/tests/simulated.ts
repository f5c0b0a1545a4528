/**
 * Simulated: rounds in which estates adopt a practice whose true effect is known, to measure the estimate with.
 *
 * Shapes   an estate has a worth, which drifts a little from round to round, and a result is worth, effect, what all of a round
 *          have in common, and noise. After each round but the last some adopt: by chance; because their result was poor; or because
 *          they know how poor they are, which a result shows only with noise. `cohorts` are those of measurement.ts, `whole` is what
 *          was compared before: all who ever adopted against those who never did, in the last round.
 * Units    points; standard deviations 8 of worth, 2 of its drift, 6 of the noise, 3 of what a round has in common.
 */
import type { EffectObservation } from '../effect.ts'

export const REASONS = ['chance', 'results', 'knowing'] as const
export type World = {
  estates: number
  rounds: number
  effect: number
  reason: (typeof REASONS)[number]
  /** Of the estates that have not adopted, the share that adopts between two rounds where nothing speaks for or against it. */
  rate?: number
  seed: number
}

type Estate = { id: string; worth: number; since: number | null; results: number[] }

export function simulate({ estates: count, rounds, effect, reason, rate = 0.12, seed }: World) {
  const random = seeded(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const estates = Array.from({ length: count }, (_, at): Estate => ({
    id: `e${at}`,
    worth: 70 + 8 * normal(),
    since: null,
    results: [],
  }))
  for (let round = 0; round < rounds; round++) {
    const season = 3 * normal()
    for (const one of estates) {
      one.worth += 2 * normal()
      one.results.push(one.worth + season + (one.since === null ? 0 : effect) + 6 * normal())
    }
    const mean = estates.reduce((sum, { results }) => sum + results[round]!, 0) / count
    const computeAhead = ({ worth, results }: Estate) =>
      reason === 'chance' ? 0 : reason === 'results' ? (results[round]! - mean) / 10 : (worth - 70) / 8
    for (const one of estates)
      if (one.since === null && random() < rate * Math.exp(-computeAhead(one))) one.since = round + 1
  }
  const read = (one: Estate, from: number, to: number, adopted: boolean): EffectObservation => ({
    estateId: one.id,
    period: `${from} ${to}`,
    adopted,
    before: one.results[from]!,
    after: one.results[to]!,
  })
  const cohorts = Array.from({ length: rounds - 1 }, (_, at) =>
    estates.flatMap((one) =>
      one.since === at + 1 || one.since === null || one.since > at + 1
        ? [read(one, at, at + 1, one.since === at + 1)]
        : [],
    ),
  )
  return { cohorts, whole: compareWhole(estates, rounds - 1, read) }
}

function compareWhole(
  estates: readonly Estate[],
  last: number,
  read: (one: Estate, from: number, to: number, adopted: boolean) => EffectObservation,
) {
  const had = estates.flatMap((one) => (one.since !== null && one.since <= last ? [{ one, from: one.since - 1 }] : []))
  const hadNot = estates.filter(({ since }) => since === null || since > last)
  return [
    ...had.map(({ one, from }) => read(one, from, last, true)),
    ...(had.length > 0 ? hadNot : []).map((one, at) => read(one, had[at % had.length]!.from, last, false)),
  ]
}

/** Mulberry32: the same seed gives the same world. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
