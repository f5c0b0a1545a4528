/** Measures: how well scores, bands and ties of simulated rounds tell the truth. Sums of one round; add them up over many. */
import type { Rating } from '../estimate.ts'
import { bandsOverlap, differsIn, type Differ } from '../ties.ts'

type Truth = ReadonlyMap<string, number>
type Score = (estate: Rating['estates'][number]) => number

/** Kendall's tau of scores to the truth. What is the same to a hundredth is a tie, which counts as no agreement. */
export function computeTau({ estates }: Rating, truth: Truth, score: Score): number {
  const pairs = listPairs(estates)
  const shown = (estate: Rating['estates'][number]) => Math.round(score(estate) * 100)
  const agreeing = pairs.map(([a, b]) => Math.sign((shown(a) - shown(b)) * (truth.get(a.id)! - truth.get(b.id)!)))
  return agreeing.reduce((sum, one) => sum + one, 0) / pairs.length
}

/** The mean square of what scores miss the truth by. */
export const computeMiss = ({ estates }: Rating, truth: Truth, score: Score): number =>
  estates.reduce((sum, estate) => sum + (score(estate) - truth.get(estate.id)!) ** 2, 0) / estates.length

/** Of a round's pairs, those that are told apart, and those of them whose true order is the other one. */
export function countPairs(rating: Rating, truth: Truth, differ: Differ) {
  const pairs = listPairs(rating.estates).map(([a, b]) =>
    a.adjusted >= b.adjusted ? ([a, b] as const) : ([b, a] as const),
  )
  const apart = pairs.filter(([higher, lower]) => differ(higher, lower))
  const wrong = apart.filter(([higher, lower]) => truth.get(higher.id)! < truth.get(lower.id)!)
  return { pairs: pairs.length, apart: apart.length, wrong: wrong.length }
}

export const byOverlap: Differ = (higher, lower) => !bandsOverlap(higher, lower)
export const byDifference = differsIn

function listPairs<One>(all: readonly One[]): [One, One][] {
  return all.flatMap((a, i) => all.slice(i + 1).map((b): [One, One] => [a, b]))
}
