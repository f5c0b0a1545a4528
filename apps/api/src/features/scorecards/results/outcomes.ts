/** Computes the score of every estate of a round, after decisions and exclusions. */
import type { TenantDb } from '@bilin/db/tenant'
import { noDecisions, type PendingDecisions } from '@bilin/domain/scorecards/findings/pending'
import {
  indicatorScores,
  computeScore,
  type GivenMark,
  type MarksByIndicator,
  type Score,
} from '@bilin/domain/scorecards/results/score'
import { findUnrated, type Unrated } from '@bilin/domain/scorecards/rounds/unrated'
import { listRoundEstates } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { listActiveFindings, listFinalMarks } from '../findings/settlement.ts'

type Estate = Awaited<ReturnType<typeof listRoundEstates>>[number]
type ActiveFinding = Awaited<ReturnType<typeof listActiveFindings>>['active'][number]
type Settled = Awaited<ReturnType<typeof listFinalMarks>>['marks'][number]
type Decided = Omit<Settled, 'visitId' | 'valueId'>
type DisclosedValue = Awaited<ReturnType<typeof listDisclosedValues>>[number]

export type EstateOutcome = {
  estate: Estate
  visits: number
  /** Why it gets no stars; null where it does. */
  unrated: Unrated | null
  /** Whether its company and community read single indicators and marks. */
  disclosed: boolean
  score: Score
  indicators: ReturnType<typeof indicatorScores>
  findings: ActiveFinding[]
  /** Marks that were decided on, before and after. */
  decided: Decided[]
  /** Of indicators that no reviewer marks: as they count, and as they were disclosed. */
  given: MarksByIndicator
  values: DisclosedValue[]
}

/** With `pending` decisions as if they were saved. */
export async function computeOutcomes(
  db: TenantDb,
  round: { id: string; rubricId: string; discloseFromVisits: number },
  pending: PendingDecisions = noDecisions,
) {
  const { body } = await getRubric(db, round.rubricId)
  const { active, disputed, vetoes } = await listActiveFindings(db, round.id, pending)
  const { marks, values, disputed: disputedMarks } = await listFinalMarks(db, round.id, pending)
  const disclosedValues = Map.groupBy(await listDisclosedValues(db, round.id), ({ estateId }) => estateId)
  const settledValues = Map.groupBy(values, ({ estateId }) => estateId)
  const findings = Map.groupBy(active, ({ estateId }) => estateId)
  const marksByEstate = Map.groupBy(marks, ({ estateId }) => estateId)
  const estates = await listRoundEstates(db, round.id)
  const outcomes = estates.flatMap((estate): EstateOutcome[] => {
    const here = marksByEstate.get(estate.estateId) ?? []
    const theirs = findings.get(estate.estateId) ?? []
    const visits = byVisit(here)
    const valued = settledValues.get(estate.estateId) ?? []
    const given = Object.fromEntries(valued.map((value) => [value.indicator, value.given]))
    const score = computeScore(body, visits, theirs, given)
    // Values of the coordinator alone make no result: nobody was there.
    if (!score || visits.length === 0) return []
    const decided = [...here, ...valued].filter((mark) => mark.decided)
    return [
      {
        estate,
        visits: visits.length,
        unrated: findUnrated({ visits: visits.length, covered: score.covered }, round.discloseFromVisits),
        disclosed: here.every(({ disclosed }) => disclosed),
        score,
        indicators: indicatorScores(body, score),
        findings: theirs,
        decided,
        given,
        values: disclosedValues.get(estate.estateId) ?? [],
      },
    ]
  })
  const reviewed = new Set(outcomes.map(({ estate }) => estate.estateId))
  const notReviewed = estates.filter(({ estateId }) => !reviewed.has(estateId)).map(({ name }) => name)
  return { outcomes, notReviewed, marks, owed: { disputed: disputed + disputedMarks, vetoes } }
}

function byVisit(marks: readonly Settled[]): Record<string, GivenMark>[] {
  const visits = Map.groupBy(marks, ({ visitId }) => visitId)
  return [...visits.values()].map((ofVisit) =>
    Object.fromEntries(ofVisit.map(({ indicator, given }) => [indicator, given])),
  )
}

/** The values as they were disclosed. */
function listDisclosedValues(db: TenantDb, roundId: string) {
  return db
    .selectFrom('indicatorValue')
    .select(['estateId', 'indicator', 'origin', 'mark', 'counted', 'numerator', 'denominator', 'low', 'high'])
    .select(['periodFrom', 'periodUntil', 'source', 'asOf', 'reason', 'rubricVersion'])
    .where('roundId', '=', roundId)
    .orderBy('indicator')
    .execute()
}
