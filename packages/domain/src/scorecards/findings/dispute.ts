/**
 * Contests: what a company says to a mark, and what the coordinator then decides.
 *
 * Units    marks as in score.ts; 'na' is 不适用.
 * Shapes   a mark is contested once and may be reworded, or withdrawn and contested again, until the deadline or the
 *          ruling. A ruling sets the mark that counts from then on, the same one where it keeps it, always with a reason. An
 *          indicator that is not the company's to answer for is left out of its estate's sum, with a reason. A correction
 *          is such decisions again, after publication, together with why.
 * Refusals scorecards.mark_out_of_range, nothing_to_contest, nothing_corrected; those of fields.ts.
 */
import { z } from 'zod'
import { id, paragraph, tick, whole } from '../../fields.ts'
import { refuse } from '../../refusal.ts'
import { marks } from '../rubrics/mark.ts'

export const MarkReply = z.strictObject({ markId: id(), text: paragraph(1000) })

const finalMark = z.preprocess(
  (typed) => (typed === 'na' ? null : typeof typed === 'string' && typed !== '' ? Number(typed) : typed),
  z.literal([...marks, null], { error: 'scorecards.mark_out_of_range' }),
)

export const MarkRuling = z.strictObject({ markId: id(), mark: finalMark, reason: paragraph(500) })

export const Exclusion = z.strictObject({
  roundId: id(),
  estateId: id(),
  indicator: z.string().max(6),
  reason: paragraph(300),
})

export const OneMark = z.strictObject({ markId: id() })
export const Inclusion = Exclusion.omit({ reason: true })

export type Exclusion = z.infer<typeof Exclusion>

/** `version` is the one its writer saw. What is not named stays as it was ruled. */
export const Correction = z.strictObject({
  roundId: id(),
  version: whole({ min: 1 }),
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

/** A correction as its form sends it: by what is changed; what stays as it is comes as ''. */
export const CorrectionForm = z.strictObject({
  roundId: id(),
  version: whole({ min: 1 }),
  reason: paragraph(1000),
  estateId: id(),
  findings: z.record(id(), change).default({}),
  marks: z.record(id(), z.string().max(2)).default({}),
  exclusions: z.record(z.string().max(6), change).default({}),
})

export type Correction = z.infer<typeof Correction>

/** There is no better mark to ask for. */
export function assertDisputable(mark: number | null): void {
  if (mark === 5) refuse('conflict', 'scorecards.nothing_to_contest')
}

export function assertChangesSomething({ findings, marks: changed, exclusions }: Correction): void {
  if (findings.length + changed.length + exclusions.length === 0)
    refuse('invalid', 'scorecards.nothing_corrected', { field: 'reason' })
}
