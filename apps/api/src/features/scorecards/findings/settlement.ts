/** How the talk between companies and coordinator stands: what is owed, and what counts after the rulings. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Mark } from '@bilin/domain/scorecards/rubrics/mark'
import { sql } from 'kysely'

/** Replies being reworded are waited for; a first reply waits for us, because it points at the round we hold. */
export async function lockResponses(db: TenantDb, roundId: string) {
  for (const table of ['response', 'markResponse'] as const)
    await db.selectFrom(table).select('id').where('roundId', '=', roundId).orderBy('id').forUpdate().execute()
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

/** What was taken back, the last first; `of` is the finding or the mark. */
export function listWithdrawnResponses(db: TenantDb, roundId: string) {
  const ofFindings = db
    .selectFrom('withdrawnResponse')
    .select(['roundId', 'findingId as of', 'text', 'withdrawnBy', 'withdrawnAt'])
  const ofMarks = db
    .selectFrom('withdrawnMarkResponse')
    .select(['roundId', 'markId as of', 'text', 'withdrawnBy', 'withdrawnAt'])
  return db
    .selectFrom(ofFindings.unionAll(ofMarks).as('taken'))
    .innerJoin('seat', 'seat.id', 'taken.withdrawnBy')
    .select(['taken.of', 'taken.text', 'taken.withdrawnAt', 'seat.title as by'])
    .where('taken.roundId', '=', roundId)
    .orderBy('taken.withdrawnAt', 'desc')
    .execute()
}

/** Findings with what was said and ruled on them; one that an upheld reply has struck does not stand. */
export async function listActiveFindings(db: TenantDb, roundId: string) {
  const rows = await db
    .selectFrom('finding')
    .leftJoin('response', (on) =>
      on.onRef('response.tenantId', '=', 'finding.tenantId').onRef('response.findingId', '=', 'finding.id'),
    )
    .leftJoin('decision', (on) =>
      on.onRef('decision.tenantId', '=', 'finding.tenantId').onRef('decision.findingId', '=', 'finding.id'),
    )
    .select([
      'finding.id',
      'finding.estateId',
      'finding.indicator',
      'finding.severity',
      'finding.place',
      'finding.text',
      'finding.veto',
      'response.contests',
      'response.text as reply',
      'decision.upheld',
      'decision.reason as ruling',
    ])
    .where('finding.roundId', '=', roundId)
    .orderBy('finding.indicator')
    .orderBy('finding.severity')
    .orderBy('finding.place')
    .orderBy('finding.text')
    .execute()
  return {
    standing: rows.filter(({ upheld }) => upheld !== true),
    contested: rows.filter(({ contests, upheld }) => contests === true && upheld === null).length,
    vetoes: rows.filter(({ contests, upheld, veto }) => contests !== true && veto !== null && upheld === null).length,
  }
}

/** Every mark with its visit: as it was put, and as it counts after rulings and exclusions. */
export async function listFinalMarks(db: TenantDb, roundId: string) {
  const excluded = await listExclusions(db, roundId)
  const rows = await db
    .selectFrom('mark')
    .innerJoin('markSource', (on) =>
      on.onRef('markSource.tenantId', '=', 'mark.tenantId').onRef('markSource.markId', '=', 'mark.id'),
    )
    .leftJoin('markResponse', (on) =>
      on.onRef('markResponse.tenantId', '=', 'mark.tenantId').onRef('markResponse.markId', '=', 'mark.id'),
    )
    .leftJoin('markDecision', (on) =>
      on.onRef('markDecision.tenantId', '=', 'mark.tenantId').onRef('markDecision.markId', '=', 'mark.id'),
    )
    .select([
      'mark.id',
      'mark.estateId',
      'mark.indicator',
      'mark.mark as first',
      'mark.excluded',
      'mark.disclosed',
      'markSource.visitId',
      'markResponse.text as reply',
      'markDecision.id as ruled',
      'markDecision.mark as changed',
      'markDecision.reason as ruling',
    ])
    .where('mark.roundId', '=', roundId)
    .orderBy('mark.indicator')
    .execute()
  const marks = rows.map(({ ruled, changed, ...mark }) => {
    const out = excluded.get(`${mark.estateId} ${mark.indicator}`)
    const final = ruled === null ? mark.first : changed
    return {
      ...mark,
      ruled: ruled !== null,
      /** As it is after the ruling, whether the indicator counts or not. */
      final: final as Mark | null,
      given: out
        ? { mark: null, excluded: out }
        : { mark: final as Mark | null, excluded: final === null ? mark.excluded : null },
    }
  })
  const contested = marks.filter(({ reply, ruled }) => reply !== null && !ruled).length
  return { marks, contested }
}

async function listExclusions(db: TenantDb, roundId: string) {
  const rows = await db
    .selectFrom('exclusion')
    .select(['estateId', 'indicator', 'reason'])
    .where('roundId', '=', roundId)
    .execute()
  return new Map(rows.map(({ estateId, indicator, reason }) => [`${estateId} ${indicator}`, reason]))
}
