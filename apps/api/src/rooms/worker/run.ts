/**
 * Runs the jobs that are queued, a few at a time, until it is stopped.
 *
 * Only one worker runs per database: it holds an advisory lock, and the others wait for it to take over. Whoever gets the lock
 * knows that jobs still marked as running were left by a worker that died, and releases them at once. When the database becomes
 * unavailable, the lock is lost too, and the worker starts again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Pool } from '@bilin/db/connect'
import { QUEUE_SCHEMA } from '@bilin/db/queue'
import { Logger, run } from 'graphile-worker'
import type pg from 'pg'
import { isDatabaseUnavailable } from '../../databaseUnavailable.ts'
import { logFailure, type Log } from '../../log.ts'
import { giveUpExhausted } from './exhausted.ts'
import type { Job } from './job.ts'
import { createTask } from './task.ts'

export type RunningWorker = { stop(): Promise<void> }

const JOBS_AT_ONCE = 2
const LOCK = 0x776f726b
/** Milliseconds between two tries to get the lock, and after the database went away. */
const PATIENCE = 1_000

/** `url` connects as bilin_worker. Returns at once; an unavailable database is retried in the background. */
export function startWorker(url: string, jobs: readonly Job[], log: Log): RunningWorker {
  // For each job its transaction and the queue's own statements; the lock; the connection that listens.
  const pool = connect(url, { max: 2 * JOBS_AT_ONCE + 2 })
  // graphile-worker prints with it why one of its workers ended, past its logger and ours: not a line of JSON.
  Object.assign(console, { trace: (error: unknown) => log.debug({ at: 'worker' }, String(error)) })
  const stopping = new AbortController()
  const ended = runUntilStopped(pool, jobs, log, stopping.signal)
  let stopped: Promise<void> | undefined
  const stop = async () => {
    stopping.abort()
    await ended
    await pool.end()
  }
  return { stop: () => (stopped ??= stop()) }
}

async function runUntilStopped(pool: Pool, jobs: readonly Job[], log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await runWithLock(pool, jobs, log, signal).catch((error: unknown) => {
      logFailure(log, { requestId: 'worker', at: null }, error, isDatabaseUnavailable(error))
    })
    await sleep(PATIENCE, null, { signal }).catch(() => {})
  }
}

async function runWithLock(pool: Pool, jobs: readonly Job[], log: Log, signal: AbortSignal): Promise<void> {
  const client = await pool.connect()
  try {
    if (!(await getLock(client))) return
    const over = new Promise<void>((resolve) => {
      client.once('end', resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    if (signal.aborted) return
    await unlockAbandoned(client)
    await giveUpExhausted(pool, jobs, log)
    const runner = await run({
      pgPool: pool,
      schema: QUEUE_SCHEMA,
      taskList: Object.fromEntries(jobs.map((job) => [job.name, createTask(pool, job, log)])),
      parsedCronItems: [],
      concurrency: JOBS_AT_ONCE,
      noHandleSignals: true,
      // Running jobs are stopped at once and run again later.
      gracefulShutdownAbortTimeout: 0,
      // 0 must be set: with the default, an error when a result is written is an unhandled rejection.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: new Logger(() => (_level, message) => log.debug({ at: 'worker' }, message)),
    })
    await Promise.race([over, runner.promise])
    await runner.stop().catch(() => {})
  } finally {
    // Closed and not returned to the pool, because the lock ends with the connection.
    client.release(true)
  }
}

async function getLock(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK])
  return rows[0]!.got
}

async function unlockAbandoned(client: pg.PoolClient): Promise<void> {
  await client.query(
    `select ${QUEUE_SCHEMA}.force_unlock_workers(array(
       select distinct locked_by from ${QUEUE_SCHEMA}.jobs where locked_by is not null))`,
  )
}
