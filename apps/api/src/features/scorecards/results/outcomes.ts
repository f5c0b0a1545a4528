/** What every estate of a round comes to, after decisions and exclusions. */
import type { TenantDb } from '@bilin/db/tenant'
import { indicatorScores, scoreOf, type GivenMark, type Score } from '@bilin/domain/scorecards/results/score'
import { listEstates } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'
import { listActiveFindings, listFinalMarks } from '../findings/settlement.ts'

type Estate = Awaited<ReturnType<typeof listEstates>>[number]
type ActiveFinding = Awaited<ReturnType<typeof listActiveFindings>>['standing'][number]
type Settled = Awaited<ReturnType<typeof listFinalMarks>>['marks'][number]

export type EstateOutcome = {
  estate: Estate
  visits: number
  /** Whether its company and community read single indicators and marks. */
  disclosed: boolean
  score: Score
  indicators: ReturnType<typeof indicatorScores>
  findings: ActiveFinding[]
  /** Marks that were decided on, as they were first and as they count. */
  decided: Settled[]
}

export async function computeOutcomes(db: TenantDb, round: { id: string; rubricId: string }) {
  const { body } = await getRubric(db, round.rubricId)
  const { standing, disputed, vetoes } = await listActiveFindings(db, round.id)
  const { marks, disputed: disputedMarks } = await listFinalMarks(db, round.id)
  const findings = Map.groupBy(standing, ({ estateId }) => estateId)
  const given = Map.groupBy(marks, ({ estateId }) => estateId)
  const outcomes = (await listEstates(db, round.id)).flatMap((estate): EstateOutcome[] => {
    const here = given.get(estate.estateId) ?? []
    const stood = findings.get(estate.estateId) ?? []
    const visits = byVisit(here)
    const score = scoreOf(body, visits, stood)
    if (!score) return []
    const decided = here.filter((mark) => mark.decided)
    return [
      {
        estate,
        visits: visits.length,
        disclosed: here.every(({ disclosed }) => disclosed),
        score,
        indicators: indicatorScores(body, score),
        findings: stood,
        decided,
      },
    ]
  })
  return { outcomes, marks, owed: { disputed: disputed + disputedMarks, vetoes } }
}

function byVisit(marks: readonly Settled[]): Record<string, GivenMark>[] {
  const visits = Map.groupBy(marks, ({ visitId }) => visitId)
  return [...visits.values()].map((ofVisit) =>
    Object.fromEntries(ofVisit.map(({ indicator, given }) => [indicator, given])),
  )
}
