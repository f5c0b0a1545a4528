/**
 * Decisions 复核: what the coordinator decides on disputed findings and marks, always with a reason that both sides read.
 *
 * Units    marks 5 优 … 1 差; 'na' is 不适用.
 * Shapes   a decision on a finding strikes it or lets it stand; of one that names a veto, it may let the finding stand and lift the
 *          veto. A decision on a mark sets the mark that counts from then on, which may be the same. An exclusion leaves an
 *          indicator out of its estate's score, because the company is not responsible for it. Any of them may be decided again
 *          until publication.
 * Refusals scorecards.mark_out_of_range, no_veto_to_lift; those of fields.ts.
 */
import { z } from 'zod'
import { choice, id, paragraph } from '../../fields.ts'
import { refuse } from '../../refusal.ts'
import { marks } from '../rubrics/mark.ts'
import { decidedStatuses, type DecidedStatus } from './status.ts'

export const finalMark = z.preprocess(
  (typed) => (typed === 'na' ? null : typeof typed === 'string' && typed !== '' ? Number(typed) : typed),
  z.literal([...marks, null], { error: 'scorecards.mark_out_of_range' }),
)

export const FindingDecision = z.strictObject({
  findingId: id(),
  status: choice(decidedStatuses),
  reason: paragraph(500),
})
export const MarkDecision = z.strictObject({ markId: id(), mark: finalMark, reason: paragraph(500) })

export const Exclusion = z.strictObject({
  roundId: id(),
  estateId: id(),
  indicator: z.string().max(6),
  reason: paragraph(300),
})

export type Exclusion = z.infer<typeof Exclusion>
export const Inclusion = Exclusion.omit({ reason: true })

/** Refuses to lift a veto from a finding that names none. */
export function assertVetoToLift({ veto }: { veto: string | null }, status: DecidedStatus): void {
  if (status === 'veto_lifted' && veto === null) refuse('invalid', 'scorecards.no_veto_to_lift', { field: 'status' })
}
