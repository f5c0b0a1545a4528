/** The correction's input and its run: the submitted visits of a round after decisions and exclusions. For the coordinator only. */
import type { TenantDb } from '@bilin/db/tenant'
import { adjust, type Adjustment, type RoundVisit, type ValuesByEstate } from '@bilin/domain/scorecards/results/adjust'
import type { ScoringRule } from '@bilin/domain/scorecards/results/rating/rule'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import type { ActiveFinding } from '@bilin/domain/scorecards/results/score'
import { sql } from 'kysely'
import { inThread } from '../../../thread/inThread.ts'
import type { computeOutcomes } from './outcomes.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { findRule } from './ratings.ts'

type Outcomes = Awaited<ReturnType<typeof computeOutcomes>>

async function listRoundVisits(db: TenantDb, roundId: string, marks: Outcomes['marks']): Promise<RoundVisit[]> {
  const visits = await db
    .selectFrom('visit')
    .select(['id', 'estateId', 'reviewerSeatId'])
    .where('roundId', '=', roundId)
    .execute()
  const given = Map.groupBy(marks, ({ visitId }) => visitId)
  return visits
    .filter(({ id }) => given.has(id))
    .map(({ id, estateId, reviewerSeatId }) => ({
      visitId: id,
      estateId,
      reviewer: reviewerSeatId,
      given: Object.fromEntries(given.get(id)!.map((mark) => [mark.indicator, mark.given])),
    }))
}

const groupActiveFindings = (outcomes: Outcomes['outcomes']): Record<string, readonly ActiveFinding[]> =>
  Object.fromEntries(outcomes.map(({ estate, findings }) => [estate.estateId, findings]))

/** With more visits than this, the correction is computed in a thread. */
const MAX_WITHOUT_THREAD = 100
/** Milliseconds between two statements that keep the transaction from its idle timeout. */
const KEEP_ALIVE_INTERVAL = 4000

export async function adjusted(
  db: TenantDb,
  round: { id: string; rubricId: string },
  outcomes: Outcomes['outcomes'],
  marks: Outcomes['marks'],
): Promise<Adjustment> {
  const { body } = await getRubric(db, round.rubricId)
  const visits = await listRoundVisits(db, round.id, marks)
  const values = Object.fromEntries(outcomes.map((outcome) => [outcome.estate.estateId, outcome.given]))
  return ratingsWithout(db, body, visits, groupActiveFindings(outcomes), {
    values,
    unplaced: outcomes.flatMap(({ estate, unrated }) => (unrated ? [estate.estateId] : [])),
    rule: await findRule(db, round.id),
  })
}

async function ratingsWithout(
  db: TenantDb,
  rubric: RubricBody,
  visits: readonly RoundVisit[],
  findings: Readonly<Record<string, readonly ActiveFinding[]>>,
  how: { values: ValuesByEstate; unplaced: readonly string[]; rule: ScoringRule },
): Promise<Adjustment> {
  if (visits.length <= MAX_WITHOUT_THREAD) return adjust(rubric, visits, findings, how)
  return keepAlive(db, () => inThread('rating', { rubric, visits, findings, ...how }))
}

/** Work that may take longer than a transaction may be idle. */
export async function keepAlive<T>(db: TenantDb, work: () => Promise<T>): Promise<T> {
  const beating = setInterval(() => void sql`select 1`.execute(db).catch(() => {}), KEEP_ALIVE_INTERVAL)
  try {
    return await work()
  } finally {
    clearInterval(beating)
  }
}
