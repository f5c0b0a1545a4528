/**
 * Gives up jobs whose last attempt ended without reporting a failure, because the process was killed or the database became
 * unavailable. The queue does not run them again, so their rows would stay "in progress" for ever.
 */
import type { Pool } from '@bilin/db/connect'
import { QUEUE_SCHEMA } from '@bilin/db/queue'
import { isDatabaseUnavailable } from '../../databaseUnavailable.ts'
import { logFailure, type Log } from '../../log.ts'
import type { Job } from './job.ts'
import { createJobTenant, type Payload } from './task.ts'

/** Called by the only running worker before it starts, so that no such job is still being worked on. */
export async function giveUpExhausted(pool: Pool, jobs: readonly Job[], log: Log): Promise<void> {
  for (const job of jobs) {
    for (const { id, payload } of await listExhausted(pool, job.name)) {
      const where = { requestId: `job ${id}`, at: job.name }
      try {
        await job.giveUp(payload.id, createJobTenant(pool, payload))
        await pool.query(`select from ${QUEUE_SCHEMA}.complete_jobs(array[$1::bigint])`, [id])
        logFailure(log, where, new Error('every attempt was killed or failed; the job is given up'), false)
      } catch (error) {
        // The next start tries this job again; the others go on.
        logFailure(log, where, error, isDatabaseUnavailable(error))
      }
    }
  }
}

async function listExhausted(pool: Pool, name: string): Promise<{ id: string; payload: Payload }[]> {
  const { rows } = await pool.query<{ id: string; payload: Payload }>(
    `select j.id, j.payload
       from ${QUEUE_SCHEMA}._private_jobs j join ${QUEUE_SCHEMA}._private_tasks t on t.id = j.task_id
      where t.identifier = $1 and j.attempts >= j.max_attempts and j.locked_at is null`,
    [name],
  )
  return rows
}
