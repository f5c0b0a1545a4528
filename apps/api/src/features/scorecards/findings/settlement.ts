/** What companies and coordinator still have to do, and which findings and marks count after the decisions. */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { noDecisions, type PendingDecisions } from '@bilin/domain/scorecards/findings/pending'
import { toDecision } from '@bilin/domain/scorecards/findings/status'
import type { Mark } from '@bilin/domain/scorecards/rubrics/mark'
import { sql, type NotNull } from 'kysely'
import { selectFindings } from './subjects.ts'

/** Waits for responses that are being reworded. A new response waits for us: its foreign key needs the round, which we have locked. */
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

export async function countCompaniesAwaited(db: TenantDb, roundId: string, seat: Seat): Promise<number> {
  const { count } = await selectAwaitedCount(db, roundId, seat).executeTakeFirstOrThrow()
  return count
}

/** How many companies with disclosed marks or means have not yet said that they are done. */
export function selectAwaitedCount(db: TenantDb, roundId: string, seat: Seat) {
  const done = db.selectFrom('acceptance').select('acceptance.authorTenantId').where('acceptance.roundId', '=', roundId)
  // One look into the index for each estate, where its marks are thousands.
  return selectReviewedEstates(db, roundId, seat)
    .select(sql<number>`count(distinct round_estate.company_id)::int`.as('count'))
    .where('roundEstate.companyId', 'not in', done)
}

/** Their names, in the order of names. */
export const selectAwaitedCompanies = (db: TenantDb, roundId: string, seat: Seat) =>
  selectReviewedEstates(db, roundId, seat)
    .select('roundEstate.companyName as name')
    .distinct()
    .where(
      'roundEstate.companyId',
      'not in',
      db.selectFrom('acceptance').select('acceptance.authorTenantId').where('acceptance.roundId', '=', roundId),
    )
    .orderBy('name')

/** The estates of which this seat sees marks or means: the coordinator of all that were visited, a company of its own. */
export const selectReviewedEstates = (db: TenantDb, roundId: string, { tenantId, actingTenantId }: Seat) =>
  db
    .selectFrom('roundEstate')
    .where('roundEstate.roundId', '=', roundId)
    .$if(actingTenantId !== tenantId, (query) => query.where('roundEstate.companyId', '=', actingTenantId))
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('mark')
            .select('mark.id')
            .where('mark.roundId', '=', roundId)
            .whereRef('mark.estateId', '=', 'roundEstate.estateId')
            .whereRef('mark.companyId', '=', 'roundEstate.companyId')
            .whereRef('mark.communityId', '=', 'roundEstate.communityId'),
        ),
        exists(
          selectFrom('disclosedDimension as mean')
            .select('mean.id')
            .where('mean.roundId', '=', roundId)
            .whereRef('mean.estateId', '=', 'roundEstate.estateId'),
        ),
      ]),
    )

/** What there is to respond to and to decide on, of what this seat sees. */
export async function countOwed(db: TenantDb, roundId: string, seat: Seat) {
  const findings = await selectFindings(db)
    .select([
      sql<number>`count(*)::int`.as('found'),
      sql<number>`count(*) filter (where response.id is null)::int`.as('unanswered'),
      sql<number>`count(*) filter (where decision.id is null and (response.disputes or finding.veto is not null))::int`.as(
        'undecided',
      ),
    ])
    .where('finding.roundId', '=', roundId)
    .executeTakeFirstOrThrow()
  const marks = await db
    .selectFrom('response')
    .leftJoin('decision', 'decision.markId', 'response.markId')
    .select(sql<number>`count(*)::int`.as('undecided'))
    .where('response.roundId', '=', roundId)
    .where('response.markId', 'is not', null)
    .where('decision.id', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    ...findings,
    undecided: findings.undecided + marks.undecided,
    awaited: await countCompaniesAwaited(db, roundId, seat),
  }
}

/** Withdrawn responses, newest first; `of` is the id of the finding or the mark. */
export const selectWithdrawnResponses = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('withdrawnResponse as withdrawn')
    .innerJoin('neighbourSeat as seat', 'seat.id', 'withdrawn.withdrawnBy')
    .select(['withdrawn.text', 'withdrawn.withdrawnAt', 'seat.title as by'])
    .select((eb) => eb.fn.coalesce('withdrawn.findingId', 'withdrawn.markId').$notNull().as('of'))
    .where('withdrawn.roundId', '=', roundId)
    .orderBy('withdrawn.withdrawnAt', 'desc')

/**
 * The findings that count: those that no upheld response has removed, without a veto that was lifted. With the number that still
 * wait for a decision.
 */
