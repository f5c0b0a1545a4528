/** Rotas computed in threads, at most one a round; lost when the server stops, and then started again by hand. */
import { randomUUID } from 'node:crypto'
import type { Step } from '@bilin/domain/scorecards/rota/problem'

export type Job = {
  id: string
  tenantId: string
  roundId: string
  step: Step
  done: number
  of: number
  stopping: AbortController
  /** Set when it ended without an answer. */
  failure: unknown
}
type Round = Pick<Job, 'tenantId' | 'roundId'>

const jobs = new Map<string, Job>()

/** A job by its id, of this tenant only: who polls it reads nothing of the round. */
export const getJob = (tenantId: string, id: string): Job | undefined =>
  jobs.values().find((job) => job.id === id && job.tenantId === tenantId)

export const getJobOfRound = (roundId: string): Job | undefined => jobs.get(roundId)

/** Starts computing, in place of what runs for the same round. Whether it succeeds is said on the job. */
export function startJob(of: Round, compute: (job: Job) => Promise<void>): Job {
  cancelJob(of.roundId)
  const job: Job = {
    ...of,
    id: randomUUID(),
    step: 'filling',
    done: 0,
    of: 1,
    stopping: new AbortController(),
    failure: null,
  }
  jobs.set(of.roundId, job)
  void runJob(job, compute)
  return job
}

async function runJob(job: Job, compute: (job: Job) => Promise<void>): Promise<void> {
  try {
    await compute(job)
    if (jobs.get(job.roundId) === job) jobs.delete(job.roundId)
  } catch (error) {
    if (!job.stopping.signal.aborted) job.failure = error
  }
}

export function cancelJob(roundId: string): void {
  jobs.get(roundId)?.stopping.abort(new Error('cancelled'))
  jobs.delete(roundId)
}
