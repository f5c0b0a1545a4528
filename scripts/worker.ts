/**
 * `npm run worker`: the background jobs as a process of their own, for a server started with BILIN_WORKER=apart. Needs
 * DATABASE_URL; the PostgreSQL that comes along is for one process.
 */
import { openLog } from '@bilin/api/log'
import { readSettings } from '@bilin/api/settings'
import { openWorker } from '@bilin/api/worker'
import { migrate } from '@bilin/db/migrate'

try {
  const { DATABASE_URL, LOG_LEVEL } = readSettings(process.env)
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set: without one the jobs run inside the server.')
  await migrate(DATABASE_URL)
  const worker = openWorker(DATABASE_URL, openLog(LOG_LEVEL))
  const leaving = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  process.stdout.write('后台任务进程已启动，按 Ctrl-C 停止。The worker runs; Ctrl-C stops it.\n')
  await leaving
  await worker.stop()
  process.exit(0)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
