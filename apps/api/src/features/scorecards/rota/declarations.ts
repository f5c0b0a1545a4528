import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { coordinates, roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { NewAbsence, NewConflict, OneAbsence, OneConflict, parseWithWhom } from '@bilin/domain/scorecards/rota/settings'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { readTogether } from '../../../rooms/together.ts'
import { permitted } from '../../../trpc.ts'
import { listReviewers } from './reviewers.ts'
import { selectAbsences, selectConflicts } from './queries.ts'
import { getRound, listRoundEstates } from '../rounds/queries.ts'

/** The most people that a list offers. */
const OFFERED = 200

export const declarationsProcedures = {
  /** Absences and conflicts of a round that this seat may see, and whom and what it may name in new ones. */
  declarations: permitted('scorecards.report_absence')
    .input(z.strictObject({ slug: z.string().max(40) }))
    .query(async ({ ctx: { db, seat }, input }) => {
      const round = await getRound(db, input.slug)
      const [everybody, estates, declared] = await Promise.all([
        listReviewers(db, seat.tenantId),
        listRoundEstates(db, round.id),
        readTogether(db, { absences: selectAbsences(db, round.id), conflicts: selectConflicts(db, round.id) }),
      ])
      return {
        ...declared,
        estates,
        people: coordinates(seat)
          ? everybody.slice(0, OFFERED)
          : everybody.filter(({ memberId }) => memberId === seat.actingTenantId),
      }
    }),

  /** Adds days on which one of this member's people is absent; the coordinator may add them for anybody. */
  reportAbsence: permitted('scorecards.report_absence')
    .input(NewAbsence)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      assertAllowed(roundMachine, 'planVisits', await getRoundUnlocked(db, input.roundId))
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

  /** A company declares with whom, or for which estate, it competes; the coordinator may declare it for any company. */
  declareConflict: permitted('scorecards.declare_conflict')
    .input(NewConflict)
    .mutation(async ({ ctx: { db, seat }, input: { memberId: named, withWhom, ...declared } }) => {
      const conflict = { ...declared, ...parseWithWhom(withWhom) }
      const round = await getRoundUnlocked(db, conflict.roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      const memberId = coordinates(seat) ? named : seat.actingTenantId
      const estates = await listRoundEstates(db, round.id)
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

/** Reads the round without a lock, so that declarations do not block anybody. */
const getRoundUnlocked = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('round')
    .select(['id', 'stage'])
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.round_not_found'))