export async function listActiveFindings(db: TenantDb, roundId: string, pending = noDecisions) {
  const { responses, decisions } = await listResponsesAndDecisions(db, roundId, 'findingId')
  for (const { findingId, status } of pending.findings)
    decisions.set(findingId, { ...toDecision(status), mark: null, reason: pending.reason })
  const findings = await db
    .selectFrom('finding')
    .select(['id', 'estateId', 'indicator', 'severity', 'place', 'text', 'veto'])
    .where('roundId', '=', roundId)
    .orderBy('indicator')
    .orderBy('severity')
    .orderBy('place')
    .orderBy('text')
    .execute()
  const rows = findings.map((finding) => {
    const response = responses.get(finding.id)
    const decision = decisions.get(finding.id)
    const lifted = decision?.liftsVeto === true
    return {
      ...finding,
      veto: lifted ? null : finding.veto,
      liftedVeto: lifted ? finding.veto : null,
      disputes: response?.disputes ?? null,
      response: response?.text ?? null,
      upheld: decision?.upheld ?? null,
      decision: decision?.reason ?? null,
    }
  })
  return {
    active: rows.filter(({ upheld }) => upheld !== true),
    disputed: rows.filter(({ disputes, upheld }) => disputes === true && upheld === null).length,
    vetoes: rows.filter(({ disputes, upheld, veto }) => disputes !== true && veto !== null && upheld === null).length,
  }
}

/**
 * Every mark with its visit: as it was disclosed (`first`), and as it counts after decisions and exclusions (`final`, `given`);
 * `values` are the marks that came from no visit.
 */
export async function listFinalMarks(db: TenantDb, roundId: string, pending = noDecisions) {
  const excluded = await listExclusions(db, roundId, pending)
  const { responses, decisions } = await listResponsesAndDecisions(db, roundId, 'markId')
  for (const { markId, mark } of pending.marks)
    decisions.set(markId, { upheld: null, liftsVeto: false, mark, reason: pending.reason })
  const sources = await db
    .selectFrom('markSource')
    .select(['visitId', 'markIds'])
    .where('roundId', '=', roundId)
    .execute()
  const visits = new Map(sources.flatMap(({ visitId, markIds }) => markIds.map((id) => [id, visitId])))
  const rows = await db
    .selectFrom('mark')
    .select(['id', 'estateId', 'indicator', 'mark as first', 'excluded', 'disclosed', 'valueId'])
    .where('roundId', '=', roundId)
    .orderBy('indicator')
    .execute()
  const settled = rows.map((mark) => {
    const decision = decisions.get(mark.id)
    const out = excluded.get(`${mark.estateId} ${mark.indicator}`)
    const final = decision ? decision.mark : mark.first
    return {
      ...mark,
      response: responses.get(mark.id)?.text ?? null,
      decision: decision?.reason ?? null,
      decided: decision !== undefined,
      /** The mark after the decision, also where its indicator is excluded. */
      final: final as Mark | null,
      given: out
        ? { mark: null, excluded: out }
        : { mark: final as Mark | null, excluded: final === null ? mark.excluded : null },
    }
  })
  const marks = settled.flatMap((mark) => {
    const visitId = visits.get(mark.id)
    return visitId ? [{ ...mark, visitId }] : []
  })
  const values = settled.flatMap(({ valueId, ...mark }) => (valueId ? [{ ...mark, valueId }] : []))
  const disputed = [...marks, ...values].filter(({ response, decided }) => response !== null && !decided).length
  return { marks, values, disputed }
}

/**
 * The responses and decisions of a round, by the finding or mark they are about. Each is read by itself and put together here:
 * PostgreSQL does not know how many there are in a round that was filled a moment ago, and might compare each with each.
 */
async function listResponsesAndDecisions(db: TenantDb, roundId: string, about: 'findingId' | 'markId') {
  const responses = await db
    .selectFrom('response')
    .select([`${about} as about`, 'disputes', 'text'])
    .where('roundId', '=', roundId)
    .where(about, 'is not', null)
    .$narrowType<{ about: NotNull }>()
    .execute()
  const decisions = await db
    .selectFrom('decision')
    .select([`${about} as about`, 'upheld', 'liftsVeto', 'mark', 'reason'])
    .where('roundId', '=', roundId)
    .where(about, 'is not', null)
    .$narrowType<{ about: NotNull }>()
    .execute()
  return {
    responses: new Map(responses.map((response) => [response.about, response])),
    decisions: new Map<string, Decided>(decisions.map((decision) => [decision.about, decision])),
  }
}

type Decided = { upheld: boolean | null; liftsVeto: boolean; mark: number | null; reason: string }

async function listExclusions(db: TenantDb, roundId: string, { exclusions, reason }: PendingDecisions) {
  const rows = await db
    .selectFrom('exclusion')
    .select(['estateId', 'indicator', 'reason'])
    .where('roundId', '=', roundId)
    .execute()
  const excluded = new Map(rows.map((row) => [`${row.estateId} ${row.indicator}`, row.reason]))
  for (const one of exclusions) {
    const key = `${one.estateId} ${one.indicator}`
    if (one.excluded) excluded.set(key, reason)
    else excluded.delete(key)
  }
  return excluded
}
