/**
 * Progress: the status of an improvement, and whether the next round shows it. Has no zod schemas, so that pages stay small.
 *
 * Units    days are ISO dates in Shanghai; percent is 0–100, as in score.ts.
 * Shapes   open until its day, then overdue, done once its company says so. Sorted by cost: what an estate loses most of its
 *          total by comes first, so a low mark of a heavy indicator comes before one of a light indicator. What the cap of a
 *          dimension costs is shared equally by the indicators whose findings cap it: the cap is gone once all of them are.
 */
import type { Day } from '../../calendar.ts'
import { isAbove } from '../results/rating/ties.ts'

export const improvementStates = ['open', 'overdue', 'done'] as const
export type ImprovementState = (typeof improvementStates)[number]

export function improvementState({ until, doneOn }: { until: Day; doneOn: Day | null }, today: Day): ImprovementState {
  if (doneOn !== null) return 'done'
  return until < today ? 'overdue' : 'open'
}

/** `capLoss`: the points that the cap of its dimension costs besides. */
export type IndicatorLine = { indicator: string; weight: number; percent: number; capLoss?: number }

/** The points of the total that an indicator costs. */
export const computeLoss = ({ weight, percent, capLoss = 0 }: IndicatorLine): number =>
  Math.round((100 - percent) * weight + capLoss * 100) / 100

/** By the points of the total that each indicator costs; then by code. */
export function byLoss<Line extends IndicatorLine>(lines: readonly Line[]): Line[] {
  const loss = ({ weight, percent, capLoss = 0 }: Line) => Math.round((100 - percent) * weight * 100 + capLoss * 10_000)
  return lines.toSorted((a, b) => loss(b) - loss(a) || (a.indicator < b.indicator ? -1 : 1))
}

/** A dimension whose score findings capped at `percent`, with the codes of its indicators. */
export type CappedDimension = { indicators: readonly string[]; weight: number; percent: number }

/** What the caps of an estate's dimensions cost, in points of the total, by the indicators in `cappedBy`, whose findings cap them. */
export function shareCapLoss(
  lines: readonly IndicatorLine[],
  capped: readonly CappedDimension[],
  cappedBy: readonly string[],
): Map<string, number> {
  return new Map(
    capped.flatMap(({ indicators, weight, percent }) => {
      const inside = lines.filter(({ indicator }) => indicators.includes(indicator))
      const sharing = inside.filter(({ indicator }) => cappedBy.includes(indicator))
      const points = (Math.max(0, weightedMean(inside) - percent) * weight) / 100
      return sharing.map(({ indicator }): [string, number] => [indicator, points / sharing.length])
    }),
  )
}

function weightedMean(lines: readonly IndicatorLine[]): number {
  const weights = lines.reduce((sum, { weight }) => sum + weight, 0)
  return lines.reduce((sum, { weight, percent }) => sum + weight * percent, 0) / weights
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
