/**
 * Reads what was typed for a value: its number, and the mark that the number makes.
 *
 * Shapes   a share needs its numerator and denominator, and the table of the indicator makes the mark of it. A survey's mark is the
 *          mean of the answers, rounded half up. Where there is neither a table nor a survey, the mark is chosen by the anchors, with
 *          the number beside it.
 *          Of few answers nothing may be said: a survey needs ten, anything else three; below that it is not applicable.
 * Refusals scorecards.share_incomplete, share_past_whole, value_disagrees, too_few_counted, mean_out_of_range, value_missing,
 *          value_mark_missing; those of countToMark.ts.
 */
import { refuse } from '../../refusal.ts'
import { toMark } from '../rubrics/countToMark.ts'
import { isMark, type Mark } from '../rubrics/mark.ts'
import type { Indicator } from '../rubrics/rubric.ts'
import type { TypedValue } from './value.ts'

export type ParsedValue = { mark: Mark; counted: number | null; numerator: number | null; denominator: number | null }

export const FEWEST_ANSWERS = 10
export const FEWEST_COUNTED = 3

export function parseValue({ scale, source }: Pick<Indicator, 'scale' | 'source'>, typed: TypedValue): ParsedValue {
  const { mark, counted, numerator, denominator } = typed
  if ((numerator === undefined) !== (denominator === undefined))
    refuse('invalid', 'scorecards.share_incomplete', { field: numerator === undefined ? 'numerator' : 'denominator' })
  const fewest = source === 'survey' ? FEWEST_ANSWERS : FEWEST_COUNTED
  if (denominator !== undefined && denominator < fewest)
    refuse('invalid', 'scorecards.too_few_counted', { params: { fewest }, field: 'denominator' })
  const parts = { numerator: numerator ?? null, denominator: denominator ?? null }
  if (scale) return { ...readCounted(scale, typed), ...parts }
  if (source === 'survey') return { ...readMean(typed), ...parts }
  if (mark === undefined) return refuse('invalid', 'scorecards.value_mark_missing', { field: 'mark' })
  return { mark, counted: counted ?? null, ...parts }
}

/** Whether the form asks for a numerator and a denominator. */
export const isShare = ({ scale, source }: Pick<Indicator, 'scale' | 'source'>): boolean =>
  scale ? scale.kind === 'percent' : source === 'survey'

function readCounted(
  scale: NonNullable<Indicator['scale']>,
  { counted, numerator, denominator }: TypedValue,
): { mark: Mark; counted: number } {
  if (scale.kind === 'count') {
    if (counted === undefined) return refuse('invalid', 'scorecards.value_missing', { field: 'counted' })
    return { mark: toMark(scale, counted), counted }
  }
  if (numerator === undefined || denominator === undefined)
    return refuse('invalid', 'scorecards.share_incomplete', { field: 'numerator' })
  if (numerator > denominator) refuse('invalid', 'scorecards.share_past_whole', { field: 'numerator' })
  const percent = Math.round((numerator / denominator) * 1000) / 10
  if (counted !== undefined && Math.abs(counted - percent) > 0.051)
    refuse('invalid', 'scorecards.value_disagrees', { params: { percent }, field: 'counted' })
  return { mark: toMark(scale, percent), counted: percent }
}

function readMean({ numerator, denominator }: TypedValue): { mark: Mark; counted: number } {
  if (numerator === undefined || denominator === undefined)
    return refuse('invalid', 'scorecards.share_incomplete', { field: 'numerator' })
  const mean = numerator / denominator
  const mark = Math.floor(mean + 0.5)
  if (mean < 1 || mean > 5 || !isMark(mark))
    return refuse('invalid', 'scorecards.mean_out_of_range', { field: 'numerator' })
  return { mark, counted: Math.round(mean * 100) / 100 }
}
