import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import { inBatches } from '../../../rooms/bulk/batches.ts'
import { refreshStatistics } from '../../../rooms/bulk/statistics.ts'
import type { Estate, Assignment, Reviewer } from '@bilin/domain/scorecards/rota/recusal'
import { sql } from 'kysely'
import { lockRound } from '../rounds/queries.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

type NamedReviewer = Reviewer & { title: string }

export function listReviewers(db: TenantDb, allianceId: string) {
  return db
    .selectFrom('neighbourSeat as seat')
    .innerJoin('neighbour as member', 'member.id', 'seat.neighbourId')
    .innerJoin('membership', (on) =>
      on.onRef('membership.memberId', '=', 'seat.neighbourId').on('membership.tenantId', '=', allianceId),
    )
    .select([
      'seat.id as seatId',
      'seat.title',
      'seat.role',
      'member.id as memberId',
      'member.name as member',
      'member.kind',
    ])
    .where('seat.role', 'in', ['secretary', 'staff', 'manager'])
    .where('seat.endedAt', 'is', null)
    .where('membership.endedAt', 'is', null)
    .$narrowType<{ kind: 'community' | 'company' }>()
    .orderBy('member.kind')
    .orderBy('member.slug')
    .orderBy('seat.madeAt')
    .orderBy(inNameOrder('seat.title'))
    .execute()
}

export async function insertVisits(
  db: TenantDb,
  roundId: string,
  pairs: readonly (Assignment & { plannedOn?: Day | null })[],
  estates: readonly Estate[],
  reviewers: readonly NamedReviewer[],
) {
  const bySeat = new Map(reviewers.map((reviewer) => [reviewer.seatId, reviewer]))
  const byEstate = new Map(estates.map((estate) => [estate.estateId, estate]))
  const visits = pairs.map(({ seatId, estateId, plannedOn = null }) => {
    const { memberId, title } = bySeat.get(seatId)!
    const { companyId, communityId } = byEstate.get(estateId)!
    return {
      roundId,
      estateId,
      companyId,
      communityId,
      reviewerSeatId: seatId,
      reviewerId: memberId,
      reviewerTitle: title,
      plannedOn,
    }
  })
  const made: string[] = []
  for (const some of inBatches(visits))
    made.push(...(await db.insertInto('visit').values(some).returning('id').execute()).map(({ id }) => id))
  await refreshStatistics(db, made.length, 'visit')
  return made
}

/**
 * Locks visits not yet submitted, and their rounds. The order is round, sheet, visit, as everywhere else, so that there is no
 * deadlock. Waits for a sheet that is being submitted.
 */
export async function lockVisits(db: TenantDb, visitIds: readonly string[]) {
  const ids = sql<string>`any(${[...visitIds]}::uuid[])`
  const known = await db.selectFrom('visit').select('roundId').where('id', '=', ids).execute()
  if (known.length < visitIds.length) refuse('not_found', 'scorecards.visit_not_found')
  const rounds = []
  for (const roundId of [...new Set(known.map((visit) => visit.roundId))].sort())
    rounds.push(await lockRound(db, roundId))
  const sheets = db.selectFrom('scoreSheet').select('submittedAt').where('visitId', '=', ids)
  await sheets.orderBy('visitId').forUpdate().execute()
  await db.selectFrom('visit').select('id').where('id', '=', ids).orderBy('id').forUpdate().execute()
  if ((await sheets.execute()).some(({ submittedAt }) => submittedAt))
    refuse('conflict', 'scorecards.already_submitted')
  return rounds
}

export async function updateVisitDays(db: TenantDb, moved: readonly { visitId: string; plannedOn: Day | null }[]) {
  for (const [plannedOn, visits] of Map.groupBy(moved, (visit) => visit.plannedOn)) {
    const ids = visits.map(({ visitId }) => visitId)
    await db
      .updateTable('visit')
      .set({ plannedOn })
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute()
  }
}

/** Deletes visits with their drafts; a visit whose sheet was submitted cannot be deleted. */
export async function deleteVisits(db: TenantDb, visitIds: readonly string[]) {
  await db.deleteFrom('scoreSheet').where('visitId', 'in', visitIds).execute()
  await db.deleteFrom('visit').where('id', 'in', visitIds).execute()
}
