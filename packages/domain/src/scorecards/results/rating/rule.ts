/**
 * Rules: how scores are computed and ties decided. A round keeps the rule under which it was first published, so that a
 * correction moves only what it corrects; a new round has the newest.
 *
 * Shapes   1: the score predicted at the likeliest variances; tied where bands overlap, which was not stored.
 *          2: the mean over all variances that the marks allow; tied where the band of the difference holds 0.
 */
import type { Rating } from './estimate.ts'

export const RULES = [1, 2] as const
export type ScoringRule = (typeof RULES)[number]
export const NEWEST: ScoringRule = 2

/** Versions published before rules were stored have none: they followed the first. */
export const toRule = (stored: number | null): ScoringRule => RULES.find((rule) => rule === stored) ?? 1

/** By the first rule the score is the prediction, and the band holds it. */
export function underRule(rule: ScoringRule, rating: Rating): Rating {
  if (rule > 1) return rating
  const first = (rated: Rating['estates'][number]) => ({
    ...rated,
    adjusted: rated.predicted,
    low: rated.low === null ? null : Math.min(rated.low, rated.predicted),
    high: rated.high === null ? null : Math.max(rated.high, rated.predicted),
  })
  return { ...rating, estates: rating.estates.map(first), reviewers: rating.reviewers.map(first) }
}
