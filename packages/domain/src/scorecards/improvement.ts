/**
 * Improvements 整改提升: what a company commits to after a round, indicator by indicator, and whether the next round shows it.
 *
 * Units    days are ISO dates in Shanghai; percent is 0–100, as in score.ts.
 * Shapes   an improvement belongs to one indicator of one published card. It is open until its company says, with
 *          evidence, on which day it was done; it can be taken up again. `practice` is the neighbour's practice it follows.
 *          Lowest first: what a compound loses most of its total by stands on top, so a low mark of a heavy indicator
 *          comes before one of a light indicator.
 * Refusals scorecards.not_your_card, indicator_not_on_card, improvement_not_found, improvement_changed_meanwhile,
 *          improvement_already_done, improvement_done_later, improvement_until_past.
 */
import { z } from 'zod'
import type { Day } from '../calendar.ts'
import { day, id, line, optional, paragraph, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'

const wording = {
  what: paragraph(500),
  /** A post, not a name: 工程主管. */
  who: line(40),
  until: day(),
  /** A practice shared in the alliance. */
  practiceId: optional(id()),
}

export const Commitment = z.strictObject({
  slug: line(40),
  estateId: id(),
  indicator: line(6),
  ...wording,
})
export const CommitmentChange = z.strictObject({
  improvementId: id(),
  revision: whole({ min: 1 }),
  ...wording,
})
export const Doing = z.strictObject({
  improvementId: id(),
  revision: whole({ min: 1 }),
  doneOn: day(),
  evidence: paragraph(1000),
})

export const improvementStates = ['open', 'overdue', 'done'] as const
export type ImprovementState = (typeof improvementStates)[number]

export function stateOf({ until, doneOn }: { until: Day; doneOn: Day | null }, today: Day): ImprovementState {
  if (doneOn !== null) return 'done'
  return until < today ? 'overdue' : 'open'
}

export function mustBeAhead(until: Day, today: Day): void {
  if (until < today) refuse('invalid', 'scorecards.improvement_until_past', { field: 'until' })
}

/** Nothing is done twice, nor tomorrow. */
export function mayFinish({ doneOn }: { doneOn: Day | null }, on: Day, today: Day): void {
  if (doneOn !== null) refuse('conflict', 'scorecards.improvement_already_done')
  if (on > today) refuse('invalid', 'scorecards.improvement_done_later', { field: 'doneOn' })
}

/** By the points of the total that each indicator costs: (100 − percent) × weight; then by code. */
export function byLoss<Line extends { indicator: string; weight: number; percent: number }>(
  lines: readonly Line[],
): Line[] {
  const loss = ({ weight, percent }: Line) => Math.round((100 - percent) * weight * 100)
  return lines.toSorted((a, b) => loss(b) - loss(a) || (a.indicator < b.indicator ? -1 : 1))
}

export type Reading = { percent: number; low: number | null; high: number | null }
export type Change = 'better' | 'worse' | 'unsure'

/**
 * Whether an indicator moved: only where the two bands do not overlap is it called better or worse. Without bands nothing
 * is known of the chance in it, and it stays unsure however far it moved.
 */
export function changeOf(before: Reading, after: Reading): Change {
  if (before.low === null || before.high === null || after.low === null || after.high === null)
    return 'unsure'
  if (after.low > before.high) return 'better'
  return after.high < before.low ? 'worse' : 'unsure'
}
