/**
 * Fairness: how much the correction of a round changes, which estates it cannot compare, whether related reviewers mark more
 * mildly, which companies may favour each other, and which stars depend on a single visit.
 *
 * Shapes   the marks of a round as they are stored, each visit's as JSON by indicator, with what was decided since: they are
 *          merged here, because a round has tens of thousands of them. Without severities, which are their reviewers' own.
 *          `reciprocity` is null where there are too few visits to tell or too many to look at each pair, `pivotalVisits` where there are too many visits to leave out each in turn.
 */
import { z } from 'zod'
import type { Mark } from '../rubrics/mark.ts'
import type { RubricBody } from '../rubrics/rubric.ts'
import { adjust, listVisitTotals, type RoundVisit, type ValuesByEstate } from './adjust.ts'
import { isRelated } from './kinship.ts'
import { findJoiningVisits, type Join } from './rating/components.ts'
import { estimateFavour } from './rating/favour.ts'
import { findReciprocity } from './rating/reciprocity.ts'
import type { ScoringRule } from './rating/rule.ts'
import type { ActiveFinding } from './score.ts'
import { computeStars, findPivotalVisits, starsWithout, type Without } from './whatIf.ts'

type Estate = { estateId: string; companyId: string; communityId: string }
type MarkedVisit = { visitId: string; estateId: string; reviewer: string; reviewerId: string; given: string }

export type RoundMarks = {
  rule: ScoringRule
  rubric: Pick<RubricBody, 'dimensions'>
  visits: readonly MarkedVisit[]
  decided: readonly { visitId: string; indicator: string; mark: number | null }[]
  excluded: readonly { estateId: string; indicator: string }[]
  findings: readonly (ActiveFinding & { estateId: string })[]
  /** Of indicators that no reviewer marks, after decisions. */
  values: readonly { estateId: string; indicator: string; mark: number | null }[]
  estates: readonly Estate[]
}

const stars = z.number().nullable()

export const Fairness = z.object({
  subjects: z.array(
    z.object({
      about: z.string(),
      values: z.number(),
      mean: z.number(),
      sd: z.object({ estate: z.number(), reviewer: z.number(), noise: z.number() }),
      icc: z.number(),
      severityShare: z.number(),
      noiseShare: z.number(),
    }),
  ),
  groups: z.array(z.array(z.string())),
  joins: z.array(z.object({ reviewer: z.string(), estate: z.string() })),
  favour: z
    .object({ favour: z.number(), low: z.number(), high: z.number(), near: z.number(), others: z.number() })
    .nullable(),
  reciprocity: z
    .array(z.object({ companies: z.tuple([z.string(), z.string()]), points: z.number(), marks: z.number() }))
    .nullable(),
  pivotalVisits: z.array(z.object({ visitId: z.string(), estateId: z.string(), from: stars, to: stars })).nullable(),
  stars: z.record(z.string(), stars),
})
export type Fairness = z.infer<typeof Fairness>

/** With at most this many visits, the stars are computed without each of them in turn. */
const MAX_VISITS_IN_TURN = 200

export function computeFairness(marks: RoundMarks): Fairness {
  const { rubric, estates, rule } = marks
  const visits = listMarkedVisits(marks)
  const findings = groupFindings(marks)
  const values = groupValues(marks)
  const { subjects, groups } = adjust(rubric, visits, findings, { values, rule })
  const marked = visits.map(({ estateId, reviewer }) => ({ estate: estateId, reviewer }))
  return Fairness.parse({
    subjects,
    groups,
    joins: groups.length > 1 ? findJoiningVisits(marked, mayJoin(marks)).visits : [],
    reciprocity: visits.length <= MAX_VISITS_IN_TURN ? findReciprocity(listCompanyMarks(marks, visits)) : null,
    favour: estimateFavour(listVisitTotals(rubric, visits, listRelatedVisits(marks.visits, estates))),
    pivotalVisits:
      visits.length <= MAX_VISITS_IN_TURN ? findPivotalVisits(rubric, visits, findings, { values, rule }) : null,
    stars: computeStars(rubric, visits, findings, { values, rule }),
  })
}

/** The stars of every estate without one visit, reviewer or indicator. */
export const computeStarsWithout = (marks: RoundMarks, without: Without): Fairness['stars'] =>
  starsWithout(marks.rubric, listMarkedVisits(marks), groupFindings(marks), without, {
    values: groupValues(marks),
    rule: marks.rule,
  })

function listMarkedVisits({ visits, decided, excluded }: RoundMarks): RoundVisit[] {
  const changes = Map.groupBy(decided, ({ visitId }) => visitId)
  const out = Map.groupBy(excluded, ({ estateId }) => estateId)
  return visits.map(({ visitId, estateId, reviewer, given: stored }) => {
    const given: Record<string, Mark | null> = JSON.parse(stored)
    for (const { indicator, mark } of changes.get(visitId) ?? []) given[indicator] = mark as Mark | null
    for (const { indicator } of out.get(estateId) ?? []) if (indicator in given) given[indicator] = null
    return { visitId, estateId, reviewer, given }
  })
}

const groupFindings = ({ findings }: RoundMarks): Record<string, ActiveFinding[]> =>
  Object.fromEntries(Map.groupBy(findings, ({ estateId }) => estateId))

function groupValues({ values, excluded }: RoundMarks): ValuesByEstate {
  const out = new Set(excluded.map(({ estateId, indicator }) => `${estateId} ${indicator}`))
  const given: Record<string, Record<string, Mark | null>> = {}
  for (const { estateId, indicator, mark } of values)
    (given[estateId] ??= {})[indicator] = out.has(`${estateId} ${indicator}`) ? null : (mark as Mark | null)
  return given
}

/** The ids of visits whose reviewer is related to the estate (kinship.ts). */
function listRelatedVisits(visits: readonly MarkedVisit[], estates: readonly Estate[]): ReadonlySet<string> {
  const byId = new Map(estates.map((estate) => [estate.estateId, estate]))
  return new Set(
    visits
      .filter(({ reviewerId, estateId }) => isRelated(reviewerId, byId.get(estateId)!, estates))
      .map(({ visitId }) => visitId),
  )
}

/** The total of each visit, with the companies of its reviewer and of the estate. */
function listCompanyMarks({ rubric, visits, estates }: RoundMarks, marked: readonly RoundVisit[]) {
  const companies = new Map(estates.map(({ estateId, companyId }) => [estateId, companyId]))
  const members = new Map(visits.map(({ reviewer, reviewerId }) => [reviewer, reviewerId]))
  const serving = new Set(companies.values())
  return listVisitTotals(rubric, marked, new Set()).map(({ estate, reviewer, value }) => {
    const member = members.get(reviewer)!
    return { estate, reviewer, value, by: serving.has(member) ? member : null, at: companies.get(estate)! }
  })
}

/** Whether the recusal rules allow a visit that would join two groups. */
function mayJoin({ visits, estates }: RoundMarks) {
  const memberByReviewer = new Map(visits.map(({ reviewer, reviewerId }) => [reviewer, reviewerId]))
  const byId = new Map(estates.map((estate) => [estate.estateId, estate]))
  return ({ reviewer, estate }: Join) => {
    const member = memberByReviewer.get(reviewer)
    const visited = byId.get(estate)
    return member !== undefined && member !== visited?.companyId && member !== visited?.communityId
  }
}
