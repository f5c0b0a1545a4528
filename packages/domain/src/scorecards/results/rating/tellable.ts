import type { Cells } from './model/cells.ts'

export type Told = { estate: boolean; reviewer: boolean }

/** Which variances the marks can tell apart from the mean, from the noise and from each other. */
export function isIdentifiable({ estates, reviewers, estate, reviewer, observations }: Cells): Told {
  const tells = (levels: number) => levels > 1 && levels < observations
  const pairs = new Set(Array.from(estate, (at, cell) => at * reviewers.length + reviewer[cell]!)).size
  const same = pairs === estates.length && pairs === reviewers.length
  return { estate: tells(estates.length), reviewer: tells(reviewers.length) && !same }
}
