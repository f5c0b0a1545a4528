/**
 * A background job: its name, and what it does about one row of a tenant. A feature declares its jobs in its `jobs.ts`, and
 * apps/api/src/worker.ts lists them all.
 *
 *   await insertComputation(db, round)
 *   await queueJob(db, computeRota, computationId)     in the same transaction: rolled back with it
 *
 * A job may run twice, when the server is killed at the wrong moment. It first checks that its row still needs it, and
 * its last write removes that need in the same transaction.
 */
import type { TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'

export type JobTenant = {
  tenantId: string
  /** A transaction in the job's tenant, as the tenant itself; `now` is the moment it began, or the pretended one. */
  inTenant<T>(work: (db: TenantDb, now: Date) => Promise<T>): Promise<T>
}

export type Attempt = JobTenant & {
  /** Aborted when the worker stops; the job is then run again by the next one, and this attempt does not count. */
  signal: AbortSignal
}

export type Job = {
  /** As in domain/events.ts: the feature, and what is done. */
  name: `${string}.${string}`
  /** The most attempts. One counts when it failed or its process was killed. */
  attempts: number
  run(id: string, attempt: Attempt): Promise<void>
  /** After the last attempt: marks the row as failed, so that nobody waits for it. May run twice, like the job. */
  giveUp(id: string, tenant: JobTenant): Promise<void>
}

/** A job queued before about the same row, and not yet begun, is replaced by this one. */
export async function insertJob(db: TenantDb, job: Job, id: string, due: Date | null = null): Promise<void> {
  await sql`select app.queue_job(${job.name}, ${id}, ${due}, ${job.attempts})`.execute(db)
}
