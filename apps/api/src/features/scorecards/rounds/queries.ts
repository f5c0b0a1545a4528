import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { RoundStage } from '@bilin/domain/scorecards/rounds/round'
import { sql } from 'kysely'
import { among } from '../../../rooms/bulk/among.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

const countAll = sql<number>`count(*)::int`.as('count')

const roundColumns = [
  'round.id',
  'round.slug',
  'round.title',
  'round.rubricId',
  'round.stage',
  'round.opensOn',
  'round.closesOn',
  'round.responseUntil',
  'round.publishedAt',
  'round.version',
  'round.discloseFromVisits',
  'round.sourced',
  'round.periodFrom',
  'round.periodUntil',
  'round.revision',
] as const

export const listRounds = (db: TenantDb) => selectRounds(db).execute()

export const selectRounds = (db: TenantDb) =>
  db
    .selectFrom('round')
    .select(roundColumns)
    .select((eb) =>
      eb.selectFrom('roundEstate').whereRef('roundEstate.roundId', '=', 'round.id').select(countAll).as('estates'),
    )
    .$narrowType<{ estates: number }>()
    .orderBy('opensOn', 'desc')
    .orderBy('slug')

export function getRound(db: TenantDb, slug: string) {
  return db
    .selectFrom('round')
    .select(roundColumns)
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.round_not_found'))
}

export function getRoundById(db: TenantDb, roundId: string) {
  return db
    .selectFrom('round')
    .select(roundColumns)
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.round_not_found'))
}

