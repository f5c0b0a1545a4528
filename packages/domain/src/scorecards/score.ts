/**
 * Scores: from the marks of some visits to what one compound came to.
 *
 * Units    a mark is 5 优, 4 良, 3 中, 2 较差, 1 差. Percent is 0–100: mark × 20, so 5 is 100 and 1 is 20, and the star bands
 *          (90, 80, 70, 60) read as marks of 4.5, 4, 3.5 and 3. Percents are rounded to two decimals where they leave.
 * Shapes   marks are keyed by indicator code; null is 不适用, an absent key was not marked, and both take the
 *          indicator's weight out of its dimension's sum: the others there are renormalised, the dimension keeps its
 *          weight unless nothing in it applies. A compound's indicator is the mean of its marks over all visits, its
 *          dimension the weighted mean of its indicators, its total the weighted mean of its dimensions: anybody can
 *          follow it with a pocket calculator.
 *          Findings that stand act on the compound, once each however often found: S2 holds its indicator at mark 2
 *          (40 %), S1 holds its dimension at 40 %; S3 and S4 are recorded only.
 * Refusals scorecards.mark_out_of_range, unknown_indicator.
 * Source   weights and effects: the template in template.ts; whether the mean needs correcting for severe visitors is
 *          decided apart from here and keeps this as the raw mean.
 */
import { refuse } from '../refusal.ts'
import type { Severity } from './finding.ts'
import { weightOf, type RubricBody } from './rubric.ts'

export const marks = [5, 4, 3, 2, 1] as const
export type Mark = (typeof marks)[number]
export type Marks = Readonly<Record<string, Mark | null>>

export type Standing = { indicator: string; severity: Severity }
export type IndicatorScore = { code: string; weight: number; percent: number; capped: boolean; marks: number }
export type DimensionScore = {
  code: string
  weight: number
  percent: number
  capped: boolean
  indicators: IndicatorScore[]
}
export type Score = { percent: number; uncapped: number; dimensions: DimensionScore[] }

const PERCENT_OF_A_MARK = 20
const CAP = 40

/** What a compound came to, or null when nobody marked anything that applies. */
export function scoreOf(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly Marks[],
  standing: readonly Standing[] = [],
): Score | null {
  const dimensions = compose(rubric, visits, standing)
  if (dimensions.length === 0) return null
  const uncapped = weigh(compose(rubric, visits, []))
  return { percent: cents(weigh(dimensions)), uncapped: cents(uncapped), dimensions: dimensions.map(rounded) }
}

/** Refuses a mark that is none, or for an indicator the rubric does not have. */
export function mustFit(
  rubric: Pick<RubricBody, 'dimensions'>,
  given: Readonly<Record<string, number | null>>,
): Marks {
  const known = new Set(rubric.dimensions.flatMap(({ indicators }) => indicators.map(({ code }) => code)))
  for (const [code, mark] of Object.entries(given)) {
    if (!known.has(code))
      refuse('invalid', 'scorecards.unknown_indicator', { params: { code }, field: `marks.${code}` })
    if (mark !== null && !isMark(mark))
      refuse('invalid', 'scorecards.mark_out_of_range', { field: `marks.${code}` })
  }
  return given as Marks
}

export const isMark = (mark: number): mark is Mark => marks.some((known) => known === mark)
export const percentOf = (mark: number): number => mark * PERCENT_OF_A_MARK

function compose(
  { dimensions }: Pick<RubricBody, 'dimensions'>,
  visits: readonly Marks[],
  standing: readonly Standing[],
): DimensionScore[] {
  return dimensions.flatMap((dimension) => {
    const indicators = dimension.indicators.flatMap(({ code, weight }): IndicatorScore[] => {
      const given = visits
        .map((visit) => visit[code])
        .filter((mark): mark is Mark => typeof mark === 'number')
      if (given.length === 0) return []
      const held = standing.some(({ indicator, severity }) => indicator === code && severity === 'S2')
      return [{ code, weight, marks: given.length, ...cap(percentOf(mean(given)), held) }]
    })
    if (indicators.length === 0) return []
    const inDimension = new Set(dimension.indicators.map(({ code }) => code))
    const held = standing.some(({ indicator, severity }) => inDimension.has(indicator) && severity === 'S1')
    return [
      { code: dimension.code, weight: weightOf(dimension), indicators, ...cap(weigh(indicators), held) },
    ]
  })
}

const cap = (percent: number, held: boolean) => ({
  percent: held ? Math.min(percent, CAP) : percent,
  capped: held && percent > CAP,
})

function weigh(parts: readonly { weight: number; percent: number }[]): number {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  return parts.reduce((sum, { weight, percent }) => sum + weight * percent, 0) / total
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
const cents = (percent: number) => Math.round(percent * 100 + 1e-9) / 100

function rounded({ indicators, ...dimension }: DimensionScore): DimensionScore {
  return {
    ...dimension,
    percent: cents(dimension.percent),
    indicators: indicators.map((indicator) => ({ ...indicator, percent: cents(indicator.percent) })),
  }
}
