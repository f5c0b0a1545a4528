/**
 * Scales: the table by which a number counted on the spot becomes a mark, so that two visitors who count the same give the
 * same.
 *
 * Units    `count` is a number of things, whole; `percent` is 0–100 and read to one decimal.
 * Shapes   steps rise; each holds from its `from`, included, up to the next one's. The first begins at 0, so that every
 *          number has a mark, and marks only fall or only rise: 0 → 5, 1 → 4, 2 → 3, 4 → 2, 6 → 1 reads "3 faults, mark 3".
 * Refusals scorecards.scale_starts_above_zero, scale_not_rising, scale_not_whole, scale_past_100, scale_marks_jump,
 *          scale_too_short, mark_out_of_range; counted_not_whole, counted_past_100.
 *          The reckoning is in counting.ts, apart, so that a phone does not load the rules of typing for it.
 */
import { z } from 'zod'
import { choice, decimal, whole } from '../fields.ts'

export const scaleKinds = ['count', 'percent'] as const
export type ScaleKind = (typeof scaleKinds)[number]

const MOST = 100_000

const Step = z.strictObject({
  from: decimal({ min: 0, max: MOST }),
  mark: whole({ min: 1, max: 5 }).pipe(z.custom<1 | 2 | 3 | 4 | 5>()),
})

export const Scale = z
  .strictObject({
    kind: choice(scaleKinds),
    steps: z.array(Step).min(2, { error: 'scorecards.scale_too_short' }).max(10),
  })
  .superRefine(({ kind, steps }, ctx) => {
    const wrong = (at: number, message: string) =>
      ctx.addIssue({ code: 'custom', path: ['steps', at, 'from'], message })
    if (steps[0] && steps[0].from !== 0) wrong(0, 'scorecards.scale_starts_above_zero')
    steps.forEach(({ from }, at) => {
      const before = steps[at - 1]
      if (before && from <= before.from) wrong(at, 'scorecards.scale_not_rising')
      if (kind === 'count' && !Number.isInteger(from)) wrong(at, 'scorecards.scale_not_whole')
      if (kind === 'percent' && from > 100) wrong(at, 'scorecards.scale_past_100')
    })
    const ways = new Set(steps.slice(1).map(({ mark }, at) => Math.sign(mark - (steps[at]?.mark ?? mark))))
    if (ways.has(1) && ways.has(-1)) wrong(0, 'scorecards.scale_marks_jump')
  })

export type Scale = z.infer<typeof Scale>

export { markOf, spansOf } from './counting.ts'
