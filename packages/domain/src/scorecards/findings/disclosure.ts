/**
 * Disclosure: what the reviewed company reads when responses are opened. Where an estate had few visits, its single marks would
 * reveal one reviewer's sheet: only the coordinator reads them, and the company reads the means of the dimensions instead.
 * Scores are computed from every mark either way.
 *
 * Units    percent is 0–100, a mark is 20 percent, rounded to two decimals; weights are the rubric's.
 * Shapes   `visits` counts submitted visits; `discloseFromVisits` is the round's setting.
 */
import { z } from 'zod'
import { id } from '../../fields.ts'
import { RoundStep } from '../rounds/round.ts'
import type { RubricBody } from '../rubrics/rubric.ts'

/** What the coordinator was shown: the estates with too few visits or none, and the visits that lapse. */
export const OpenResponses = RoundStep.extend({
  confirmedEstates: z.array(id()).max(2000).default([]),
  confirmedVisits: z.array(id()).max(20_000).default([]),
})

type GivenMark = { indicator: string; mark: number | null }

/** The mean of each dimension of one estate, before the caps of findings; null where no mark applies. */
export function computeDimensionMeans({ dimensions }: Pick<RubricBody, 'dimensions'>, marks: readonly GivenMark[]) {
  return dimensions.map((dimension) => {
    const judged = dimension.indicators.flatMap(({ code, weight }) => {
      const given = marks.flatMap(({ indicator, mark }) => (indicator === code && mark !== null ? [mark] : []))
      return given.length === 0 ? [] : [{ weight, mean: sum(given) / given.length }]
    })
    const weight = sum(judged.map((one) => one.weight))
    const mean = sum(judged.map((one) => one.weight * one.mean)) / weight
    return { dimension: dimension.code, percent: judged.length === 0 ? null : Math.round(mean * 2000 + 1e-9) / 100 }
  })
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
