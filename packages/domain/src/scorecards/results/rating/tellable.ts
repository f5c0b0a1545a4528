import type { Cells } from './model/cells.ts'

export type Told = { compound: boolean; reviewer: boolean }

/** Which variances the marks can tell apart from the mean, from the noise and from each other. */
export function isIdentifiable({ compounds, reviewers, compound, reviewer, observations }: Cells): Told {
  const tells = (levels: number) => levels > 1 && levels < observations
  const pairs = new Set(Array.from(compound, (at, cell) => at * reviewers.length + reviewer[cell]!)).size
  const same = pairs === compounds.length && pairs === reviewers.length
  return { compound: tells(compounds.length), reviewer: tells(reviewers.length) && !same }
}
