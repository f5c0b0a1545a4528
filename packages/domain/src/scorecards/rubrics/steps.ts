/**
 * Steps: the rules for the table of a scale (scale.ts). In a file without zod schemas, so that the editor can check a table while
 * it is being typed.
 */
import { numeric } from '../../typed.ts'
import { isMark } from './mark.ts'
import type { Scale, ScaleKind } from './scale.ts'

export const MAX_FROM = 100_000
export const FEWEST_STEPS = 2
export const MAX_STEPS = 10

export type Flaw = { at: number; reason: string }

/** The problem of a table whose numbers are all valid. */
export function flawsIn({ kind, steps }: Scale): Flaw[] {
  const ways = new Set(steps.slice(1).map(({ mark }, at) => Math.sign(mark - (steps[at]?.mark ?? mark))))
  return [
    ...(steps[0] && steps[0].from !== 0 ? [{ at: 0, reason: 'scorecards.scale_starts_above_zero' }] : []),
    ...steps.flatMap(({ from }, at) => {
      const before = steps[at - 1]
      return [
        ...(before && from <= before.from ? [{ at, reason: 'scorecards.scale_not_rising' }] : []),
        ...(kind === 'count' && !Number.isInteger(from) ? [{ at, reason: 'scorecards.scale_not_whole' }] : []),
        ...(kind === 'percent' && from > 100 ? [{ at, reason: 'scorecards.scale_past_100' }] : []),
      ]
    }),
    ...(ways.has(1) && ways.has(-1) ? [{ at: 0, reason: 'scorecards.scale_marks_jump' }] : []),
  ]
}

/** The table as it is typed, or null while it is not valid. */
export function tried(kind: ScaleKind, typed: readonly { from: string; mark: string }[]): Scale | null {
  if (typed.length < FEWEST_STEPS || typed.length > MAX_STEPS) return null
  const steps = typed.flatMap((step) => {
    const [from, mark] = [numeric(step.from), numeric(step.mark)]
    if (typeof from !== 'number' || from < 0 || from > MAX_FROM) return []
    return typeof mark === 'number' && isMark(mark) ? [{ from, mark }] : []
  })
  return steps.length === typed.length && flawsIn({ kind, steps }).length === 0 ? { kind, steps } : null
}