/** Locks the round until the transaction ends, so that the coordinator's acts on it run one after another. */
export function lockRound(db: TenantDb, roundId: string) {
  return db
    .selectFrom('round')
    .select(roundColumns)
    .where('id', '=', roundId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.round_not_found'))
}

export async function updateStage(
  db: TenantDb,
  roundId: string,
  stage: RoundStage,
  published: { publishedAt: Date; version: number } | null = null,
) {
  await db
    .updateTable('round')
    .set({ stage, ...published })
    .where('id', '=', roundId)
    .execute()
}

export async function updateVersion(db: TenantDb, roundId: string, version: number) {
  await db.updateTable('round').set({ version }).where('id', '=', roundId).execute()
}

export async function updateRevision(db: TenantDb, roundId: string, revision: number) {
  await db.updateTable('round').set({ revision }).where('id', '=', roundId).execute()
}

export async function updatePeriod(db: TenantDb, roundId: string, period: { periodFrom: string; periodUntil: string }) {
  await db.updateTable('round').set(period).where('id', '=', roundId).execute()
}

export function listRoundEstates(db: TenantDb, roundId: string) {
  return db
    .selectFrom('roundEstate')
    .select(['estateId', 'name', 'kind', 'households', 'communityId', 'communityName', 'companyId', 'companyName'])
    .where('roundId', '=', roundId)
    .orderBy(inNameOrder('communityName'))
    .orderBy(inNameOrder('name'))
    .execute()
}

type OfVisits = { roundId: string; reviewerId?: string; reviewerSeatId?: string }

export const listVisits = (db: TenantDb, of: OfVisits) => selectVisits(db, of).execute()

/** The visits this seat may see: the policies show a member only its own. */
export const selectVisits = (db: TenantDb, where: OfVisits) =>
  db
    .selectFrom('visit')
    .innerJoin('roundEstate', (on) =>
      on.onRef('roundEstate.roundId', '=', 'visit.roundId').onRef('roundEstate.estateId', '=', 'visit.estateId'),
    )
    .leftJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')
    .leftJoin('neighbourSeat as saver', (on) =>
      on.onRef('saver.id', '=', 'scoreSheet.savedBy').onRef('saver.id', '!=', 'visit.reviewerSeatId'),
    )
    .select([
      'visit.id',
      'visit.estateId',
      'roundEstate.name as estate',
      'roundEstate.communityName',
      'roundEstate.companyName',
      'visit.reviewerSeatId',
      'visit.reviewerId',
      'visit.reviewerTitle',
      'visit.plannedOn',
      'scoreSheet.savedAt',
      'scoreSheet.submittedAt',
      'saver.title as enteredBy',
    ])
    .where('visit.roundId', '=', where.roundId)
    .$if(where.reviewerId !== undefined, (query) => query.where('visit.reviewerId', '=', where.reviewerId!))
    .$if(where.reviewerSeatId !== undefined, (query) => query.where('visit.reviewerSeatId', '=', where.reviewerSeatId!))
    .orderBy(inNameOrder('roundEstate.communityName'))
    .orderBy(inNameOrder('roundEstate.name'))
    .orderBy(inNameOrder('visit.reviewerTitle'))

/** The days on which nobody visits, in order. */
export const selectDaysOff = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('roundDayOff')
    .select(['id', 'fromDay', 'toDay', 'reason'])
    .where('roundId', '=', roundId)
    .orderBy('fromDay')
    .orderBy('toDay')

/** Estates with too few submitted visits for single marks to be disclosed, or with none. */
export async function listFewVisited(db: TenantDb, round: { id: string; discloseFromVisits: number }) {
  const submitted = [...(await listSubmittedVisits(db, round.id)).values()]
  const byEstate = Map.groupBy(submitted, ({ estateId }) => estateId)
  return (await listRoundEstates(db, round.id)).flatMap(({ estateId, name }) => {
    const visits = byEstate.get(estateId)?.length ?? 0
    return visits < round.discloseFromVisits ? [{ estateId, name, visits }] : []
  })
}

/**
 * The submitted visits of a round, by their ids. Visits and sheets are read one after the other and put together here, not joined:
 * PostgreSQL may expect a single one in a round that was filled a moment ago, and compare each with each.
 */
export async function listSubmittedVisits(db: TenantDb, roundId: string) {
  const visits = await db
    .selectFrom('visit')
    .select(['id', 'estateId', 'reviewerId'])
    .where('roundId', '=', roundId)
    .execute()
  const sheets = await db
    .selectFrom('scoreSheet')
    .select('visitId')
    .where(
      among(
        'visitId',
        visits.map(({ id }) => id),
      ),
    )
    .where('submittedAt', 'is not', null)
    .execute()
  const submitted = new Set(sheets.map(({ visitId }) => visitId))
  return new Map(visits.filter(({ id }) => submitted.has(id)).map((visit) => [visit.id, visit]))
}

/** The visits that are not submitted, by reviewer: they lapse if visiting ends now. */
export async function listUnsubmittedVisits(db: TenantDb, roundId: string) {
  const visits = await db
    .selectFrom('visit')
    .select(['id as visitId', 'estateId', 'reviewerSeatId', 'reviewerTitle', 'plannedOn'])
    .where('roundId', '=', roundId)
    .orderBy(inNameOrder('reviewerTitle'))
    .orderBy('plannedOn')
    .execute()
  const sheets = await db
    .selectFrom('scoreSheet')
    .select(['visitId', 'submittedAt'])
    .where(
      among(
        'visitId',
        visits.map(({ visitId }) => visitId),
      ),
    )
    .execute()
  const sheet = new Map(sheets.map(({ visitId, submittedAt }) => [visitId, { submittedAt }]))
  const names = new Map((await listRoundEstates(db, roundId)).map(({ estateId, name }) => [estateId, name]))
  return visits
    .filter(({ visitId }) => !sheet.get(visitId)?.submittedAt)
    .map((visit) => ({ ...visit, estate: names.get(visit.estateId) ?? '', begun: sheet.has(visit.visitId) }))
}

export const countVisits = (db: TenantDb, roundId: string) => selectVisitCounts(db, roundId).executeTakeFirstOrThrow()

export const selectVisitCounts = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('visit')
    .leftJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')
    .select([
      sql<number>`count(*)::int`.as('planned'),
      sql<number>`count(score_sheet.id)::int`.as('begun'),
      sql<number>`count(score_sheet.submitted_at)::int`.as('submitted'),
    ])
    .where('visit.roundId', '=', roundId)
