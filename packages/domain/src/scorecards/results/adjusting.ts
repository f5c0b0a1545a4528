/**
 * Adjusting: what a round comes to once severe and mild reviewers are allowed for; the total, each dimension, and each
 * indicator where there are marks enough.
 *
 * Units    percent, 0–100, rounded to two decimals where they leave. Severity is in points of the total: −3 marks three
 *          points below what others would have given the same estates.
 * Shapes   one value a visit and subject: its total, its dimension or its mark, before the caps of findings. From it
 *          rating.ts predicts each estate's score with its 90 % band. What the caps took from the raw mean they take
 *          from the adjusted score too, and a capped part stays at its cap; so a finding costs the same whoever saw it.
 *          A subject is corrected where it has at least as many values as estates and reviewers together: with fewer,
 *          a severe reviewer and a poor estate cannot be told apart, and the raw mean stands alone.
 *          In a large round only the total and the dimensions are corrected.
 *          `groups` are the estates that shared reviewers link; scores of different groups must not be compared.
 */
import { rate, type Rating } from './rating/estimate.ts'
import { listMarkComponents } from './rating/components.ts'
import { indicatorsOf, type RubricBody } from '../rubrics/rubric.ts'
import { scoreOf, type GivenMark, type Score, type ActiveFinding } from './score.ts'

export type RoundVisit = {
  visitId: string
  estateId: string
  reviewer: string
  given: Readonly<Record<string, GivenMark>>
}
export type Band = { adjusted: number; low: number; high: number }
export type SubjectRating = {
  /** `total`, or the code of a dimension or an indicator. */
  about: string
  values: number
  mean: number
  sd: Rating['sd']
  icc: number
  severityShare: number
  noiseShare: number
  bands: Record<string, Band>
}
export type ReviewerSeverity = { reviewer: string; severity: number; low: number; high: number; visits: number }
export type Adjusting = { subjects: SubjectRating[]; severities: ReviewerSeverity[]; groups: string[][] }

export const TOTAL = 'total'

/** Estates above which single indicators keep their raw mean. */
const LARGE = 300

type Value = { estate: string; reviewer: string; value: number }

/** With `only`, that subject alone and with rough bands: for what-ifs, which look at scores. */
export function adjust(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly RoundVisit[],
  standing: Readonly<Record<string, readonly ActiveFinding[]>> = {},
  only?: typeof TOTAL,
): Adjusting {
  const scored = visits.flatMap(({ given, estateId, reviewer }) => {
    const score = scoreOf(rubric, [given])
    return score ? [{ estate: estateId, reviewer, score }] : []
  })
  const values = valuesOf(rubric, scored)
  const capped = capsOf(rubric, visits, standing)
  const groups = listMarkComponents(scored).map(({ estates }) => estates)
  const large = new Set(scored.map(({ estate }) => estate)).size > LARGE
  const subjects: SubjectRating[] = []
  let severities: ReviewerSeverity[] = []
  for (const [about, each] of values) {
    if (only && about !== only) continue
    if (!enough(each) || (large && !isCommon(rubric, about))) continue
    const rating = rate(each, { scoresOnly: only !== undefined })
    if (!rating.search.converged) continue
    subjects.push(subjectOf(about, rating, capped))
    if (about === TOTAL) severities = severitiesOf(rating)
  }
  return { subjects, severities, groups }
}

/** The total of each visit, for questions that are asked of the total alone; `kin` are the visits of who stands near. */
export function listVisitTotals(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly RoundVisit[],
  kin: ReadonlySet<string>,
) {
  return visits.flatMap(({ visitId, estateId, reviewer, given }) => {
    const score = scoreOf(rubric, [given])
    return score ? [{ estate: estateId, reviewer, value: score.percent, kin: kin.has(visitId) }] : []
  })
}

function valuesOf(
  rubric: Pick<RubricBody, 'dimensions'>,
  scored: readonly { estate: string; reviewer: string; score: Score }[],
): Map<string, Value[]> {
  const codes = [TOTAL, ...rubric.dimensions.map(({ code }) => code), ...indicatorsOf(rubric).map(({ code }) => code)]
  const values = new Map<string, Value[]>(codes.map((code) => [code, []]))
  for (const { estate, reviewer, score } of scored) {
    const put = (about: string, value: number) => values.get(about)!.push({ estate, reviewer, value })
    put(TOTAL, score.percent)
    for (const dimension of score.dimensions) {
      put(dimension.code, dimension.percent)
      for (const { code, percent } of dimension.indicators) put(code, percent)
    }
  }
  return values
}

function enough(values: readonly Value[]): boolean {
  const estates = new Set(values.map(({ estate }) => estate)).size
  const reviewers = new Set(values.map(({ reviewer }) => reviewer)).size
  return estates > 1 && reviewers > 1 && values.length >= estates + reviewers
}

const isCommon = (rubric: Pick<RubricBody, 'dimensions'>, about: string) =>
  about === TOTAL || rubric.dimensions.some(({ code }) => code === about)

type Cap = { taken: number; most: number }

/** What findings took from each part of an estate, and what it may be at most. */
function capsOf(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly RoundVisit[],
  standing: Readonly<Record<string, readonly ActiveFinding[]>>,
): Map<string, Cap> {
  const caps = new Map<string, Cap>()
  for (const [estateId, given] of Map.groupBy(visits, ({ estateId }) => estateId)) {
    const stood = standing[estateId] ?? []
    if (stood.length === 0) continue
    const marks = given.map((visit) => visit.given)
    const [before, after] = [scoreOf(rubric, marks), scoreOf(rubric, marks, stood)]
    if (!before || !after) continue
    const keep = (about: string, was: number, is: number, capped: boolean) =>
      caps.set(keyOf(about, estateId), { taken: was - is, most: capped ? is : 100 })
    keep(TOTAL, before.percent, after.percent, false)
    for (const [at, dimension] of after.dimensions.entries()) {
      keep(dimension.code, before.dimensions[at]!.percent, dimension.percent, dimension.capped)
      for (const [place, indicator] of dimension.indicators.entries()) {
        const was = before.dimensions[at]!.indicators[place]!.percent
        keep(indicator.code, was, indicator.percent, indicator.capped)
      }
    }
  }
  return caps
}

function subjectOf(about: string, rating: Rating, caps: ReadonlyMap<string, Cap>): SubjectRating {
  const bands = rating.estates.flatMap(({ id, adjusted, low, high }): [string, Band][] => {
    if (low === null || high === null) return []
    const { taken, most } = caps.get(keyOf(about, id)) ?? { taken: 0, most: 100 }
    const held = (value: number) => cents(Math.min(most, Math.max(0, value - taken)))
    return [[id, { adjusted: held(adjusted), low: held(low), high: held(high) }]]
  })
  return {
    about,
    values: rating.observations,
    mean: cents(rating.mean),
    sd: rating.sd,
    icc: rating.icc,
    severityShare: rating.share.reviewer,
    noiseShare: rating.share.noise,
    bands: Object.fromEntries(bands),
  }
}

const severitiesOf = ({ reviewers }: Rating): ReviewerSeverity[] =>
  reviewers.flatMap(({ id, adjusted, low, high, observations }) =>
    low === null || high === null
      ? []
      : [
          {
            reviewer: id,
            severity: cents(adjusted),
            low: cents(low),
            high: cents(high),
            visits: observations,
          },
        ],
  )

const keyOf = (about: string, estateId: string) => `${about}\n${estateId}`
const cents = (percent: number) => Math.round(percent * 100) / 100
