/**
 * Progress: how an improvement stands, and whether the next round shows it. For pages too: it loads no rules of typing.
 *
 * Units    days are ISO dates in Shanghai; percent is 0–100, as in score.ts.
 * Shapes   open until its day, then overdue, done once its company says so. Lowest first: what an estate loses most of its
 *          total by stands on top, so a low mark of a heavy indicator comes before one of a light indicator.
 */
import type { Day } from '../../calendar.ts'

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

export type BandedScore = { percent: number; low: number | null; high: number | null }
export type ScoreChange = 'better' | 'worse' | 'unsure'

/**
 * Whether an indicator moved: only where the two bands do not overlap is it called better or worse. Without bands nothing
 * is known of the chance in it, and it stays unsure however far it moved.
 */
export function compareScores(before: BandedScore, after: BandedScore): ScoreChange {
  if (before.low === null || before.high === null || after.low === null || after.high === null) return 'unsure'
  if (after.low > before.high) return 'better'
  return after.high < before.low ? 'worse' : 'unsure'
}
