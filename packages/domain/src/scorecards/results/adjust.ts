/**
 * Adjustment: the scores of a round corrected for severe and mild reviewers; the total, each dimension, and each indicator that
 * has enough marks.
 *
 * Units    percent, 0–100, rounded to two decimals in the result. Severity is in points of the total: −3 marks three
 *          points below what others would have given the same estates.
 * Shapes   one value per visit and subject: its total, its dimension or its mark, before the caps of findings. From it
 *          rating.ts predicts each estate's score with its 90 % band. What the caps took from the raw mean they take
 *          from the adjusted score too, and a capped part stays at its cap; so a finding costs the same whoever saw it.
 *          A subject is corrected where it has at least as many values as estates and reviewers together: with fewer,
 *          a severe reviewer and a poor estate cannot be distinguished, and there is only the raw mean.
 *          In a large round only the total and the dimensions are corrected.
 *          Values that no reviewer gave are outside of it: the visits' part is corrected, then both are put together (parts.ts).
 *          `groups` are the estates that shared reviewers link; scores of different groups must not be compared.
 *          `places` are those of the totals within their group, best first and from 1; tied estates (并列) share one, and `tied`
 *          is how many do. Rule 1 has none (rating/rule.ts).
 */
import { rate, type Rating } from './rating/estimate.ts'
import { listMarkComponents } from './rating/components.ts'
import { listPlacings, type Placing } from './rating/ties.ts'
import { getIndicators, type RubricBody } from '../rubrics/rubric.ts'
import { combineParts, shareOfVisits, splitScore, type ScoreParts } from './parts/parts.ts'
import { NEWEST, underRule, type ScoringRule } from './rating/rule.ts'
import { computeScore, type ActiveFinding, type MarksByIndicator, type Score } from './score.ts'

