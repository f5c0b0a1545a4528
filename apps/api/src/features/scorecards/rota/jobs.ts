/** Computes a proposal that is too large for a request, in the worker. Starts again after the server was stopped. */
import type { TenantDb } from '@bilin/db/tenant'
import { toDay } from '@bilin/domain/calendar'
import type { SolverStep } from '@bilin/domain/scorecards/rota/problem'
import type { Attempt, Job } from '../../../rooms/worker/job.ts'
import { inThread } from '../../../thread/inThread.ts'
import { getRoundById } from '../rounds/queries.ts'
import { computeFingerprint } from './accept.ts'
import { deleteComputation, getComputation, updateComputation } from './computations.ts'
import { buildRotaProblem } from './problem.ts'
import { getRotaSettings, loadPlanningSnapshot, insertProposal } from './queries.ts'

/** Milliseconds between two updates of the progress, which also show whether the computation was cancelled. */
const UPDATE_INTERVAL = 500

export const computeRota: Job = {
  name: 'scorecards.compute_rota',
  attempts: 3,
  run: computeProposal,
  async giveUp(id, { inTenant }) {
    await inTenant((db) => updateComputation(db, id, { failed: true }))
  },
}

async function computeProposal(id: string, { inTenant, tenantId, signal }: Attempt): Promise<void> {
  const loaded = await inTenant((db, now) => loadProblem(db, tenantId, id, now))
  if (!loaded) return
  const { roundId, problem, basis: basis } = loaded
  const cancelled = new AbortController()
  let progress: { step: SolverStep; done: number; of: number } = { step: 'filling', done: 0, of: 1 }
  const updating = setInterval(() => {
    const { step, done, of: whole } = progress
    inTenant((db) => updateComputation(db, id, { step, done, whole })).then(
      (stillWanted) => stillWanted || cancelled.abort(),
      // The next update may succeed; if the database stays unavailable, saving the result fails as well.
      () => {},
    )
  }, UPDATE_INTERVAL)
  try {
    const found = await inThread('rota', problem, {
      signal: AbortSignal.any([signal, cancelled.signal]),
      progress: (latest) => (progress = latest),
    })
    await inTenant(async (db, now) => {
      // Delete first: a cancelled computation is not saved, and of two runs of the same job only one saves.
      if (await deleteComputation(db, id)) await insertProposal(db, now, roundId, { ...basis, ...found })
    })
  } catch (error) {
    if (!cancelled.signal.aborted) throw error
  } finally {
    clearInterval(updating)
  }
}

async function loadProblem(db: TenantDb, allianceId: string, id: string, now: Date) {
  const computation = await getComputation(db, id)
  if (!computation) return null
  const round = await getRoundById(db, computation.roundId)
  const snapshot = await loadPlanningSnapshot(db, allianceId, round, toDay(now))
  const { problem, replaced } = buildRotaProblem(round, snapshot, await getRotaSettings(db, round.id))
  return { roundId: round.id, problem, basis: { made: computeFingerprint(problem), replaced: replaced.length } }
}
