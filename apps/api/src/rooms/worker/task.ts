/** A job as the queue runs it: one attempt, and what follows when it fails. */
import type { Pool } from '@bilin/db/connect'
import { QUEUE_SCHEMA } from '@bilin/db/queue'
import { inTenantAsWorker } from '@bilin/db/tenant'
import type { JobHelpers, Task } from 'graphile-worker'
import { isDatabaseUnavailable } from '../../databaseUnavailable.ts'
import { logFailure, type Log } from '../../log.ts'
import type { Job, JobTenant } from './job.ts'

/** What app.queue_job writes. */
export type Payload = { tenant: string; id: string; clock?: string }

export function createTask(pool: Pool, job: Job, log: Log): Task {
  return async (payload: unknown, { job: queued, abortSignal: signal }: JobHelpers) => {
    const { id } = payload as Payload
    const tenant = createJobTenant(pool, payload as Payload)
    try {
      await job.run(id, { ...tenant, signal })
    } catch (error) {
      if (signal.aborted) {
        await uncountAttempt(pool, queued.id)
        throw error
      }
      logFailure(log, { requestId: `job ${queued.id}`, at: job.name }, error, isDatabaseUnavailable(error))
      if (queued.attempts < queued.max_attempts) throw error
      // The queue then deletes the job, as it does after a success.
      await job.giveUp(id, tenant)
    }
  }
}

export const createJobTenant = (pool: Pool, { tenant: tenantId, clock }: Payload): JobTenant => ({
  tenantId,
  inTenant: (work) => inTenantAsWorker(pool, { tenantId, clock: clock ? new Date(clock) : null }, work),
})

/** An interruption does not count as an attempt: a server is stopped more often than a job fails. */
async function uncountAttempt(pool: Pool, jobId: string): Promise<void> {
  await pool.query(`update ${QUEUE_SCHEMA}._private_jobs set attempts = attempts - 1 where id = $1 and attempts > 0`, [
    jobId,
  ])
}
