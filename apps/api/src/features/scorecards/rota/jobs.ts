/** A proposal too large for a request: computed by the worker, and begun again when the server was stopped meanwhile. */
import type { TenantDb } from '@bilin/db/tenant'
import { dayOf } from '@bilin/domain/calendar'
import type { SolverStep } from '@bilin/domain/scorecards/rota/problem'
import type { Attempt, Job } from '../../../rooms/worker/job.ts'
import { inThread } from '../../../thread/inThread.ts'
import { getRoundById } from '../rounds/queries.ts'
import { computeFingerprint } from './accept.ts'
import { deleteComputation, getComputation, updateComputation } from './computations.ts'
import { buildRotaProblem, getRotaSettings, loadPlanningSnapshot, saveProposal } from './queries.ts'

/** Milliseconds between two looks whether it is still wanted; each also says how far it is. */
const OFTEN = 500

export const computeRota: Job = {
  name: 'scorecards.compute_rota',
  attempts: 3,
  run: computeProposal,
  async giveUp(id, { inTenant }) {
    await inTenant((db) => updateComputation(db, id, { failed: true }))
  },
}

async function computeProposal(id: string, { inTenant, tenantId, signal }: Attempt): Promise<void> {
  const asked = await inTenant((db, now) => loadProblem(db, tenantId, id, now))
  if (!asked) return
  const { roundId, wish, kept } = asked
  const cancelled = new AbortController()
  let progress: { step: SolverStep; done: number; of: number } = { step: 'filling', done: 0, of: 1 }
  const looking = setInterval(() => {
    const { step, done, of: whole } = progress
    inTenant((db) => updateComputation(db, id, { step, done, whole })).then(
      (stillWanted) => stillWanted || cancelled.abort(),
      // The next look may succeed; if the database stays away the result cannot be written either.
      () => {},
    )
  }, OFTEN)
  try {
    const found = await inThread('rota', wish, {
      signal: AbortSignal.any([signal, cancelled.signal]),
      progress: (heard) => (progress = heard),
    })
    await inTenant(async (db, now) => {
      // Taken away first: of two that computed the same only one writes, and what was cancelled meanwhile is not written.
      if (await deleteComputation(db, id)) await saveProposal(db, now, roundId, { ...kept, ...found })
    })
  } catch (error) {
    if (!cancelled.signal.aborted) throw error
  } finally {
    clearInterval(looking)
  }
}

async function loadProblem(db: TenantDb, allianceId: string, id: string, now: Date) {
  const computation = await getComputation(db, id)
  if (!computation) return null
  const round = await getRoundById(db, computation.roundId)
  const standing = await loadPlanningSnapshot(db, allianceId, round, dayOf(now))
  const { wish, replaced } = buildRotaProblem(round, standing, await getRotaSettings(db, round.id))
  return { roundId: round.id, wish, kept: { made: computeFingerprint(wish), replaced: replaced.length } }
}
