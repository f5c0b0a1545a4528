/** A job as the queue runs it: one attempt, and what follows when it fails. */
import type { Pool } from '@bilin/db/connect'
import { QUEUE_SCHEMA } from '@bilin/db/queue'
import { inTenantAsWorker } from '@bilin/db/tenant'
import type { JobHelpers, Task } from 'graphile-worker'
import { isDatabaseUnavailable } from '../../away.ts'
import { logFailure, type Log } from '../../log.ts'
import type { Job, JobTenant } from './job.ts'

/** What app.queue_job writes. */
export type Payload = { tenant: string; id: string; clock?: string }

export function createTask(pool: Pool, job: Job, log: Log): Task {
  return async (payload: unknown, { job: queued, abortSignal: signal }: JobHelpers) => {
    const { id } = payload as Payload
    const tenant = tenantOf(pool, payload as Payload)
    try {
      await job.run(id, { ...tenant, signal })
    } catch (error) {
      if (signal.aborted) {
        await uncountAttempt(pool, queued.id)
        throw error
      }
      logFailure(log, { requestId: `job ${queued.id}`, at: job.name }, error, isDatabaseUnavailable(error))
      if (queued.attempts < queued.max_attempts) throw error
      // Then the queue forgets it, as it does with a job that has succeeded.
      await job.giveUp(id, tenant)
    }
  }
}

export const tenantOf = (pool: Pool, { tenant: tenantId, clock }: Payload): JobTenant => ({
  tenantId,
  inTenant: (work) => inTenantAsWorker(pool, { tenantId, clock: clock ? new Date(clock) : null }, work),
})

/** A job that was only interrupted must not run out of attempts: a server is stopped more often than it fails. */
async function uncountAttempt(pool: Pool, jobId: string): Promise<void> {
  await pool.query(`update ${QUEUE_SCHEMA}._private_jobs set attempts = attempts - 1 where id = $1 and attempts > 0`, [
    jobId,
  ])
}
