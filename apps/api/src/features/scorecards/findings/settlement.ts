/** How the talk between companies and coordinator stands: what is owed, and what counts after the decisions. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Mark } from '@bilin/domain/scorecards/rubrics/mark'
import { sql } from 'kysely'
import { selectFindings, selectMarks } from './subjects.ts'

/** Responses being reworded are waited for; a first response waits for us, because it points at the round we hold. */
export async function lockResponses(db: TenantDb, roundId: string) {
  await db.selectFrom('response').select('id').where('roundId', '=', roundId).orderBy('id').forUpdate().execute()
}

export async function countMarks(db: TenantDb, roundId: string): Promise<number> {
  const { count } = await db
    .selectFrom('mark')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow()
  return count
}

/** Companies with something put to them, marks or means, that have not yet said that they are done. */
export async function countCompaniesAwaited(db: TenantDb, roundId: string): Promise<number> {
  const done = db.selectFrom('acceptance').select('acceptance.authorTenantId').where('acceptance.roundId', '=', roundId)
  const marked = db.selectFrom('mark').select('mark.companyId').where('mark.roundId', '=', roundId)
  const meant = db.selectFrom('disclosedDimension as mean').select('mean.companyId').where('mean.roundId', '=', roundId)
  const { count } = await db
    .selectFrom(marked.union(meant).as('reviewed'))
    .select(sql<number>`count(*)::int`.as('count'))
    .where('reviewed.companyId', 'not in', done)
    .executeTakeFirstOrThrow()
  return count
}

/** Withdrawn responses, the last first; `of` is the finding or the mark. */
export function listWithdrawnResponses(db: TenantDb, roundId: string) {
  return db
    .selectFrom('withdrawnResponse as withdrawn')
    .innerJoin('seat', 'seat.id', 'withdrawn.withdrawnBy')
    .select(['withdrawn.text', 'withdrawn.withdrawnAt', 'seat.title as by'])
    .select((eb) => eb.fn.coalesce('withdrawn.findingId', 'withdrawn.markId').$notNull().as('of'))
    .where('withdrawn.roundId', '=', roundId)
    .orderBy('withdrawn.withdrawnAt', 'desc')
    .execute()
}

/** Findings with what was said and decided on them; one that an upheld response has struck does not stand. */
export async function listActiveFindings(db: TenantDb, roundId: string) {
  const rows = await selectFindings(db)
    .select([
      'finding.id',
      'finding.estateId',
      'finding.indicator',
      'finding.severity',
      'finding.place',
      'finding.text',
      'finding.veto',
      'response.disputes',
      'response.text as response',
      'decision.upheld',
      'decision.reason as decision',
    ])
    .where('finding.roundId', '=', roundId)
    .orderBy('finding.indicator')
    .orderBy('finding.severity')
    .orderBy('finding.place')
    .orderBy('finding.text')
    .execute()
  return {
    standing: rows.filter(({ upheld }) => upheld !== true),
    disputed: rows.filter(({ disputes, upheld }) => disputes === true && upheld === null).length,
    vetoes: rows.filter(({ disputes, upheld, veto }) => disputes !== true && veto !== null && upheld === null).length,
  }
}

/** Every mark with its visit: as it was put, and as it counts after decisions and exclusions. */
export async function listFinalMarks(db: TenantDb, roundId: string) {
  const excluded = await listExclusions(db, roundId)
  const rows = await selectMarks(db)
    .innerJoin('markSource', 'markSource.markId', 'mark.id')
    .select([
      'mark.id',
      'mark.estateId',
      'mark.indicator',
      'mark.mark as first',
      'mark.excluded',
      'mark.disclosed',
      'markSource.visitId',
      'response.text as response',
      'decision.id as decided',
      'decision.mark as changed',
      'decision.reason as decision',
    ])
    .where('mark.roundId', '=', roundId)
    .orderBy('mark.indicator')
    .execute()
  const marks = rows.map(({ decided, changed, ...mark }) => {
    const out = excluded.get(`${mark.estateId} ${mark.indicator}`)
    const final = decided === null ? mark.first : changed
    return {
      ...mark,
      decided: decided !== null,
      /** As it is after the decision, whether the indicator counts or not. */
      final: final as Mark | null,
      given: out
        ? { mark: null, excluded: out }
        : { mark: final as Mark | null, excluded: final === null ? mark.excluded : null },
    }
  })
  const disputed = marks.filter(({ response, decided }) => response !== null && !decided).length
  return { marks, disputed }
}

async function listExclusions(db: TenantDb, roundId: string) {
  const rows = await db
    .selectFrom('exclusion')
    .select(['estateId', 'indicator', 'reason'])
    .where('roundId', '=', roundId)
    .execute()
  return new Map(rows.map(({ estateId, indicator, reason }) => [`${estateId} ${indicator}`, reason]))
}
