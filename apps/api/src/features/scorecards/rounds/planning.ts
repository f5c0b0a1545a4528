import { day, id, optional, tick, whole } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import {
  EstateLeftOut,
  EstatesTaken,
  mayPlanVisits,
  mustBe,
  NewRound,
  nextStage,
  RoundStep,
} from '@bilin/domain/scorecards/rounds/round'
import { mayVisit, NewVisit } from '@bilin/domain/scorecards/rota/recusal'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import {
  deleteVisit,
  insertVisits,
  leaveOut,
  listCandidates,
  listVisitors,
  lockVisit,
  setVisitDay,
  takeIn,
} from '../rota/reviewers.ts'
import { countVisits, listEstates, lockRound, moveRound, today } from './queries.ts'
import { reckon, refuseObstacle } from '../rota/proposals.ts'
import { listConflicts, settingsOf, standingOf, wishOf } from '../rota/queries.ts'
import { takeRota } from '../rota/accept.ts'
import { mustBeOffered } from '../rubrics/rubrics.ts'

const Proposal = z.strictObject({
  roundId: id(),
  perEstate: whole({ min: 1, max: 20 }).default(4),
  /** Only these seats; all that may visit when left out. */
  seatIds: z.array(id()).max(3000).optional(),
  dated: tick().default(false),
  unlinked: tick().default(false),
})

export const planning = {
  /** Listed compounds that a round could take in, and why one could not. */
  candidates: coordinating('scorecards.plan')
    .input(z.strictObject({ roundId: id().optional() }))
    .query(async ({ ctx: { db }, input }) => listCandidates(db, await today(db), input.roundId)),

  /** Who may be sent on visits: secretaries and staff of communities, managers of companies. */
  visitors: coordinating('scorecards.plan').query(({ ctx: { db, seat } }) => listVisitors(db, seat.tenantId)),

  /** Plans a round over the chosen compounds, or over all that can be taken in where none are named. */
  plan: coordinating('scorecards.plan')
    .input(NewRound)
    .mutation(async ({ ctx: { db }, input: { estateIds, ...round } }) => {
      await mustBeOffered(db, round.rubricId)
      const { id: roundId } = await db.insertInto('round').values(round).returning('id').executeTakeFirstOrThrow()
      const candidates = await listCandidates(db, await today(db))
      const ready = candidates.filter(({ companyId }) => companyId !== null).map(({ estateId }) => estateId)
      const estates = await takeIn(db, roundId, candidates, estateIds ?? ready)
      await record(db, 'scorecards.round_planned', roundId, { estates })
      return { roundId, slug: round.slug, estates }
    }),

  addEstates: coordinating('scorecards.plan')
    .input(EstatesTaken)
    .mutation(async ({ ctx: { db }, input: { roundId, estateIds } }) => {
      mustBe((await lockRound(db, roundId)).stage, 'planning')
      const estates = await takeIn(db, roundId, await listCandidates(db, await today(db)), estateIds)
      await record(db, 'scorecards.estates_taken', roundId, { estates })
    }),

  /** Its planned visits go with it. */
  removeEstate: coordinating('scorecards.plan')
    .input(EstateLeftOut)
    .mutation(async ({ ctx: { db }, input: { roundId, estateId } }) => {
      mustBe((await lockRound(db, roundId)).stage, 'planning')
      await leaveOut(db, roundId, estateId)
      await record(db, 'scorecards.estate_left_out', roundId, { estateId })
    }),

  /** Plans what is still missing to `perEstate` visits a compound, in one act; visits already planned stay. */
  proposeVisits: coordinating('scorecards.plan')
    .input(Proposal)
    .mutation(async ({ ctx: { db, seat }, input: { roundId, perEstate, seatIds, ...how } }) => {
      const round = await lockRound(db, roundId)
      mayPlanVisits(round.stage)
      const standing = await standingOf(db, seat.tenantId, round)
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

  open: coordinating('scorecards.advance')
    .input(RoundStep)
    .mutation(async ({ ctx: { db }, input: { roundId, seen } }) => {
      const round = await lockRound(db, roundId)
      mustBe(round.stage, 'planning')
      const stage = nextStage(round.stage, seen)
      if ((await countVisits(db, roundId)).planned === 0) refuse('conflict', 'scorecards.no_visits_planned')
      await moveRound(db, roundId, stage)
      await record(db, 'scorecards.round_opened', roundId)
      return { stage }
    }),
}
