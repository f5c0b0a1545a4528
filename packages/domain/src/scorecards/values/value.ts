/**
 * Values: what the coordinator enters for an indicator that no reviewer marks, one for each estate of a round, or why the indicator
 * is not applicable.
 *
 * Units    `counted` is the number that a scale reads: faults or things counted, minutes, or percent. `numerator` of `denominator` is
 *          a share; of a survey the sum of answers of the number of valid answers, on a scale of five points.
 * Shapes   a value has a source in words, the day up to which it counts, and evidence; without them it cannot be saved. `revision` is
 *          the one that the form was loaded with, 0 for a value that is new. parseValue.ts makes the mark.
 * Refusals those of parseValue.ts; scorecards.evidence_missing, no_indicators_chosen, period_reversed.
 */
import { z } from 'zod'
import { day, decimal, id, line, optional, paragraph, whole } from '../../fields.ts'
import { NewFiles } from '../../files/content.ts'
import { marks } from '../rubrics/mark.ts'

/** The most characters of a source, and of a reason. */
export const [MAX_SOURCE, MAX_REASON] = [120, 300]

const indicator = line(6)
const typedMark = z.preprocess(
  (typed) => (typeof typed === 'string' && typed !== '' ? Number(typed) : typed === '' ? undefined : typed),
  z.literal(marks, { error: 'scorecards.mark_out_of_range' }).optional(),
)

export const TypedValue = z.strictObject({
  mark: typedMark,
  counted: optional(decimal({ max: 10_000_000 })),
  numerator: optional(decimal({ max: 10_000_000 })),
  denominator: optional(decimal({ max: 10_000_000 })),
})
export type TypedValue = z.infer<typeof TypedValue>

const OneValue = z.strictObject({ roundId: id(), estateId: id(), indicator })

export const EnteredValue = OneValue.extend({
  ...TypedValue.shape,
  revision: whole({ min: 0 }),
  source: line(MAX_SOURCE),
  asOf: day(),
  files: NewFiles,
})

/** Of one estate if it is named, else of all that have no value yet. */
export const NotApplicable = z.strictObject({
  roundId: id(),
  indicators: z.array(indicator).min(1, { error: 'scorecards.no_indicators_chosen' }).max(200),
  estateId: optional(id()),
  reason: paragraph(MAX_REASON),
})

/** Of one estate if it is named, else what was declared not applicable for all. */
export const ValueRemoval = z.strictObject({ roundId: id(), indicator, estateId: optional(id()) })

/** What the survey offers: of one estate if it is named, else of all. */
export const SurveyTaken = z.strictObject({ roundId: id(), estateId: optional(id()) })

export const Period = z
  .strictObject({ roundId: id(), periodFrom: day(), periodUntil: day() })
  .refine(({ periodFrom, periodUntil }) => periodFrom <= periodUntil, {
    path: ['periodUntil'],
    error: 'scorecards.period_reversed',
  })

/** Rows as they are copied from Excel, with the file of evidence for all of them. */
export const PastedValues = z.strictObject({ roundId: id(), pasted: paragraph(2_000_000), files: NewFiles })
export const ValueWorkbook = z.strictObject({
  roundId: id(),
  file: z.instanceof(Uint8Array, { error: 'scorecards.no_file' }),
})
