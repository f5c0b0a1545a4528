/**
 * Corrections: decisions changed after publication, with a reason. They make a new version of the results.
 *
 * Shapes   decisions that are not named stay as they are. Its form chooses changes estate by estate (changes.ts), shows
 *          what they come to, and publishes all of them as one version.
 * Refusals scorecards.nothing_corrected, mark_out_of_range; those of fields.ts.
 */
import { z } from 'zod'
import { choice, id, line, optional, paragraph, tick, whole } from '../../../fields.ts'
import { refuse } from '../../../refusal.ts'
import { finalMark } from '../../findings/decision.ts'
import { decidedStatuses } from '../../findings/status.ts'
import { MAX_CHANGES_LENGTH, parseChanges, type CorrectionChange } from './changes.ts'

/** `version` is the published version that the form showed; `previewed` names the preview of the effect. */
export const Correction = z.strictObject({
  roundId: id(),
  version: whole({ min: 1 }),
  previewed: optional(line(64)),
  reason: paragraph(1000),
  findings: z
    .array(z.strictObject({ findingId: id(), status: choice(decidedStatuses) }))
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

const changes = z.string().max(MAX_CHANGES_LENGTH).default('').transform(parseChanges)

/**
 * The changes of one estate as its form sends them, by the id of what is changed, '' for unchanged; they replace those of this estate
 * in `changes`. `go` is the estate to go on with, or `effect`; `place` is a name to look for.
 */
export const CorrectionChoices = z.strictObject({
  estateId: id(),
  changes,
  go: z.string().max(36).default(''),
  place: z.string().max(60).default(''),
  findings: z.record(id(), z.enum(['', ...decidedStatuses])).default({}),
  marks: z.record(id(), z.string().max(2)).default({}),
  exclusions: z.record(z.string().max(6), change).default({}),
})

/** All changes with their reason. */
export const CorrectionForm = Correction.pick({ roundId: true, version: true, previewed: true, reason: true }).extend({
  changes,
})

/** What a correction would change, before it is published. */
export const CorrectionQuestion = Correction.pick({ findings: true, marks: true, exclusions: true }).extend({
  slug: z.string().max(40),
})
export type CorrectionQuestion = z.infer<typeof CorrectionQuestion>

export type Correction = z.infer<typeof Correction>

/** The changes with those of one estate replaced by what its form sends. */
export function replaceChanges({
  estateId,
  changes,
  findings,
  marks: typed,
  exclusions,
}: z.infer<typeof CorrectionChoices>): CorrectionChange[] {
  const own: CorrectionChange[] = [
    ...Object.entries(findings).flatMap(([findingId, status]) =>
      status === '' ? [] : [{ kind: 'finding' as const, estateId, findingId, status }],
    ),
    ...Object.entries(typed).flatMap(([markId, mark]) =>
      mark === '' ? [] : [{ kind: 'mark' as const, estateId, markId, mark: finalMark.parse(mark) }],
    ),
    ...Object.entries(exclusions).flatMap(([indicator, excluded]) =>
      excluded === '' ? [] : [{ kind: 'exclusion' as const, estateId, indicator, excluded: excluded === 'true' }],
    ),
  ]
  return [...changes.filter((one) => one.estateId !== estateId), ...own]
}

export function assertChangesSomething({
  findings,
  marks: changed,
  exclusions,
}: Pick<Correction, 'findings' | 'marks' | 'exclusions'>): void {
  if (findings.length + changed.length + exclusions.length === 0)
    refuse('invalid', 'scorecards.nothing_corrected', { field: 'reason' })
}
