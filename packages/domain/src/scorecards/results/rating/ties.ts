/**
 * Ties: which estates are published as 并列 (tied), and which pairs differ.
 *
 * Shapes   places are given to estates that may be compared, best first: the first estate of a place is tied with all below it that
 *          do not differ from it, and the first that does begins the next place.
 *          Two scores differ where the 90 % band of their difference leaves out 0. Two estates of one round have reviewers and the
 *          mean in common, so their errors go together and the band of the difference is narrower than either band suggests
 *          (`differsIn`). Where the covariance is not known, or the scores come from two rounds, their errors are independent
 *          (`isAbove`): half the band of the difference is the root of the squares of the two halves that face each other.
 *          Bands that overlap (`bandsOverlap`) called twice as many pairs tied; it is the rule of rounds published under rule 1.
 * Source   Zou & Donner 2008, Construction of confidence limits about effect measures (MOVER).
 */
import type { Rating } from './estimate.ts'

export type Banded = { id: string; adjusted: number; low: number | null; high: number | null }
export type Differ = (higher: Banded, lower: Banded) => boolean
export type Placing = { place: number; tied: number }
type Scores = Pick<Rating, 'estates' | 'covariance'>

const NORMAL_90 = 1.6448536269514722

/** The place of each estate within its group, from 1, and how many have the same; `bands` are the published scores. */
export function listPlacings(
  rating: Scores,
  bands: Readonly<Record<string, Omit<Banded, 'id'>>>,
  groups: readonly (readonly string[])[],
  share: (id: string) => number,
): Record<string, Placing> {
  const differ = differsIn(rating, share)
  return Object.fromEntries(
    groups.flatMap((group) =>
      placesIn(
        group.flatMap((id) => (bands[id] ? [{ id, ...bands[id] }] : [])),
        differ,
      ).flatMap((same, at) => same.map((id): [string, Placing] => [id, { place: at + 1, tied: same.length }])),
    ),
  )
}

/** Of estates that may all be compared. */
export function placesIn(estates: readonly Banded[], differ: Differ): string[][] {
  const places: Banded[][] = []
  for (const estate of estates.toSorted((a, b) => b.adjusted - a.adjusted || (a.id < b.id ? -1 : 1))) {
    const first = places.at(-1)?.[0]
    if (first && !differ(first, estate)) places.at(-1)!.push(estate)
    else places.push([estate])
  }
  return places.map((place) => place.map(({ id }) => id))
}

export const bandsOverlap = (higher: Omit<Banded, 'id'>, lower: Omit<Banded, 'id'>): boolean =>
  lower.high === null || higher.low === null || lower.high >= higher.low

/** Whether one score is higher than another whose error is independent of it. */
export function isAbove(higher: Omit<Banded, 'id'>, lower: Omit<Banded, 'id'>): boolean {
  if (higher.low === null || lower.high === null) return false
  return higher.adjusted - lower.adjusted > Math.hypot(higher.adjusted - higher.low, lower.high - lower.adjusted)
}

/**
 * Whether two scores of one rating differ. They may be other numbers than the rating's, where caps were taken from them, and only a
 * share of them may come from it, where the rest is known (parts.ts).
 */
export function differsIn({ estates, covariance }: Scores, share: (id: string) => number = () => 1): Differ {
  if (!covariance) return isAbove
  const place = new Map(estates.map(({ id }, at) => [id, at]))
  const at = (row: number, column: number) => covariance[row * estates.length + column]!
  /** How much wider the bands are than ± 1.645 errors: they are percentiles of a mixture. */
  const widen = (i: number) => {
    const { low, high } = estates[i]!
    const error = Math.sqrt(at(i, i))
    return low === null || high === null || error === 0 ? 1 : Math.max(1, (high - low) / (2 * NORMAL_90 * error))
  }
  return (higher, lower) => {
    const [i, j] = [place.get(higher.id)!, place.get(lower.id)!]
    const [a, b] = [share(higher.id), share(lower.id)]
    const error = Math.sqrt(Math.max(0, a ** 2 * at(i, i) + b ** 2 * at(j, j) - 2 * a * b * at(i, j)))
    return higher.adjusted - lower.adjusted > NORMAL_90 * error * Math.max(widen(i), widen(j))
  }
}
