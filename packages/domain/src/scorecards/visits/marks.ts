/**
 * The marks of one visit, by indicator code.
 *
 * Shapes   null is 不适用 (not applicable); an absent key was not marked.
 * Refusals scorecards.mark_out_of_range, unknown_indicator.
 */
import { refuse } from '../../refusal.ts'
import { isMark, type Mark } from '../rubrics/mark.ts'
import { getIndicators, type RubricBody } from '../rubrics/rubric.ts'

export type Marks = Readonly<Record<string, Mark | null>>

/** Refuses a mark outside 1 to 5, or for an indicator that the rubric does not have. */
export function assertMarksFit(
  rubric: Pick<RubricBody, 'dimensions'>,
  given: Readonly<Record<string, number | null>>,
): Marks {
  const known = new Set(getIndicators(rubric).map(({ code }) => code))
  for (const [code, mark] of Object.entries(given)) {
    if (!known.has(code))
      refuse('invalid', 'scorecards.unknown_indicator', { params: { code }, field: `marks.${code}` })
    if (mark !== null && !isMark(mark)) refuse('invalid', 'scorecards.mark_out_of_range', { field: `marks.${code}` })
  }
  return given as Marks
}
