/**
 * What if: the stars of a round had a visit, a reviewer or an indicator not been there; and which stars hang on one visit.
 *
 * Shapes   stars by estate, from the adjusted score where there is one, else from the raw mean; null for an estate that
 *          nothing is left of. An indicator left out gives its weight to the others of its dimension, and a dimension left
 *          empty to the other dimensions, as where it does not apply.
 *          A star `hangs` on a visit when leaving that one visit out would change it.
 * Refusals scorecards.not_rated_yet, what_if_unnamed.
 */
import { refuse } from '../../refusal.ts'
import { adjust, TOTAL, type RoundVisit } from './adjusting.ts'
import type { Stage } from '../rounds/round.ts'
import type { RubricBody } from '../rubrics/rubric.ts'
import { scoreOf, type ActiveFinding } from './score.ts'
import { toStars, type StarCount } from './stars.ts'

export type Without = { visitId: string } | { reviewer: string } | { indicator: string }
export type Stars = Record<string, StarCount | null>
type Rubric = Pick<RubricBody, 'dimensions'>
type Stood = Readonly<Record<string, readonly ActiveFinding[]>>

/** Before the marks are put to the companies nobody looks at stars, the coordinator included: it would bias the rest. */
export function mayAsk(stage: Stage): void {
  if (stage !== 'responding' && stage !== 'settling' && stage !== 'published')
    refuse('conflict', 'scorecards.not_rated_yet')
}

export function starsIn(rubric: Rubric, visits: readonly RoundVisit[], standing: Stood): Stars {
  const total = adjust(rubric, visits, standing, TOTAL).subjects.find(({ about }) => about === TOTAL)
  const stars: Stars = {}
  for (const [estateId, some] of Map.groupBy(visits, (visit) => visit.estateId)) {
    const given = some.map((visit) => visit.given)
    const score = scoreOf(rubric, given, standing[estateId])
    stars[estateId] = score && toStars(total?.bands[estateId]?.adjusted ?? score.percent, score.vetoed)
  }
  return stars
}

export function starsWithout(rubric: Rubric, visits: readonly RoundVisit[], standing: Stood, without: Without): Stars {
  if ('indicator' in without) return starsIn(lessIndicator(rubric, without.indicator), visits, standing)
  const left = visits.filter((visit) =>
    'visitId' in without ? visit.visitId !== without.visitId : visit.reviewer !== without.reviewer,
  )
  const gone = Object.fromEntries(visits.map(({ estateId }) => [estateId, null]))
  return { ...gone, ...starsIn(rubric, left, standing) }
}

/** Estates whose star one visit decides, with that visit's effect; in the order of the visits. */
export function hanging(rubric: Rubric, visits: readonly RoundVisit[], standing: Stood) {
  const now = starsIn(rubric, visits, standing)
  return visits.flatMap(({ visitId }) => {
    const then = starsWithout(rubric, visits, standing, { visitId })
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
