/** Reads the table of a scale (scale.ts): from a number counted on the spot to its mark. Without imports, for the form on a phone. */
import { refuse } from '../../refusal.ts'
import type { Scale } from './scale.ts'

/** The mark the table gives; refuses a number that cannot have been counted. */
export function toMark({ kind, steps }: Scale, counted: number): 1 | 2 | 3 | 4 | 5 {
  if (kind === 'count' && !Number.isInteger(counted)) refuse('invalid', 'scorecards.counted_not_whole')
  if (kind === 'percent' && counted > 100) refuse('invalid', 'scorecards.counted_past_100')
  const read = kind === 'percent' ? tenths(counted) : counted
  const step = steps.findLast(({ from }) => from <= read)
  return step?.mark ?? refuse('invalid', 'scorecards.counted_negative')
}

/** The span of each step: `to` is included; it is null for the last step, which has no end or ends at 100 percent. */
export function listSpans({ kind, steps }: Scale) {
  const unit = kind === 'percent' ? 0.1 : 1
  return steps.map(({ from, mark }, at) => {
    const next = steps[at + 1]
    return { from, to: next ? tenths(next.from - unit) : null, mark }
  })
}

const tenths = (percent: number) => Math.round(percent * 10) / 10
