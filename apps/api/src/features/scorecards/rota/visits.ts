import { day, id, optional, tick, whole } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { mayPlanVisits } from '@bilin/domain/scorecards/rounds/round'
import { mayVisit, NewVisit } from '@bilin/domain/scorecards/rota/recusal'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { listEstates, lockRound } from '../rounds/queries.ts'
import { takeRota } from './accept.ts'
import { reckon, refuseObstacle } from './proposals.ts'
import { listConflicts, settingsOf, standingOf, wishOf } from './queries.ts'
import { deleteVisit, insertVisits, listVisitors, lockVisit, setVisitDay } from './reviewers.ts'

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
  reviewers: coordinating('scorecards.plan').query(({ ctx: { db, seat } }) => listVisitors(db, seat.tenantId)),

  /** Plans what is still missing to `perEstate` visits a compound, in one act; visits already planned stay. */
  proposeVisits: coordinating('scorecards.plan')
    .input(Proposal)
    .mutation(async ({ ctx: { db, seat, today }, input: { roundId, perEstate, seatIds, ...how } }) => {
      const round = await lockRound(db, roundId)
      mayPlanVisits(round.stage)
      const standing = await standingOf(db, seat.tenantId, round, today)
      const settings = { ...(await settingsOf(db, roundId)), wanted: perEstate, replaces: false, ...how }
      const { wish, replaced } = wishOf(round, standing, settings, seatIds)
      const { rota, obstacle } = await reckon(wish)
      if (!rota) return refuseObstacle(obstacle)
      const { visits } = await takeRota(db, roundId, rota, replaced, standing)
      await record(db, 'scorecards.visit_planned', roundId, { visits })
      return { visits }
    }),

  addVisit: coordinating('scorecards.plan')
    .input(NewVisit)
    .mutation(async ({ ctx: { db, seat }, input: { roundId, estateId, seatId, plannedOn = null } }) => {
      mayPlanVisits((await lockRound(db, roundId)).stage)
      const compounds = await listEstates(db, roundId)
      const visitors = await listVisitors(db, seat.tenantId)
      const compound =
        compounds.find((known) => known.estateId === estateId) ?? refuse('not_found', 'scorecards.estate_not_in_round')
      const visitor =
        visitors.find((known) => known.seatId === seatId) ??
        refuse('invalid', 'scorecards.not_a_visitor', { field: 'seatId' })
      mayVisit(visitor, compound, await listConflicts(db, roundId))
      const [visitId] = await insertVisits(db, roundId, [{ seatId, estateId, plannedOn }], compounds, visitors)
      await record(db, 'scorecards.visit_planned', visitId!, { visits: 1 })
      return { visitId: visitId! }
    }),

  /** Sets the day of a visit, or takes it away. */
  dateVisit: coordinating('scorecards.plan')
    .input(z.strictObject({ visitId: id(), plannedOn: optional(day()) }))
    .mutation(async ({ ctx: { db }, input: { visitId, plannedOn = null } }) => {
      mayPlanVisits((await lockVisit(db, visitId)).stage)
      await setVisitDay(db, visitId, plannedOn)
    }),

  /** A visit not yet submitted; what was already filled in goes with it. */
  dropVisit: coordinating('scorecards.plan')
    .input(z.strictObject({ visitId: id() }))
    .mutation(async ({ ctx: { db }, input: { visitId } }) => {
      mayPlanVisits((await lockVisit(db, visitId)).stage)
      await deleteVisit(db, visitId)
      await record(db, 'scorecards.visit_dropped', visitId)
    }),
}
