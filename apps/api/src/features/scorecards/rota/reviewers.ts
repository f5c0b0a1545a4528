import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import type { Estate, Assignment, Reviewer } from '@bilin/domain/scorecards/rota/recusal'
import { sql } from 'kysely'
import { lockRound } from '../rounds/queries.ts'

type NamedReviewer = Reviewer & { title: string }

export function listReviewers(db: TenantDb, allianceId: string) {
  return db
    .selectFrom('seat')
    .innerJoin('tenant', 'tenant.id', 'seat.tenantId')
    .innerJoin('membership', (on) =>
      on.onRef('membership.memberId', '=', 'seat.tenantId').on('membership.tenantId', '=', allianceId),
    )
    .select([
      'seat.id as seatId',
      'seat.title',
      'seat.role',
      'tenant.id as memberId',
      'tenant.name as member',
      'tenant.kind',
    ])
    .where('seat.role', 'in', ['secretary', 'staff', 'manager'])
    .where('seat.endedAt', 'is', null)
    .where('membership.endedAt', 'is', null)
    .$narrowType<{ kind: 'community' | 'company' }>()
    .orderBy('tenant.kind')
    .orderBy('tenant.slug')
    .orderBy('seat.madeAt')
    .orderBy('seat.title')
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
  if (visits.length === 0) return []
  const made = await db.insertInto('visit').values(visits).returning('id').execute()
  return made.map(({ id }) => id)
}

/**
 * Locks visits not yet submitted, and their rounds. First the round, then the sheet, then the visit: the same order as
 * wherever visits of a round are locked, so that nobody waits in a circle; a sheet being submitted is waited for.
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

/** With their drafts; a visit whose sheet was submitted cannot be deleted. */
export async function deleteVisits(db: TenantDb, visitIds: readonly string[]) {
  await db.deleteFrom('scoreSheet').where('visitId', 'in', visitIds).execute()
  await db.deleteFrom('visit').where('id', 'in', visitIds).execute()
}
