/**
 * Scales: the table by which a number counted on the spot becomes a mark, so that two reviewers who count the same give the
 * same.
 *
 * Units    `count` is a number of things, whole; `percent` is 0–100 and read to one decimal.
 * Shapes   steps rise; each holds from its `from`, included, up to the next one's. The first begins at 0, so that every
 *          number has a mark, and marks only fall or only rise: 0 → 5, 1 → 4, 2 → 3, 4 → 2, 6 → 1 reads "3 faults, mark 3".
 * Refusals scorecards.scale_starts_above_zero, scale_not_rising, scale_not_whole, scale_past_100, scale_marks_jump,
 *          scale_too_short, mark_out_of_range; counted_not_whole, counted_past_100.
 *          countToMark.ts applies a table and steps.ts checks one, in files without zod schemas, so that pages stay small.
 */
import { z } from 'zod'
import { choice, decimal, whole } from '../../fields.ts'
import { FEWEST_STEPS, flawsIn, MAX_FROM, MAX_STEPS } from './steps.ts'

export const scaleKinds = ['count', 'percent'] as const
export type ScaleKind = (typeof scaleKinds)[number]

const Step = z.strictObject({
  from: decimal({ min: 0, max: MAX_FROM }),
  mark: whole({ min: 1, max: 5 }).pipe(z.custom<1 | 2 | 3 | 4 | 5>()),
})

export const Scale = z
  .strictObject({
    kind: choice(scaleKinds),
    steps: z.array(Step).min(FEWEST_STEPS, { error: 'scorecards.scale_too_short' }).max(MAX_STEPS),
  })
  .superRefine((scale, ctx) => {
    for (const { at, reason } of flawsIn(scale))
      ctx.addIssue({ code: 'custom', path: ['steps', at, 'from'], message: reason })
  })

export type Scale = z.infer<typeof Scale>
