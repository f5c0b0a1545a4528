/** Rotas being ratingsWithout in threads, one a round at most; lost when the server stops, and then begun again by hand. */
import type { Step } from '@bilin/domain/scorecards/rota/problem'

export type Job = {
  step: Step
  done: number
  of: number
  stopping: AbortController
  /** Set when it ended without an answer. */
  failure: unknown
}

const jobs = new Map<string, Job>()

export const getJob = (roundId: string): Job | undefined => jobs.get(roundId)

/** Another one of the same round is ended. Answers when it has come to its end, whichever. */
export async function work(roundId: string, solveRota: (job: Job) => Promise<void>): Promise<void> {
  cancelJob(roundId)
  const job: Job = { step: 'filling', done: 0, of: 1, stopping: new AbortController(), failure: null }
  jobs.set(roundId, job)
  try {
    await solveRota(job)
    if (jobs.get(roundId) === job) jobs.delete(roundId)
  } catch (error) {
    if (!job.stopping.signal.aborted) job.failure = error
  }
}

export function cancelJob(roundId: string): void {
  jobs.get(roundId)?.stopping.abort(new Error('cancelled'))
  jobs.delete(roundId)
}
