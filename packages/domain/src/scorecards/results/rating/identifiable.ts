import type { Cells } from './model/cells.ts'

export type Identifiable = { estate: boolean; reviewer: boolean }

/** Which variances can be separated from the mean, from the noise and from each other. */
export function isIdentifiable({ estates, reviewers, estate, reviewer, observations }: Cells): Identifiable {
  const isEstimable = (levels: number) => levels > 1 && levels < observations
  const pairs = new Set(Array.from(estate, (at, cell) => at * reviewers.length + reviewer[cell]!)).size
  const same = pairs === estates.length && pairs === reviewers.length
  return { estate: isEstimable(estates.length), reviewer: isEstimable(reviewers.length) && !same }
}
