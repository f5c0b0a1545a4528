/**
 * Progress: the status of an improvement, and whether the next round shows it. Has no zod schemas, so that pages stay small.
 *
 * Units    days are ISO dates in Shanghai; percent is 0–100, as in score.ts.
 * Shapes   open until its day, then overdue, done once its company says so. Sorted by cost: what an estate loses most of its
 *          total by comes first, so a low mark of a heavy indicator comes before one of a light indicator.
 */
import type { Day } from '../../calendar.ts'
import { isAbove } from '../results/rating/ties.ts'

export const improvementStates = ['open', 'overdue', 'done'] as const
export type ImprovementState = (typeof improvementStates)[number]

export function improvementState({ until, doneOn }: { until: Day; doneOn: Day | null }, today: Day): ImprovementState {
  if (doneOn !== null) return 'done'
  return until < today ? 'overdue' : 'open'
}

/** By the points of the total that each indicator costs: (100 − percent) × weight; then by code. */
export function byLoss<Line extends { indicator: string; weight: number; percent: number }>(
  lines: readonly Line[],
): Line[] {
  const loss = ({ weight, percent }: Line) => Math.round((100 - percent) * weight * 100)
  return lines.toSorted((a, b) => loss(b) - loss(a) || (a.indicator < b.indicator ? -1 : 1))
}

export type BandedScore = { adjusted: number | null; low: number | null; high: number | null }
export type ScoreChange = 'better' | 'worse' | 'unsure'

/**
 * Whether a score changed: "better" or "worse" only where the 90 % band of the difference leaves out 0 (rating/ties.ts). Without
 * bands the effect of chance is unknown, and the answer is "unsure" however large the change.
 */
export function compareScores(before: BandedScore, after: BandedScore): ScoreChange {
  if (before.adjusted === null || after.adjusted === null) return 'unsure'
  const [earlier, later] = [
    { ...before, adjusted: before.adjusted },
    { ...after, adjusted: after.adjusted },
  ]
  if (isAbove(later, earlier)) return 'better'
  return isAbove(earlier, later) ? 'worse' : 'unsure'
}
