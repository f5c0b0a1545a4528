/**
 * Estates without stars, and why: too few visits, or an assessment that rests on too little of the rubric (评分依据不足).
 *
 * Units    points of the rubric's 100.
 */
export const MIN_COVERED = 60

export const unratedReasons = ['few_visits', 'little_covered'] as const
export type Unrated = (typeof unratedReasons)[number]

/** The first reason that applies; null where the estate gets stars. */
export function findUnrated(
  { visits, covered }: { visits: number; covered: number },
  minVisits: number,
): Unrated | null {
  if (visits < minVisits) return 'few_visits'
  return covered < MIN_COVERED ? 'little_covered' : null
}
