/**
 * Scores: computes the score of one estate from the marks of its visits.
 *
 * Units    a mark is 5 优, 4 良, 3 中, 2 较差, 1 差. Percent is 0–100: mark × 20, so 5 is 100 and 1 is 20, and the star bands
 *          (90, 80, 70, 60) are marks of 4.5, 4, 3.5 and 3. Percents are rounded to two decimals in the result.
 * Shapes   marks are keyed by indicator code; null is 不适用, an absent key was not marked, and both take the
 *          indicator's weight out of its dimension's sum: the others there are renormalised, the dimension keeps its
 *          weight unless nothing in it applies. A mark for which the company is not responsible is null too, and its reason is
 *          listed with the indicator; an indicator that every visit excludes is in `leftOut`. An estate's indicator is the mean of its
 *          marks over all visits, its dimension the weighted mean of its indicators, its total the weighted mean of its
 *          dimensions: anybody can follow it with a pocket calculator.
 *          An indicator that no reviewer marks has one value for the estate (values/value.ts); its percent is that of its mark. What
 *          has neither marks nor a value is not assessed, and `covered` says how much of the 100 is.
 *          Active findings lower the score, once each however often found: S2 caps its indicator at mark 2 (40 %), S1 caps its
 *          dimension at 40 %; S3 and S4 are recorded only. A finding that names a veto leaves one star, and `vetoed` names it.
 * Source   weights and effects: the template in template.ts. The correction for severe reviewers is in adjust.ts and starts from
 *          this score, the raw mean.
 */
import type { Severity } from '../visits/finding.ts'
import type { Mark } from '../rubrics/mark.ts'
import { getIndicators, sumWeights, type Dimension, type Indicator, type RubricBody } from '../rubrics/rubric.ts'
import { toStars, type StarCount } from './stars.ts'

/** A mark, or a mark with the reason why it is excluded. */
export type GivenMark = Mark | null | { mark: Mark | null; excluded?: string | null }

export type ActiveFinding = { indicator: string; severity: Severity; veto?: string | null }
export type IndicatorScore = {
  code: string
  weight: number
  percent: number
  capped: boolean
  marks: number
  excluded: string[]
}
/** An indicator without any mark that counts, with the reasons why its marks are excluded. */
export type ExcludedIndicator = Omit<IndicatorScore, 'percent'> & { percent: null }
export type DimensionScore = {
  code: string
  weight: number
  percent: number
  capped: boolean
  indicators: IndicatorScore[]
}
export type Score = {
  percent: number
  uncapped: number
  stars: StarCount
  vetoed: string[]
  dimensions: DimensionScore[]
  leftOut: ExcludedIndicator[]
  /** The weights of the indicators that are assessed, of 100. */
  covered: number
}
export type MarksByIndicator = Readonly<Record<string, GivenMark>>

const PERCENT_OF_A_MARK = 20
const CAP = 40

/**
 * The score of an estate, or null when no visit has a mark that counts. The order of the visits does not change the score. `values`
 * are those of indicators that no reviewer marks; `weigh` is how much a dimension weighs.
 */
export function computeScore(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly MarksByIndicator[],
  findings: readonly ActiveFinding[] = [],
  values: MarksByIndicator = {},
  weigh: (dimension: Dimension) => number = sumWeights,
): Score | null {
  if (scoreDimensions(rubric, visits, [], weigh).length === 0) return null
  const given = [...visits, values]
  const dimensions = scoreDimensions(rubric, given, findings, weigh)
  const percent = roundPercent(weightedMean(dimensions))
  const vetoed = uniqueSorted(findings.flatMap(({ veto }) => veto ?? []))
  return {
    percent,
    uncapped: roundPercent(weightedMean(scoreDimensions(rubric, given, [], weigh))),
    stars: toStars(percent, vetoed),
    vetoed,
    dimensions: dimensions.map(rounded),
    leftOut: listExcludedIndicators(rubric, given),
    covered: sumWeights({ indicators: dimensions.flatMap(({ indicators }) => indicators) }),
  }
}

/** The indicators of a score, excluded ones included, in the rubric's order. */
export function indicatorScores(
  rubric: Pick<RubricBody, 'dimensions'>,
  { dimensions, leftOut }: Pick<Score, 'dimensions' | 'leftOut'>,
): (IndicatorScore | ExcludedIndicator)[] {
  const all = [...dimensions.flatMap(({ indicators }) => indicators), ...leftOut]
  return getIndicators(rubric).flatMap(({ code }) => all.find((one) => one.code === code) ?? [])
}

export const toPercent = (mark: number): number => mark * PERCENT_OF_A_MARK

function scoreDimensions(
  { dimensions }: Pick<RubricBody, 'dimensions'>,
  visits: readonly MarksByIndicator[],
  findings: readonly ActiveFinding[],
  weigh: (dimension: Dimension) => number,
): DimensionScore[] {
  return dimensions.flatMap((dimension) => {
    const indicators = dimension.indicators.flatMap((indicator) => scoreIndicator(indicator, visits, findings))
    if (indicators.length === 0) return []
    const inDimension = new Set(dimension.indicators.map(({ code }) => code))
    const held = findings.some(({ indicator, severity }) => inDimension.has(indicator) && severity === 'S1')
    return [{ code: dimension.code, weight: weigh(dimension), indicators, ...cap(weightedMean(indicators), held) }]
  })
}

function scoreIndicator(
  { code, weight }: Indicator,
  visits: readonly MarksByIndicator[],
  findings: readonly ActiveFinding[],
): IndicatorScore[] {
  const { counting, excluded } = splitMarks(code, visits)
  if (counting.length === 0) return []
  const held = findings.some(({ indicator, severity }) => indicator === code && severity === 'S2')
  return [{ code, weight, marks: counting.length, excluded, ...cap(toPercent(mean(counting)), held) }]
}

function listExcludedIndicators(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly MarksByIndicator[],
): ExcludedIndicator[] {
  return getIndicators(rubric).flatMap(({ code, weight }) => {
    const { counting, excluded } = splitMarks(code, visits)
    if (counting.length > 0 || excluded.length === 0) return []
    return [{ code, weight, marks: 0, excluded, percent: null, capped: false }]
  })
}

function splitMarks(code: string, visits: readonly MarksByIndicator[]) {
  const given = visits.map((visit) => visit[code]).map((one) => (typeof one === 'object' ? one : { mark: one }))
  return {
    counting: given.map((one) => one?.mark).filter((mark): mark is Mark => typeof mark === 'number'),
    excluded: uniqueSorted(given.flatMap((one) => (one && 'excluded' in one && one.excluded) || [])),
  }
}

const cap = (percent: number, held: boolean) => ({
  percent: held ? Math.min(percent, CAP) : percent,
  capped: held && percent > CAP,
})

function weightedMean(parts: readonly { weight: number; percent: number }[]): number {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  return parts.reduce((sum, { weight, percent }) => sum + weight * percent, 0) / total
}

/** Without duplicates and sorted, so that the order does not reveal who wrote which. */
const uniqueSorted = (words: readonly string[]) => [...new Set(words)].sort()
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
const roundPercent = (percent: number) => Math.round(percent * 100 + 1e-9) / 100

function rounded({ indicators, ...dimension }: DimensionScore): DimensionScore {
  return {
    ...dimension,
    percent: roundPercent(dimension.percent),
    indicators: indicators.map((indicator) => ({ ...indicator, percent: roundPercent(indicator.percent) })),
  }
}
