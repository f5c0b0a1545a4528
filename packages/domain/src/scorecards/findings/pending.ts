/**
 * Pending decisions: decisions that are not saved, to compute what a round would come to with them.
 *
 * Shapes   they are laid over those that are saved; what they do not name stays as it is.
 */
import type { DecidedStatus } from './status.ts'

export type PendingDecisions = {
  reason: string
  findings: readonly { findingId: string; status: DecidedStatus }[]
  marks: readonly { markId: string; mark: number | null }[]
  exclusions: readonly { estateId: string; indicator: string; excluded: boolean }[]
}

export const noDecisions: PendingDecisions = { reason: '', findings: [], marks: [], exclusions: [] }
