/**
 * Parts of a score: what reviewers marked on visits, and the values that come from elsewhere. Only the visits' part is corrected for
 * severe reviewers, because the values have no reviewer.
 *
 * Units    percent, 0–100; weights are shares of the rubric's 100.
 * Shapes   an indicator's weight is its dimension's, shared among what applies there. The parts are put together again by their
 *          weights, so a band becomes narrower by the visits' share.
 */
import type { Score } from '../score.ts'

export type ScoreParts = { visits: number; values: readonly { weight: number; percent: number }[] }

/** The parts of each dimension of an estate's score; `values` names the indicators that no reviewer marks. */
export function splitScore(score: Pick<Score, 'dimensions'>, values: Readonly<Record<string, unknown>>) {
  return new Map(
    score.dimensions.map(({ code, weight, indicators }): [string, ScoreParts] => {
      const scale = weight / sum(indicators)
      const scaled = indicators.map((one) => ({ ...one, weight: one.weight * scale }))
      const [given, marked] = [
        scaled.filter((one) => one.code in values),
        scaled.filter((one) => !(one.code in values)),
      ]
      return [code, { visits: sum(marked), values: given }]
    }),
  )
}

/** The percent of both parts together. */
export function combineParts(parts: readonly ScoreParts[], visitsPercent: number): number {
  const visits = parts.reduce((total, part) => total + part.visits, 0)
  const values = parts.flatMap((part) => part.values)
  const percents = values.reduce((total, { weight, percent }) => total + weight * percent, 0)
  return (visits * visitsPercent + percents) / (visits + sum(values))
}

/** How far the whole moves with the visits' percent, 0–1. */
export const shareOfVisits = (parts: readonly ScoreParts[]): number =>
  parts.length === 0 ? 1 : (combineParts(parts, 100) - combineParts(parts, 0)) / 100

const sum = (parts: readonly { weight: number }[]) => parts.reduce((total, { weight }) => total + weight, 0)
