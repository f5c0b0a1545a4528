/**
 * Scores: from the marks of some visits to what one estate came to.
 *
 * Units    a mark is 5 优, 4 良, 3 中, 2 较差, 1 差. Percent is 0–100: mark × 20, so 5 is 100 and 1 is 20, and the star bands
 *          (90, 80, 70, 60) read as marks of 4.5, 4, 3.5 and 3. Percents are rounded to two decimals where they leave.
 * Shapes   marks are keyed by indicator code; null is 不适用, an absent key was not marked, and both take the
 *          indicator's weight out of its dimension's sum: the others there are renormalised, the dimension keeps its
 *          weight unless nothing in it applies. A mark that is not the company's to answer for is null too, and its reason
 *          goes with the indicator; an indicator left out by all is in `leftOut`. An estate's indicator is the mean of its
 *          marks over all visits, its dimension the weighted mean of its indicators, its total the weighted mean of its
 *          dimensions: anybody can follow it with a pocket calculator.
 *          Findings that stand act on the estate, once each however often found: S2 holds its indicator at mark 2
 *          (40 %), S1 holds its dimension at 40 %; S3 and S4 are recorded only. A finding that names a veto leaves one
 *          star, and `vetoed` names it.
 * Source   weights and effects: the template in template.ts; whether the mean needs correcting for severe reviewers is
 *          decided apart from here and keeps this as the raw mean.
 */
import type { Severity } from '../visits/finding.ts'
import type { Mark } from '../rubrics/mark.ts'
import { indicatorsOf, weightOf, type Indicator, type RubricBody } from '../rubrics/rubric.ts'
import { toStars, type StarCount } from './stars.ts'

/** A mark, or one that carries why it was left out. */
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
/** An indicator no mark of which counts, because of the reasons given. */
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
}

const PERCENT_OF_A_MARK = 20
const CAP = 40

/** What an estate came to, or null when nobody marked anything that applies. Which mark is of which visit matters not. */
export function scoreOf(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly Readonly<Record<string, GivenMark>>[],
  standing: readonly ActiveFinding[] = [],
): Score | null {
  const dimensions = compose(rubric, visits, standing)
  if (dimensions.length === 0) return null
  const percent = cents(weigh(dimensions))
  const vetoed = inOrder(standing.flatMap(({ veto }) => veto ?? []))
  return {
    percent,
    uncapped: cents(weigh(compose(rubric, visits, []))),
    stars: toStars(percent, vetoed),
    vetoed,
    dimensions: dimensions.map(rounded),
    leftOut: leftOutOf(rubric, visits),
  }
}

/** Every indicator a score speaks of, those left out as well, in the order of their codes in the rubric. */
export function indicatorScores(
  rubric: Pick<RubricBody, 'dimensions'>,
  { dimensions, leftOut }: Pick<Score, 'dimensions' | 'leftOut'>,
): (IndicatorScore | ExcludedIndicator)[] {
  const all = [...dimensions.flatMap(({ indicators }) => indicators), ...leftOut]
  return indicatorsOf(rubric).flatMap(({ code }) => all.find((one) => one.code === code) ?? [])
}

export const percentOf = (mark: number): number => mark * PERCENT_OF_A_MARK

function compose(
  { dimensions }: Pick<RubricBody, 'dimensions'>,
  visits: readonly Readonly<Record<string, GivenMark>>[],
  standing: readonly ActiveFinding[],
): DimensionScore[] {
  return dimensions.flatMap((dimension) => {
    const indicators = dimension.indicators.flatMap((indicator) => scoreIn(indicator, visits, standing))
    if (indicators.length === 0) return []
    const inDimension = new Set(dimension.indicators.map(({ code }) => code))
    const held = standing.some(({ indicator, severity }) => inDimension.has(indicator) && severity === 'S1')
    return [{ code: dimension.code, weight: weightOf(dimension), indicators, ...cap(weigh(indicators), held) }]
  })
}

function scoreIn(
  { code, weight }: Indicator,
  visits: readonly Readonly<Record<string, GivenMark>>[],
  standing: readonly ActiveFinding[],
): IndicatorScore[] {
  const { counting, excluded } = givenTo(code, visits)
  if (counting.length === 0) return []
  const held = standing.some(({ indicator, severity }) => indicator === code && severity === 'S2')
  return [{ code, weight, marks: counting.length, excluded, ...cap(percentOf(mean(counting)), held) }]
}

function leftOutOf(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly Readonly<Record<string, GivenMark>>[],
): ExcludedIndicator[] {
  return indicatorsOf(rubric).flatMap(({ code, weight }) => {
    const { counting, excluded } = givenTo(code, visits)
    if (counting.length > 0 || excluded.length === 0) return []
    return [{ code, weight, marks: 0, excluded, percent: null, capped: false }]
  })
}

function givenTo(code: string, visits: readonly Readonly<Record<string, GivenMark>>[]) {
  const given = visits.map((visit) => visit[code]).map((one) => (typeof one === 'object' ? one : { mark: one }))
  return {
    counting: given.map((one) => one?.mark).filter((mark): mark is Mark => typeof mark === 'number'),
    excluded: inOrder(given.flatMap((one) => (one && 'excluded' in one && one.excluded) || [])),
  }
}

const cap = (percent: number, held: boolean) => ({
  percent: held ? Math.min(percent, CAP) : percent,
  capped: held && percent > CAP,
})

function weigh(parts: readonly { weight: number; percent: number }[]): number {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  return parts.reduce((sum, { weight, percent }) => sum + weight * percent, 0) / total
}

/** Once each, in the order of their words, so that the order says nothing about who wrote which. */
const inOrder = (words: readonly string[]) => [...new Set(words)].sort()
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
const cents = (percent: number) => Math.round(percent * 100 + 1e-9) / 100

function rounded({ indicators, ...dimension }: DimensionScore): DimensionScore {
  return {
    ...dimension,
    percent: cents(dimension.percent),
    indicators: indicators.map((indicator) => ({ ...indicator, percent: cents(indicator.percent) })),
  }
}
