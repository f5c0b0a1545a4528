/**
 * Improvements 整改提升: what a company commits to after a round, indicator by indicator, and whether the next round shows it.
 *
 * Units    days are ISO dates in Shanghai; percent is 0–100, as in score.ts.
 * Shapes   an improvement belongs to one indicator of one published card. It is open until its company says, with
 *          evidence, on which day it was done (machine.ts). `practice` is the neighbour's practice it follows.
 * Refusals scorecards.not_your_card, indicator_not_on_card, improvement_not_found, improvement_done_later,
 *          improvement_until_past; those of files/content.ts.
 */
import { z } from 'zod'
import type { Day } from '../../calendar.ts'
import { day, id, line, optional, paragraph, whole } from '../../fields.ts'
import { NewFiles } from '../../files/content.ts'
import { refuse } from '../../refusal.ts'

const wording = {
  what: paragraph(500),
  /** A position, not a person's name: 工程主管. */
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
  files: NewFiles,
})

export const OneImprovement = z.strictObject({ improvementId: id(), revision: whole({ min: 1 }) })

export function assertFuture(until: Day, today: Day): void {
  if (until < today) refuse('invalid', 'scorecards.improvement_until_past', { field: 'until' })
}

/** Refuses a day in the future. */
export function assertNotLater(doneOn: Day, today: Day): void {
  if (doneOn > today) refuse('invalid', 'scorecards.improvement_done_later', { field: 'doneOn' })
}
