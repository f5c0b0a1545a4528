/**
 * Corrections: decisions changed after publication, with a reason. They make a new version of the results.
 *
 * Shapes   decisions that are not named stay as they are.
 * Refusals scorecards.nothing_corrected, mark_out_of_range; those of fields.ts.
 */
import { z } from 'zod'
import { id, line, optional, paragraph, tick, whole } from '../../fields.ts'
import { refuse } from '../../refusal.ts'
import { finalMark } from '../findings/decision.ts'

/** `version` is the published version that the form showed; `previewed` names the preview of the effect. */
export const Correction = z.strictObject({
  roundId: id(),
  version: whole({ min: 1 }),
  previewed: optional(line(64)),
  reason: paragraph(1000),
  findings: z
    .array(z.strictObject({ findingId: id(), upheld: tick() }))
    .max(500)
    .default([]),
  marks: z
    .array(z.strictObject({ markId: id(), mark: finalMark }))
    .max(500)
    .default([]),
  exclusions: z
    .array(z.strictObject({ estateId: id(), indicator: z.string().max(6), excluded: tick() }))
    .max(500)
    .default([]),
})

const change = z.enum(['', 'true', 'false'])

/** A correction as its form sends it, by the id of what is changed; '' means unchanged. */
export const CorrectionForm = z.strictObject({
  roundId: id(),
  version: whole({ min: 1 }),
  previewed: optional(line(64)),
  reason: paragraph(1000),
  estateId: id(),
  findings: z.record(id(), change).default({}),
  marks: z.record(id(), z.string().max(2)).default({}),
  exclusions: z.record(z.string().max(6), change).default({}),
})

export type Correction = z.infer<typeof Correction>

export function assertChangesSomething({ findings, marks: changed, exclusions }: Correction): void {
  if (findings.length + changed.length + exclusions.length === 0)
    refuse('invalid', 'scorecards.nothing_corrected', { field: 'reason' })
}
