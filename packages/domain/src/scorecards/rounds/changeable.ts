/** What may be changed about a round in which stage. Has no zod schemas, so that pages stay small. */
import type { RoundStage } from './stages.ts'

export const roundFields = ['title', 'opensOn', 'closesOn', 'responseUntil', 'discloseFromVisits'] as const
export type RoundField = (typeof roundFields)[number]

/** What the history of a round names: its own fields, and the last day of its survey. */
export const changedFields = [...roundFields, 'surveyUntil'] as const
export type ChangedField = (typeof changedFields)[number]

export const changeableIn: Record<RoundStage, readonly RoundField[]> = {
  planning: roundFields,
  visiting: ['title', 'closesOn', 'responseUntil'],
  responding: ['title', 'responseUntil'],
  settling: ['title'],
  published: [],
  cancelled: [],
}
