/** The worker and all jobs there are. A composition root: run beside the server, or as a process of its own. */
import { roleUrl } from '@bilin/db/roles'
import { computeRota } from './features/scorecards/rota/jobs.ts'
import type { Log } from './log.ts'
import { startWorker, type RunningWorker } from './rooms/worker/run.ts'

export type { RunningWorker } from './rooms/worker/run.ts'

export const jobs = [computeRota]

/** `databaseUrl` is the owner's, from which the worker's own is made. */
export const openWorker = (databaseUrl: string, log: Log): RunningWorker =>
  startWorker(roleUrl(databaseUrl, 'bilin_worker'), jobs, log)
