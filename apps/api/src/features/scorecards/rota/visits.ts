import { id, tick, whole } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { assertNotLeftOut } from '@bilin/domain/scorecards/rota/daysOff'
import {
  assertInRound,
  assertMayVisit,
  listMovedVisits,
  NewVisit,
  OneVisit,
  VisitDays,
} from '@bilin/domain/scorecards/rota/recusal'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { listRoundEstates, lockRound, selectDaysOff } from '../rounds/queries.ts'
import { acceptRota } from './accept.ts'
import { solveRota, refuseObstacle } from './solve.ts'
import { buildRotaProblem } from './problem.ts'
import { selectConflicts, getRotaSettings, loadPlanningSnapshot } from './queries.ts'
import { deleteVisits, insertVisits, listReviewers, lockVisits, updateVisitDays } from './reviewers.ts'

const Proposal = z.strictObject({
  roundId: id(),
  perEstate: whole({ min: 1, max: 20 }).default(4),
  /** Only these seats; all that may visit if absent. */
  seatIds: z.array(id()).max(3000).optional(),
  dated: tick().default(false),
  unlinked: tick().default(false),
})

export const visitsProcedures = {
  /** Who may be sent on visits: secretaries and staff of communities, managers of companies. */
  reviewers: coordinating('scorecards.plan').query(({ ctx: { db, seat } }) => listReviewers(db, seat.tenantId)),

  /** Plans visits until every estate has `perEstate` of them; visits already planned stay. */
  proposeVisits: coordinating('scorecards.plan')
    .input(Proposal)
    .mutation(async ({ ctx: { db, seat, today }, input: { roundId, perEstate, seatIds, ...how } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      const snapshot = await loadPlanningSnapshot(db, seat.tenantId, round, today)
      const settings = { ...(await getRotaSettings(db, roundId)), requiredVisits: perEstate, replaces: false, ...how }
      const { problem, replaced } = buildRotaProblem(round, snapshot, settings, seatIds)
      const { rota, obstacle } = await solveRota(problem)
      if (!rota) return refuseObstacle(obstacle)
      const { visits } = await acceptRota(db, roundId, rota, replaced, snapshot)
      await record(db, 'scorecards.visit_planned', roundId, { visits })
      return { visits }
    }),

  addVisit: coordinating('scorecards.plan')
    .input(NewVisit)
    .mutation(async ({ ctx: { db, seat }, input: { roundId, estateId, seatId, plannedOn = null } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      assertInRound(plannedOn, round, 'plannedOn')
      assertNotLeftOut(plannedOn, await selectDaysOff(db, roundId).execute(), 'plannedOn')
      const estates = await listRoundEstates(db, roundId)
      const reviewers = await listReviewers(db, seat.tenantId)
      const estate =
        estates.find((known) => known.estateId === estateId) ?? refuse('not_found', 'scorecards.estate_not_in_round')
      const reviewer =
        reviewers.find((known) => known.seatId === seatId) ??
        refuse('invalid', 'scorecards.not_a_reviewer', { field: 'seatId' })
      assertMayVisit(reviewer, estate, await selectConflicts(db, roundId).execute())
      const [visitId] = await insertVisits(db, roundId, [{ seatId, estateId, plannedOn }], estates, reviewers)
      await record(db, 'scorecards.visit_planned', visitId!, { visits: 1 })
      return { visitId: visitId! }
    }),

  /** Sets or clears the days of visits: all of those given, or none. */
  dateVisits: coordinating('scorecards.plan')
    .input(VisitDays)
    .mutation(async ({ ctx: { db }, input }) => {
      const moved = listMovedVisits(input)
      const rounds = await lockVisits(
        db,
        moved.map(({ visitId }) => visitId),
      )
      for (const round of rounds) {
        assertAllowed(roundMachine, 'planVisits', round)
        const daysOff = await selectDaysOff(db, round.id).execute()
        for (const { visitId, plannedOn } of moved) {
          assertInRound(plannedOn, round, `days.${visitId}`)
          assertNotLeftOut(plannedOn, daysOff, `days.${visitId}`)
        }
      }
      await updateVisitDays(db, moved)
      return { dated: moved.length }
    }),

  /** Removes a visit that is not submitted, with what was already filled in. */
  dropVisit: coordinating('scorecards.plan')
    .input(OneVisit)
    .mutation(async ({ ctx: { db }, input: { visitId } }) => {
      for (const round of await lockVisits(db, [visitId])) assertAllowed(roundMachine, 'planVisits', round)
      await deleteVisits(db, [visitId])
      await record(db, 'scorecards.visit_dropped', visitId)
    }),
}
