/** Computes a proposal: small ones at once, large ones by a job of the worker. */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import { propose } from '@bilin/domain/scorecards/rota/propose'
import type { Obstacle, Rota, RotaProblem } from '@bilin/domain/scorecards/rota/problem'
import { queueJob } from '../../../rooms/worker/job.ts'
import { inThread } from '../../../thread/inThread.ts'
import type { lockRound } from '../rounds/queries.ts'
import { computeFingerprint } from './accept.ts'
import { deleteComputationOfRound, insertComputation } from './computations.ts'
import { computeRota } from './jobs.ts'
import { buildRotaProblem, deleteProposal, getRotaSettings, loadPlanningSnapshot, saveProposal } from './queries.ts'

/** What waits in the rota's row. */
export type Proposal = { made: string; replaced: number } & (
  { rota: Rota; obstacle: null } | { rota: null; obstacle: Obstacle }
)

/** Pairs of people and estates up to which a rota is a matter of milliseconds, and needs no thread. */
const SMALL = 5000

/** In place of what was proposed before. `jobId` is to be polled; null when the proposal is there already. */
export async function startProposal({ db, seat, today, now }: Inside, round: Awaited<ReturnType<typeof lockRound>>) {
  const standing = await loadPlanningSnapshot(db, seat.tenantId, round, today)
  const { wish, replaced } = buildRotaProblem(round, standing, await getRotaSettings(db, round.id))
  await deleteComputationOfRound(db, round.id)
  await deleteProposal(db, round.id)
  if (isSmall(wish)) {
    await saveProposal(db, now, round.id, {
      made: computeFingerprint(wish),
      replaced: replaced.length,
      ...propose(wish),
    })
    return { jobId: null }
  }
  const jobId = await insertComputation(db, round.id)
  await queueJob(db, computeRota, jobId)
  return { jobId }
}

type Inside = { db: TenantDb; seat: Pick<Seat, 'tenantId'>; today: Day; now: Date }

export const solveRota = (wish: RotaProblem) =>
  isSmall(wish) ? Promise.resolve(propose(wish)) : inThread('rota', wish)

/** A "no" for those who asked for it in one act; the page shows the obstacle whole. */
export function refuseObstacle(obstacle: Obstacle): never {
  if (obstacle.kind === 'apart')
    refuse('conflict', 'scorecards.visits_apart', {
      params: { groups: obstacle.groups.length, count: obstacle.visits },
    })
  const [first] = obstacle.estates
  return refuse('conflict', 'scorecards.too_few_reviewers', {
    params: { estate: obstacle.estates.map(({ name }) => name).join('、'), count: first!.wanted },
  })
}

const isSmall = ({ reviewers, estates }: RotaProblem) => reviewers.length * estates.length <= SMALL
