/** Computes a proposal: a small one at once, a large one in a job of the worker. */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import { propose } from '@bilin/domain/scorecards/rota/propose'
import type { Obstacle, Rota, RotaProblem } from '@bilin/domain/scorecards/rota/problem'
import { insertJob } from '../../../rooms/worker/job.ts'
import { inThread } from '../../../thread/inThread.ts'
import type { lockRound } from '../rounds/queries.ts'
import { computeFingerprint } from './accept.ts'
import { deleteComputationOfRound, insertComputation } from './computations.ts'
import { computeRota } from './jobs.ts'
import { buildRotaProblem } from './problem.ts'
import { deleteProposal, getRotaSettings, loadPlanningSnapshot, insertProposal } from './queries.ts'

/** The proposal stored in the rota's row. */
export type Proposal = { made: string; replaced: number } & (
  { rota: Rota; obstacle: null } | { rota: null; obstacle: Obstacle }
)

/** With at most this many pairs of person and estate a rota takes milliseconds, and is computed without a thread. */
const MAX_PAIRS_WITHOUT_THREAD = 5000

/** Replaces the previous proposal. `jobId` is to be polled; null when the new proposal is already there. */
export async function startProposal({ db, seat, today, now }: Inside, round: Awaited<ReturnType<typeof lockRound>>) {
  const snapshot = await loadPlanningSnapshot(db, seat.tenantId, round, today)
  const { problem, replaced } = buildRotaProblem(round, snapshot, await getRotaSettings(db, round.id))
  await deleteComputationOfRound(db, round.id)
  await deleteProposal(db, round.id)
  if (isSmall(problem)) {
    await insertProposal(db, now, round.id, {
      made: computeFingerprint(problem),
      replaced: replaced.length,
      ...propose(problem),
    })
    return { jobId: null }
  }
  const jobId = await insertComputation(db, round.id)
  await insertJob(db, computeRota, jobId)
  return { jobId }
}

type Inside = { db: TenantDb; seat: Pick<Seat, 'tenantId'>; today: Day; now: Date }

export const solveRota = (problem: RotaProblem) =>
  isSmall(problem) ? Promise.resolve(propose(problem)) : inThread('rota', problem)

/** Refuses with a short form of the obstacle, for acts that need a rota at once; the rota's page shows all of it. */
export function refuseObstacle(obstacle: Obstacle): never {
  if (obstacle.kind === 'apart')
    refuse('conflict', 'scorecards.visits_apart', {
      params: { groups: obstacle.groups.length, count: obstacle.visits },
    })
  const [first] = obstacle.estates
  return refuse('conflict', 'scorecards.too_few_reviewers', {
    params: { estate: obstacle.estates.map(({ name }) => name).join('、'), count: first!.requiredVisits },
  })
}

const isSmall = ({ reviewers, estates }: RotaProblem) => reviewers.length * estates.length <= MAX_PAIRS_WITHOUT_THREAD
