import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import {
  EstateException,
  PersonException,
  RotaJob,
  RotaOfRound,
  RotaRelaxation,
  type RotaSettings,
  RotaWishes,
} from '@bilin/domain/scorecards/rota/settings'
import type { Relaxation } from '@bilin/domain/scorecards/rota/problem'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../../record.ts'
import { listReviewers } from './reviewers.ts'
import { coordinating } from '../procedures.ts'
import { deleteComputationOfRound, getComputation } from './computations.ts'
import {
  getRota,
  saveRotaSettings,
  setMaxVisits,
  setRequiredVisits,
  getRotaSettings,
  loadPlanningSnapshot,
  buildRotaProblem,
  deleteProposal,
} from './queries.ts'
import { computeFingerprint, acceptRota } from './accept.ts'
import { refuseObstacle, solveRota, startProposal, type Proposal } from './solve.ts'
import { listEstates, lockRound } from '../rounds/queries.ts'

export const proposalsProcedures = {
  /** Keeps how the visits are to be shared out, and computes a proposal to look at. */
  propose: coordinating('scorecards.plan')
    .input(RotaWishes)
    .mutation(async ({ ctx, input: { roundId, ...settings } }) => {
      const round = await lockRound(ctx.db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      await saveRotaSettings(ctx.db, roundId, settings)
      return startProposal(ctx, round)
    }),

  /** Another number of visits for one estate; blank is the same as for the rest. */
  setWanted: coordinating('scorecards.plan')
    .input(EstateException)
    .mutation(async ({ ctx: { db }, input: { roundId, estateId, wanted = null } }) => {
      assertAllowed(roundMachine, 'planVisits', await lockRound(db, roundId))
      if (!(await listEstates(db, roundId)).some((known) => known.estateId === estateId))
        refuse('not_found', 'scorecards.estate_not_in_round', { field: 'estateId' })
      await setRequiredVisits(db, roundId, estateId, wanted)
    }),

  /** Another number of visits at most for one person; blank is the same as for the rest, 0 is not at all. */
  setMost: coordinating('scorecards.plan')
    .input(PersonException)
    .mutation(async ({ ctx: { db, seat }, input: { roundId, seatId, most = null } }) => {
      assertAllowed(roundMachine, 'planVisits', await lockRound(db, roundId))
      if (!(await listReviewers(db, seat.tenantId)).some((known) => known.seatId === seatId))
        refuse('not_found', 'scorecards.not_a_reviewer', { field: 'seatId' })
      await setMaxVisits(db, roundId, seatId, most)
    }),

  /** How far a job is; null when it has ended. The plan says whether there is a proposal, or why not. */
  progress: coordinating('scorecards.plan')
    .input(RotaJob)
    .query(async ({ ctx: { db }, input: { jobId } }) => {
      const computation = await getComputation(db, jobId)
      return computation && !computation.failed
        ? { step: computation.step, done: computation.done, of: computation.of }
        : null
    }),

  cancel: coordinating('scorecards.plan')
    .input(RotaOfRound)
    .mutation(async ({ ctx: { db }, input: { roundId } }) => {
      await lockRound(db, roundId)
      await deleteComputationOfRound(db, roundId)
      await deleteProposal(db, roundId)
    }),

  /** Takes the proposal as it was looked at; not when something it was made from has changed since. */
  accept: coordinating('scorecards.plan')
    .input(RotaOfRound)
    .mutation(async ({ ctx: { db, seat, today }, input: { roundId } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      const proposal = (await getRota(db, roundId))?.proposal as Proposal | null | undefined
      if (!proposal?.rota) return refuse('conflict', 'scorecards.nothing_proposed')
      const standing = await loadPlanningSnapshot(db, seat.tenantId, round, today)
      const { wish, replaced } = buildRotaProblem(round, standing, await getRotaSettings(db, roundId))
      if (computeFingerprint(wish) !== proposal.made) refuse('conflict', 'scorecards.rota_out_of_date')
      const taken = await acceptRota(db, roundId, proposal.rota, replaced, standing)
      await deleteProposal(db, roundId)
      await record(db, 'scorecards.visit_planned', roundId, taken)
      return taken
    }),

  /** Gives way in one of the ways that were offered, by its place in the list, and proposes again. */
  relax: coordinating('scorecards.plan')
    .input(RotaRelaxation)
    .mutation(async ({ ctx, input: { roundId, at } }) => {
      const { db } = ctx
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      const proposal = (await getRota(db, roundId))?.proposal as Proposal | null | undefined
      const relaxation = proposal?.obstacle?.relaxations[at] ?? refuse('conflict', 'scorecards.rota_out_of_date')
      await applyRelaxation(db, roundId, relaxation)
      return startProposal(ctx, round)
    }),

  /** Visits that their reviewer cannot make any more go to others; everything else stays. In one act. */
  reassign: coordinating('scorecards.plan')
    .input(RotaOfRound)
    .mutation(async ({ ctx: { db, seat, today }, input: { roundId } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      const standing = await loadPlanningSnapshot(db, seat.tenantId, round, today)
      if (standing.stranded.length === 0) return { visits: 0, dropped: 0 }
      const settings = { ...(await getRotaSettings(db, roundId)), replaces: false, unlinked: true }
      const needed = asManyAsBefore(standing)
      const { wish, replaced } = buildRotaProblem(round, { ...standing, wanted: needed }, settings)
      const { rota, obstacle } = await solveRota(wish)
      if (!rota) return refuseObstacle(obstacle)
      const taken = await acceptRota(db, roundId, rota, replaced, standing)
      await record(db, 'scorecards.visits_reassigned', roundId, taken)
      return taken
    }),
}

/** Each estate keeps the number of visits it has now, whatever the rota would have it get. */
const asManyAsBefore = ({ estates, visits }: Awaited<ReturnType<typeof loadPlanningSnapshot>>) =>
  estates.map(({ estateId }) => ({
    estateId,
    wanted: visits.filter((visit) => visit.estateId === estateId).length,
  }))

async function applyRelaxation(db: TenantDb, roundId: string, relaxation: Relaxation) {
  const settings = await getRotaSettings(db, roundId)
  const set = (change: Partial<RotaSettings>) => saveRotaSettings(db, roundId, { ...settings, ...change })
  switch (relaxation.kind) {
    case 'fewer_visits':
      for (const { estateId, wanted } of relaxation.estates) await setRequiredVisits(db, roundId, estateId, wanted)
      return
    case 'raise_most':
      for (const { seatId, most } of relaxation.people) await setMaxVisits(db, roundId, seatId, most)
      return
    case 'more_a_day':
      return set({ aDay: relaxation.aDay })
    case 'more_visits':
      return set({ wanted: relaxation.wanted })
    case 'fewer_people':
      return set({ people: relaxation.people })
    case 'bridge':
      return set({ bridge: true })
    case 'unlinked':
      return set({ unlinked: true })
    case 'lift_conflict':
    case 'more_days':
    case 'more_people':
      // Days, people and conflicts are not the rota's to give: the page says where they are.
      return refuse('conflict', 'scorecards.not_by_the_rota')
  }
}
