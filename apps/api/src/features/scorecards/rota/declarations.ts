import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { coordinates, roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { NewAbsence, NewConflict, OneAbsence, OneConflict, readWithWhom } from '@bilin/domain/scorecards/rota/settings'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { permitted } from '../../../trpc.ts'
import { listReviewers } from './reviewers.ts'
import { listAbsences, listConflicts } from './queries.ts'
import { getRound, listEstates } from '../rounds/queries.ts'

/** People offered in a list. */
const OFFERED = 200

export const declarationsProcedures = {
  /** Absences and conflicts of a round that this seat may see, and whom it may name in new ones. */
  declarations: permitted('scorecards.report_absence')
    .input(z.strictObject({ slug: z.string().max(40) }))
    .query(async ({ ctx: { db, seat }, input }) => {
      const round = await getRound(db, input.slug)
      const everybody = await listReviewers(db, seat.tenantId)
      return {
        absences: await listAbsences(db, round.id),
        conflicts: await listConflicts(db, round.id),
        people: coordinates(seat)
          ? everybody.slice(0, OFFERED)
          : everybody.filter(({ memberId }) => memberId === seat.actingTenantId),
      }
    }),

  /** Days on which one of this member's people cannot come; the coordinator says it for anybody. */
  reportAbsence: permitted('scorecards.report_absence')
    .input(NewAbsence)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      assertAllowed(roundMachine, 'planVisits', await roundOf(db, input.roundId))
      const reviewer = (await listReviewers(db, seat.tenantId)).find(({ seatId }) => seatId === input.seatId)
      if (!reviewer || !(coordinates(seat) || reviewer.memberId === seat.actingTenantId))
        return refuse('not_found', 'scorecards.not_a_reviewer', { field: 'seatId' })
      const { id: absenceId } = await db
        .insertInto('absence')
        .values({ ...input, reviewerId: reviewer.memberId })
        .returning('id')
        .executeTakeFirstOrThrow()
      await record(db, 'scorecards.absence_reported', absenceId)
      return { absenceId }
    }),

  withdrawAbsence: permitted('scorecards.report_absence')
    .input(OneAbsence)
    .mutation(async ({ ctx: { db }, input: { absenceId } }) => {
      const { numDeletedRows } = await db.deleteFrom('absence').where('id', '=', absenceId).executeTakeFirstOrThrow()
      if (numDeletedRows === 0n) refuse('not_found', 'scorecards.absence_not_found')
      await record(db, 'scorecards.absence_withdrawn', absenceId)
    }),

  /** A company says with whom it competes, or for which estate; the coordinator says it for any company. */
  declareConflict: permitted('scorecards.declare_conflict')
    .input(NewConflict)
    .mutation(async ({ ctx: { db, seat }, input: { memberId: named, withWhom, ...declared } }) => {
      const conflict = { ...declared, ...readWithWhom(withWhom) }
      const round = await roundOf(db, conflict.roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      const memberId = coordinates(seat) ? named : seat.actingTenantId
      const estates = await listEstates(db, round.id)
      const known =
        estates.some(({ companyId, estateId }) => companyId === conflict.companyId || estateId === conflict.estateId) &&
        (await listReviewers(db, seat.tenantId)).some((reviewer) => reviewer.memberId === memberId)
      if (!known || !memberId) return refuse('not_found', 'scorecards.conflict_with_whom', { field: 'withWhom' })
      const { id: conflictId } = await db
        .insertInto('declaredConflict')
        .values({ ...conflict, memberId })
        .returning('id')
        .executeTakeFirstOrThrow()
      await record(db, 'scorecards.conflict_declared', conflictId)
      return { conflictId }
    }),

  withdrawConflict: permitted('scorecards.declare_conflict')
    .input(OneConflict)
    .mutation(async ({ ctx: { db }, input: { conflictId } }) => {
      const { numDeletedRows } = await db
        .deleteFrom('declaredConflict')
        .where('id', '=', conflictId)
        .executeTakeFirstOrThrow()
      if (numDeletedRows === 0n) refuse('not_found', 'scorecards.conflict_not_found')
      await record(db, 'scorecards.conflict_withdrawn', conflictId)
    }),
}

/** Read, not locked: whoever declares something keeps nobody waiting. */
const roundOf = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('round')
    .select(['id', 'stage'])
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.round_not_found'))
