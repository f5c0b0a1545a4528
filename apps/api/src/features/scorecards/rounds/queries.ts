import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { Stage } from '@bilin/domain/scorecards/rounds/round'
import { sql } from 'kysely'

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
] as const

export function listRounds(db: TenantDb) {
  return db
    .selectFrom('round')
    .select(roundColumns)
    .select((eb) =>
      eb.selectFrom('roundEstate').whereRef('roundEstate.roundId', '=', 'round.id').select(countAll).as('estates'),
    )
    .$narrowType<{ estates: number }>()
    .orderBy('opensOn', 'desc')
    .orderBy('slug')
    .execute()
}

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

/** Locked until the end of the transaction: the coordinator's acts on one round follow one another. */
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
  stage: Stage,
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

/** Why a round was called off, and by which seat. */
export async function getCancellation(db: TenantDb, roundId: string) {
  const cancelled = await db
    .selectFrom('cancellation')
    .leftJoin('seat', 'seat.id', 'cancellation.cancelledBy')
    .select(['cancellation.stage', 'cancellation.reason', 'cancellation.cancelledAt', 'seat.title as by'])
    .where('cancellation.roundId', '=', roundId)
    .executeTakeFirst()
  return cancelled ?? null
}

export function listEstates(db: TenantDb, roundId: string) {
  return db
    .selectFrom('roundEstate')
    .select(['estateId', 'name', 'kind', 'households', 'communityId', 'communityName', 'companyId', 'companyName'])
    .where('roundId', '=', roundId)
    .orderBy('communityName')
    .orderBy('name')
    .execute()
}

/** Those this seat may see: the database shows a member its own only. */
export function listVisits(db: TenantDb, where: { roundId: string; reviewerId?: string }) {
  return db
    .selectFrom('visit')
    .innerJoin('roundEstate', (on) =>
      on.onRef('roundEstate.roundId', '=', 'visit.roundId').onRef('roundEstate.estateId', '=', 'visit.estateId'),
    )
    .leftJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')
    .leftJoin('seat as saver', (on) =>
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
    .orderBy('roundEstate.communityName')
    .orderBy('roundEstate.name')
    .orderBy('visit.reviewerTitle')
    .execute()
}

/** Estates that were visited, but too few times for their single marks to be disclosed. */
export function listFewVisited(db: TenantDb, round: { id: string; discloseFromVisits: number }) {
  const submitted = sql<number>`count(score_sheet.submitted_at)::int`
  return db
    .selectFrom('roundEstate')
    .innerJoin('visit', (on) =>
      on.onRef('visit.roundId', '=', 'roundEstate.roundId').onRef('visit.estateId', '=', 'roundEstate.estateId'),
    )
    .innerJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')
    .select(['roundEstate.estateId', 'roundEstate.name', submitted.as('visits')])
    .where('roundEstate.roundId', '=', round.id)
    .where('scoreSheet.submittedAt', 'is not', null)
    .groupBy(['roundEstate.estateId', 'roundEstate.name', 'roundEstate.communityName'])
    .having(submitted, '<', round.discloseFromVisits)
    .orderBy('roundEstate.communityName')
    .orderBy('roundEstate.name')
    .execute()
}

export function countVisits(db: TenantDb, roundId: string) {
  return db
    .selectFrom('visit')
    .leftJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')
    .select([
      sql<number>`count(*)::int`.as('planned'),
      sql<number>`count(score_sheet.id)::int`.as('begun'),
      sql<number>`count(score_sheet.submitted_at)::int`.as('submitted'),
    ])
    .where('visit.roundId', '=', roundId)
    .executeTakeFirstOrThrow()
}
