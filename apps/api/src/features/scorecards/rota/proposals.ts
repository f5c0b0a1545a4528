import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import {
  EstateException,
  PersonException,
  RotaJob,
  RotaOfRound,
  RotaRelaxation,
  type RotaSettings,
  RotaRequest,
} from '@bilin/domain/scorecards/rota/settings'
import type { Relaxation } from '@bilin/domain/scorecards/rota/problem'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../../record.ts'
import { listReviewers } from './reviewers.ts'
import { coordinating } from '../procedures.ts'
import { deleteComputationOfRound, getComputation } from './computations.ts'
import { buildRotaProblem } from './problem.ts'
import {
  getRota,
  updateRotaSettings,
  updateMaxVisits,
  updateRequiredVisits,
  getRotaSettings,
  loadPlanningSnapshot,
  deleteProposal,
} from './queries.ts'
import { computeFingerprint, acceptRota } from './accept.ts'
import { refuseObstacle, solveRota, startProposal, type Proposal } from './solve.ts'
import { listRoundEstates, lockRound } from '../rounds/queries.ts'

export const proposalsProcedures = {
  /** Saves the settings and computes a proposal to be reviewed. */
  propose: coordinating('scorecards.plan')
    .input(RotaRequest)
    .mutation(async ({ ctx, input: { roundId, ...settings } }) => {
      const round = await lockRound(ctx.db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      await updateRotaSettings(ctx.db, roundId, settings)
      return startProposal(ctx, round)
    }),

  /** Sets the number of visits of one estate; blank means as many as the other estates. */
  setRequiredVisits: coordinating('scorecards.plan')
    .input(EstateException)
    .mutation(async ({ ctx: { db }, input: { roundId, estateId, requiredVisits = null } }) => {
      assertAllowed(roundMachine, 'planVisits', await lockRound(db, roundId))
      if (!(await listRoundEstates(db, roundId)).some((known) => known.estateId === estateId))
        refuse('not_found', 'scorecards.estate_not_in_round', { field: 'estateId' })
      await updateRequiredVisits(db, roundId, estateId, requiredVisits)
    }),

  /** Sets the most visits of one reviewer; blank means as many as the others, 0 means none. */
  setMaxVisits: coordinating('scorecards.plan')
    .input(PersonException)
    .mutation(async ({ ctx: { db, seat }, input: { roundId, seatId, maxVisits = null } }) => {
      assertAllowed(roundMachine, 'planVisits', await lockRound(db, roundId))
      if (!(await listReviewers(db, seat.tenantId)).some((known) => known.seatId === seatId))
        refuse('not_found', 'scorecards.not_a_reviewer', { field: 'seatId' })
      await updateMaxVisits(db, roundId, seatId, maxVisits)
    }),

  /** The progress of a computation; null when it has ended. The plan then has the proposal or the obstacle. */
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

  /** Accepts the proposal as it was shown. Refuses when something that it was computed from has changed since. */
  accept: coordinating('scorecards.plan')
    .input(RotaOfRound)
    .mutation(async ({ ctx: { db, seat, today }, input: { roundId } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      const proposal = (await getRota(db, roundId))?.proposal as Proposal | null | undefined
      if (!proposal?.rota) return refuse('conflict', 'scorecards.nothing_proposed')
      const snapshot = await loadPlanningSnapshot(db, seat.tenantId, round, today)
      const { problem, replaced } = buildRotaProblem(round, snapshot, await getRotaSettings(db, roundId))
      if (computeFingerprint(problem) !== proposal.made) refuse('conflict', 'scorecards.rota_out_of_date')
      const accepted = await acceptRota(db, roundId, proposal.rota, replaced, snapshot)
      await deleteProposal(db, roundId)
      await record(db, 'scorecards.visit_planned', roundId, accepted)
      return accepted
    }),

  /** Applies one of the offered relaxations, by its index, and computes a new proposal. */
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

  /** Gives the visits that their reviewer cannot make any more to others, and keeps all other visits. */
  reassign: coordinating('scorecards.plan')
    .input(RotaOfRound)
    .mutation(async ({ ctx: { db, seat, today }, input: { roundId } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      const snapshot = await loadPlanningSnapshot(db, seat.tenantId, round, today)
      if (snapshot.stranded.length === 0) return { visits: 0, dropped: 0 }
      const settings = { ...(await getRotaSettings(db, roundId)), replaces: false, unlinked: true }
      const needed = keepVisitCounts(snapshot)
      const { problem, replaced } = buildRotaProblem(round, { ...snapshot, requiredVisits: needed }, settings)
      const { rota, obstacle } = await solveRota(problem)
      if (!rota) return refuseObstacle(obstacle)
      const accepted = await acceptRota(db, roundId, rota, replaced, snapshot)
      await record(db, 'scorecards.visits_reassigned', roundId, accepted)
      return accepted
    }),
}

/** The number of visits that each estate has now, to be kept whatever the settings say. */
const keepVisitCounts = ({ estates, visits }: Awaited<ReturnType<typeof loadPlanningSnapshot>>) =>
  estates.map(({ estateId }) => ({
    estateId,
    requiredVisits: visits.filter((visit) => visit.estateId === estateId).length,
  }))

async function applyRelaxation(db: TenantDb, roundId: string, relaxation: Relaxation) {
  const settings = await getRotaSettings(db, roundId)
  const set = (change: Partial<RotaSettings>) => updateRotaSettings(db, roundId, { ...settings, ...change })
  switch (relaxation.kind) {
    case 'fewer_visits':
      for (const { estateId, requiredVisits } of relaxation.estates)
        await updateRequiredVisits(db, roundId, estateId, requiredVisits)
      return
    case 'raise_max_visits':
      for (const { seatId, maxVisits } of relaxation.reviewers) await updateMaxVisits(db, roundId, seatId, maxVisits)
      return
    case 'more_visits_per_day':
      return set({ visitsPerDay: relaxation.visitsPerDay })
    case 'more_visits':
      return set({ requiredVisits: relaxation.requiredVisits })
    case 'fewer_reviewers':
      return set({ maxReviewers: relaxation.reviewers })
    case 'bridge':
      return set({ bridge: true })
    case 'unlinked':
      return set({ unlinked: true })
    case 'lift_conflict':
    case 'more_days':
    case 'more_reviewers':
      // More days, more people or fewer conflicts are changed elsewhere; the page says where.
      return refuse('conflict', 'scorecards.not_by_the_rota')
  }
}
