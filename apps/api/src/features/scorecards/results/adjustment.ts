/** The submitted visits of a round as the correction takes them, after decisions and exclusions; the coordinator's alone. */
import type { TenantDb } from '@bilin/db/tenant'
import { adjust, type Adjusting, type RoundVisit } from '@bilin/domain/scorecards/results/adjusting'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import type { ActiveFinding } from '@bilin/domain/scorecards/results/score'
import { sql } from 'kysely'
import { inThread } from '../../../thread/inThread.ts'
import type { computeOutcomes } from './outcomes.ts'
import { getRubric } from '../rubrics/queries.ts'

type Outcomes = Awaited<ReturnType<typeof computeOutcomes>>

export async function listRoundVisits(db: TenantDb, roundId: string, marks: Outcomes['marks']): Promise<RoundVisit[]> {
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

export const groupActiveFindings = (outcomes: Outcomes['outcomes']): Record<string, readonly ActiveFinding[]> =>
  Object.fromEntries(outcomes.map(({ estate, findings }) => [estate.estateId, findings]))

/** Visits above which the correction is ratingsWithout beside the server, not in it. */
const AT_ONCE = 100
/** Milliseconds between two words to the database while it waits. */
const AWAKE = 4000

export async function adjusted(
  db: TenantDb,
  round: { id: string; rubricId: string },
  outcomes: Outcomes['outcomes'],
  marks: Outcomes['marks'],
): Promise<Adjusting> {
  const { body } = await getRubric(db, round.rubricId)
  return ratingsWithout(db, body, await listRoundVisits(db, round.id, marks), groupActiveFindings(outcomes))
}

export async function ratingsWithout(
  db: TenantDb,
  rubric: RubricBody,
  visits: readonly RoundVisit[],
  standing: Readonly<Record<string, readonly ActiveFinding[]>>,
): Promise<Adjusting> {
  if (visits.length <= AT_ONCE) return adjust(rubric, visits, standing)
  // A large round takes longer than a transaction may lie idle.
  const awake = setInterval(() => void sql`select 1`.execute(db).catch(() => {}), AWAKE)
  try {
    return await inThread('rating', { rubric, visits, standing })
  } finally {
    clearInterval(awake)
  }
}