export type RoundVisit = {
  visitId: string
  estateId: string
  reviewer: string
  given: MarksByIndicator
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
export type Adjustment = {
  rule: ScoringRule
  subjects: SubjectRating[]
  severities: ReviewerSeverity[]
  groups: string[][]
  places: Record<string, Placing>
}

export const TOTAL = 'total'

/** With more estates than this, single indicators are not corrected. */
const LARGE = 300

type Value = { estate: string; reviewer: string; value: number }

type FindingsByEstate = Readonly<Record<string, readonly ActiveFinding[]>>
/** The values of indicators that no reviewer marks, by estate. */
export type ValuesByEstate = Readonly<Record<string, MarksByIndicator>>

/** Estates that are `unplaced` have no place: they get no stars, and their score is not published. */
type How = { only?: typeof TOTAL; values?: ValuesByEstate; rule?: ScoringRule; unplaced?: readonly string[] }

/** With `only`, that subject alone and with approximate bands: for what-ifs, which need scores only. */
export function adjust(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly RoundVisit[],
  findings: FindingsByEstate = {},
  { only, values: given = {}, rule = NEWEST, unplaced = [] }: How = {},
): Adjustment {
  const parts = listParts(rubric, visits, given)
  const scored = visits.flatMap(({ given, estateId, reviewer }) => {
    const weigh = ({ code }: { code: string }) => parts.get(estateId)?.get(code)?.visits ?? 0
    const score = computeScore(rubric, [given], [], {}, weigh)
    return score ? [{ estate: estateId, reviewer, score }] : []
  })
  const values = listValues(rubric, scored)
  const capped = computeCaps(rubric, visits, findings, given)
  const groups = listMarkComponents(scored).map(({ estates }) => estates)
  const large = new Set(scored.map(({ estate }) => estate)).size > LARGE
  const subjects: SubjectRating[] = []
  let severities: ReviewerSeverity[] = []
  let places: Record<string, Placing> = {}
  for (const [about, each] of values) {
    if (only && about !== only) continue
    if (!enough(each) || (large && !isCommon(rubric, about))) continue
    const all = about === TOTAL && !only
    const rating = underRule(rule, rate(each, { scoresOnly: only !== undefined, pairs: all && rule > 1 }))
    if (!rating.search.converged) continue
    const subject = toSubjectRating(about, rating, capped, parts)
    subjects.push(subject)
    if (!all) continue
    severities = listSeverities(rating)
    const share = (estateId: string) => shareOfVisits([...(parts.get(estateId)?.values() ?? [])])
    const placed = groups.map((group) => group.filter((id) => !unplaced.includes(id)))
    if (rule > 1) places = listPlacings(rating, subject.bands, placed, share)
  }
  return { rule, subjects, severities, groups, places }
}

/** The total of each visit. `kin` are the ids of visits whose reviewer is related to the estate (kinship.ts). */
export function listVisitTotals(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly RoundVisit[],
  kin: ReadonlySet<string>,
) {
  return visits.flatMap(({ visitId, estateId, reviewer, given }) => {
    const score = computeScore(rubric, [given])
    return score ? [{ estate: estateId, reviewer, value: score.percent, kin: kin.has(visitId) }] : []
  })
}

function listParts(rubric: Pick<RubricBody, 'dimensions'>, visits: readonly RoundVisit[], values: ValuesByEstate) {
  const parts = new Map<string, ReadonlyMap<string, ScoreParts>>()
  for (const [estateId, some] of Map.groupBy(visits, (visit) => visit.estateId)) {
    const own = values[estateId] ?? {}
    const score = computeScore(
      rubric,
      some.map(({ given }) => given),
      [],
      own,
    )
    if (score) parts.set(estateId, splitScore(score, own))
  }
  return parts
}

function listValues(
  rubric: Pick<RubricBody, 'dimensions'>,
  scored: readonly { estate: string; reviewer: string; score: Score }[],
): Map<string, Value[]> {
  const codes = [TOTAL, ...rubric.dimensions.map(({ code }) => code), ...getIndicators(rubric).map(({ code }) => code)]
  const values = new Map<string, Value[]>(codes.map((code) => [code, []]))
  for (const { estate, reviewer, score } of scored) {
    const add = (about: string, value: number) => values.get(about)!.push({ estate, reviewer, value })
    add(TOTAL, score.percent)
    for (const dimension of score.dimensions) {
      add(dimension.code, dimension.percent)
      for (const { code, percent } of dimension.indicators) add(code, percent)
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

/** For each capped part of an estate: what the cap took from it, and its highest possible value. */
function computeCaps(
  rubric: Pick<RubricBody, 'dimensions'>,
  visits: readonly RoundVisit[],
  findings: FindingsByEstate,
  values: ValuesByEstate,
): Map<string, Cap> {
  const caps = new Map<string, Cap>()
  for (const [estateId, given] of Map.groupBy(visits, ({ estateId }) => estateId)) {
    const active = findings[estateId] ?? []
    if (active.length === 0) continue
    const marks = given.map((visit) => visit.given)
    const own = values[estateId]
    const [before, after] = [computeScore(rubric, marks, [], own), computeScore(rubric, marks, active, own)]
    if (!before || !after) continue
    const keep = (about: string, was: number, is: number, capped: boolean) =>
      caps.set(toKey(about, estateId), { taken: was - is, most: capped ? is : 100 })
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

function toSubjectRating(
  about: string,
  rating: Rating,
  caps: ReadonlyMap<string, Cap>,
  parts: ReadonlyMap<string, ReadonlyMap<string, ScoreParts>>,
): SubjectRating {
  const bands = rating.estates.flatMap(({ id, adjusted, low, high }): [string, Band][] => {
    if (low === null || high === null) return []
    const { taken, most } = caps.get(toKey(about, id)) ?? { taken: 0, most: 100 }
    const own = parts.get(id)
    const joined = about === TOTAL ? [...(own?.values() ?? [])] : [own?.get(about) ?? []].flat()
    const whole = (value: number) => (joined.length > 0 ? combineParts(joined, value) : value)
    const held = (value: number) => roundPercent(Math.min(most, Math.max(0, whole(value) - taken)))
    return [[id, { adjusted: held(adjusted), low: held(low), high: held(high) }]]
  })
  return {
    about,
    values: rating.observations,
    mean: roundPercent(rating.mean),
    sd: rating.sd,
    icc: rating.icc,
    severityShare: rating.share.reviewer,
    noiseShare: rating.share.noise,
    bands: Object.fromEntries(bands),
  }
}

const listSeverities = ({ reviewers }: Rating): ReviewerSeverity[] =>
  reviewers.flatMap(({ id, adjusted, low, high, observations }) =>
    low === null || high === null
      ? []
      : [
          {
            reviewer: id,
            severity: roundPercent(adjusted),
            low: roundPercent(low),
            high: roundPercent(high),
            visits: observations,
          },
        ],
  )

const toKey = (about: string, estateId: string) => `${about}\n${estateId}`
const roundPercent = (percent: number) => Math.round(percent * 100) / 100
