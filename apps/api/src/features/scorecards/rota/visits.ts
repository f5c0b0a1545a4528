import { id, tick, whole } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { assertMayVisit, listMovedVisits, NewVisit, OneVisit, VisitDays } from '@bilin/domain/scorecards/rota/recusal'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { listEstates, lockRound } from '../rounds/queries.ts'
import { acceptRota } from './accept.ts'
import { solveRota, refuseObstacle } from './solve.ts'
import { listConflicts, getRotaSettings, loadPlanningSnapshot, buildRotaProblem } from './queries.ts'
import { deleteVisits, insertVisits, listReviewers, lockVisits, updateVisitDays } from './reviewers.ts'

const Proposal = z.strictObject({
  roundId: id(),
  perEstate: whole({ min: 1, max: 20 }).default(4),
  /** Only these seats; all that may visit when left out. */
  seatIds: z.array(id()).max(3000).optional(),
  dated: tick().default(false),
  unlinked: tick().default(false),
})

export const visitsProcedures = {
  /** Who may be sent on visits: secretaries and staff of communities, managers of companies. */
  reviewers: coordinating('scorecards.plan').query(({ ctx: { db, seat } }) => listReviewers(db, seat.tenantId)),

  /** Plans what is still missing to `perEstate` visits an estate, in one act; visits already planned stay. */
  proposeVisits: coordinating('scorecards.plan')
    .input(Proposal)
    .mutation(async ({ ctx: { db, seat, today }, input: { roundId, perEstate, seatIds, ...how } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      const standing = await loadPlanningSnapshot(db, seat.tenantId, round, today)
      const settings = { ...(await getRotaSettings(db, roundId)), wanted: perEstate, replaces: false, ...how }
      const { wish, replaced } = buildRotaProblem(round, standing, settings, seatIds)
      const { rota, obstacle } = await solveRota(wish)
      if (!rota) return refuseObstacle(obstacle)
      const { visits } = await acceptRota(db, roundId, rota, replaced, standing)
      await record(db, 'scorecards.visit_planned', roundId, { visits })
      return { visits }
    }),

  addVisit: coordinating('scorecards.plan')
    .input(NewVisit)
    .mutation(async ({ ctx: { db, seat }, input: { roundId, estateId, seatId, plannedOn = null } }) => {
      assertAllowed(roundMachine, 'planVisits', await lockRound(db, roundId))
      const estates = await listEstates(db, roundId)
      const reviewers = await listReviewers(db, seat.tenantId)
      const estate =
        estates.find((known) => known.estateId === estateId) ?? refuse('not_found', 'scorecards.estate_not_in_round')
      const reviewer =
        reviewers.find((known) => known.seatId === seatId) ??
        refuse('invalid', 'scorecards.not_a_reviewer', { field: 'seatId' })
      assertMayVisit(reviewer, estate, await listConflicts(db, roundId))
      const [visitId] = await insertVisits(db, roundId, [{ seatId, estateId, plannedOn }], estates, reviewers)
      await record(db, 'scorecards.visit_planned', visitId!, { visits: 1 })
      return { visitId: visitId! }
    }),

  /** Sets the days of visits, or takes them away: all that were moved, or none. */
  dateVisits: coordinating('scorecards.plan')
    .input(VisitDays)
    .mutation(async ({ ctx: { db }, input }) => {
      const moved = listMovedVisits(input)
      const rounds = await lockVisits(
        db,
        moved.map(({ visitId }) => visitId),
      )
      for (const round of rounds) assertAllowed(roundMachine, 'planVisits', round)
      await updateVisitDays(db, moved)
      return { dated: moved.length }
    }),

  /** A visit not yet submitted; what was already filled in goes with it. */
  dropVisit: coordinating('scorecards.plan')
    .input(OneVisit)
    .mutation(async ({ ctx: { db }, input: { visitId } }) => {
      for (const round of await lockVisits(db, [visitId])) assertAllowed(roundMachine, 'planVisits', round)
      await deleteVisits(db, [visitId])
      await record(db, 'scorecards.visit_dropped', visitId)
    }),
}
