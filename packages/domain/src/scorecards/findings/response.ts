/**
 * Responses 申辩: what a reviewed company says to the findings and marks disclosed to it.
 *
 * Shapes   a response is about one subject, a finding or a mark. A finding is accepted or disputed, a mark only disputed. A
 *          dispute may be reworded, or withdrawn and made again, until the deadline or the decision.
 * Refusals scorecards.nothing_to_dispute; those of fields.ts and files/content.ts.
 */
import { z } from 'zod'
import { choice, id, paragraph } from '../../fields.ts'
import { NewFiles } from '../../files/content.ts'
import { refuse } from '../../refusal.ts'

export const subjectKinds = ['finding', 'mark'] as const
export type SubjectKind = (typeof subjectKinds)[number]

export const ResponseSubject = z.strictObject({ of: choice(subjectKinds), subjectId: id() })
/** With its evidence: both are saved, or neither. */
export const NewResponse = ResponseSubject.extend({ text: paragraph(1000), files: NewFiles })

export const FindingsAccepted = z.strictObject({ findingIds: z.array(id()).min(1).max(500) })
export const RestAccepted = z.strictObject({ roundId: id() })

/** To every company that has not said that it is done. */
export const ResponseReminder = z.strictObject({ roundId: id(), note: paragraph(500) })

/** Refuses to dispute the best mark. */
export function assertDisputable(mark: number | null): void {
  if (mark === 5) refuse('conflict', 'scorecards.nothing_to_dispute')
}
