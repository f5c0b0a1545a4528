/** Opens Bilin on the database of DATABASE_URL with the restricted roles; migrations run elsewhere, as the owner. */
import { openBilin, type Bilin, type Connected } from '@bilin/api/bilin'
import { openLog } from '@bilin/api/log'
import { readSettings } from '@bilin/api/settings'
import { openWorker, type RunningWorker } from '@bilin/api/worker'
import { roleUrl } from '@bilin/db/roles'

export function openFromEnvironment(env: Record<string, string | undefined>, connected?: Connected): Bilin {
  const settings = readSettings(env)
  if (!settings.DATABASE_URL) throw new Error('DATABASE_URL is not set; `npm start` sets it for the embedded database.')
  const address = settings.POOLER_URL ?? settings.DATABASE_URL
  return openBilin(
    connected ?? {
      app: roleUrl(address, 'bilin_app'),
      session: roleUrl(address, 'bilin_session'),
      named: settings.POOLER_URL === undefined,
    },
    { idleMinutes: settings.SESSION_IDLE_MINUTES, hours: settings.SESSION_HOURS },
    openLog(settings.LOG_LEVEL),
  )
}

/** The worker beside the server; null where it is a process of its own (`npm run worker`). */
export function openWorkerFromEnvironment(
  env: Record<string, string | undefined>,
  { log }: Bilin,
): RunningWorker | null {
  const { DATABASE_URL, BILIN_WORKER } = readSettings(env)
  return DATABASE_URL && BILIN_WORKER === 'inside' ? openWorker(DATABASE_URL, log) : null
}
