/**
 * What if: the stars of a round without one visit, reviewer or indicator; and which stars depend on a single visit.
 *
 * Shapes   stars by estate, from the adjusted score where there is one, else from the raw mean; null for an estate that
 *          nothing is left of. An indicator left out gives its weight to the others of its dimension, and a dimension left
 *          empty to the other dimensions, as where it does not apply.
 *          A visit is pivotal when leaving it out would change a star.
 * Refusals scorecards.not_rated_yet, what_if_unnamed, what_if_unknown.
 */
import { refuse } from '../../refusal.ts'
import { adjust, TOTAL, type RoundVisit, type ValuesByEstate } from './adjust.ts'
import type { ScoringRule } from './rating/rule.ts'
import type { RoundStage } from '../rounds/round.ts'
import type { RubricBody } from '../rubrics/rubric.ts'
import { computeScore, type ActiveFinding } from './score.ts'
import { toStars, type StarCount } from './stars.ts'

export type Without = { visitId: string } | { reviewer: string } | { indicator: string }
export type Stars = Record<string, StarCount | null>
type Rubric = Pick<RubricBody, 'dimensions'>
type How = { values?: ValuesByEstate; rule?: ScoringRule }
type FindingsByEstate = Readonly<Record<string, readonly ActiveFinding[]>>

/** Before marks are disclosed nobody sees stars, not even the coordinator: knowing them would bias the remaining visits. */
export function assertStarsKnown(stage: RoundStage): void {
  if (!areStarsKnown(stage)) refuse('conflict', 'scorecards.not_rated_yet')
}

export const areStarsKnown = (stage: RoundStage): boolean =>
  stage === 'responding' || stage === 'settling' || stage === 'published'

export function computeStars(
  rubric: Rubric,
  visits: readonly RoundVisit[],
  findings: FindingsByEstate,
  how: How = {},
): Stars {
  const total = adjust(rubric, visits, findings, { ...how, only: TOTAL }).subjects.find(({ about }) => about === TOTAL)
  const stars: Stars = {}
  for (const [estateId, some] of Map.groupBy(visits, (visit) => visit.estateId)) {
    const given = some.map((visit) => visit.given)
    const score = computeScore(rubric, given, findings[estateId], how.values?.[estateId])
    stars[estateId] = score && toStars(total?.bands[estateId]?.adjusted ?? score.percent, score.vetoed)
  }
  return stars
}

export function starsWithout(
  rubric: Rubric,
  visits: readonly RoundVisit[],
  findings: FindingsByEstate,
  without: Without,
  how: How = {},
): Stars {
  if ('indicator' in without) return computeStars(lessIndicator(rubric, without.indicator), visits, findings, how)
  const left = visits.filter((visit) =>
    'visitId' in without ? visit.visitId !== without.visitId : visit.reviewer !== without.reviewer,
  )
  const gone = Object.fromEntries(visits.map(({ estateId }) => [estateId, null]))
  return { ...gone, ...computeStars(rubric, left, findings, how) }
}

/** Estates whose stars one visit changes, with that visit and the stars without it; in the order of the visits. */
export function findPivotalVisits(
  rubric: Rubric,
  visits: readonly RoundVisit[],
  findings: FindingsByEstate,
  how: How = {},
) {
  const now = computeStars(rubric, visits, findings, how)
  return visits.flatMap(({ visitId }) => {
    const then = starsWithout(rubric, visits, findings, { visitId }, how)
    return Object.entries(then)
      .filter(([estateId, stars]) => stars !== now[estateId])
      .map(([estateId, stars]) => ({ visitId, estateId, from: now[estateId]!, to: stars }))
  })
}

function lessIndicator({ dimensions }: Rubric, gone: string): Rubric {
  return {
    dimensions: dimensions
      .map((dimension) => ({
        ...dimension,
        indicators: dimension.indicators.filter(({ code }) => code !== gone),
      }))
      .filter(({ indicators }) => indicators.length > 0),
  }
}
