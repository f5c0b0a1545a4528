/** Whether requests can be served now. Runs what every request needs, with the same database roles. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bilin } from '../bilin.ts'
import { toErrorBody } from '../errors.ts'

type Served = Pick<Bilin, 'caller' | 'sessions'>
export type HealthWait = () => Promise<unknown>

/** Well below a load balancer's timeout; a database that takes longer is not healthy either. */
const PATIENCE = 3_000

/** Reserved (see slug.ts), so no tenant ever has this name; and no session has this hash. */
const NO_TENANT = 'health'
const NO_SESSION = '0'.repeat(64)

/** Never throws; returns false when something fails or takes too long. Simultaneous calls share one check. */
export function createHealth(
  bilin: Served,
  wait: HealthWait = () => sleep(PATIENCE, null, { ref: false }),
): () => Promise<boolean> {
  let running: Promise<boolean> | null = null

  return async function isHealthy(): Promise<boolean> {
    running ??= check(bilin).finally(() => (running = null))
    return Promise.race([running, wait().then(() => false)])
  }
}

async function check(bilin: Served): Promise<boolean> {
  const parts = await Promise.allSettled([
    // As bilin_app, through the router: a procedure for anybody, and one for members.
    isRefused('scorecards.hash_unknown', () =>
      bilin.caller(asker(null)).scorecards.seals.verify({ alliance: NO_TENANT, hash: NO_SESSION }),
    ),
    isRefused('app.status_401', () => bilin.caller(asker(NO_TENANT)).tenants.here()),
    // As bilin_session.
    isNobody(() => bilin.sessions.personOf(NO_TENANT)),
  ])
  return isUntouched() && parts.every((part) => part.status === 'fulfilled' && part.value)
}

/** False after prototype pollution, which can break pages while procedures still work. */
function isUntouched(): boolean {
  for (const _name in {}) return false
  const inherited: PropertyDescriptor[] = Object.values(Object.getOwnPropertyDescriptors(Object.prototype))
  return inherited.every(({ value }) => typeof value !== 'function' || Object.keys(value).length === 0)
}

const asker = (tenant: string | null) => ({
  session: NO_SESSION,
  tenant,
  seatId: null,
  locale: 'zh-CN' as const,
  requestId: 'health',
  clock: null,
})

/** The answer when all is well: the database was asked, and found no such alliance or session. */
async function isRefused(code: string, call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return false
  } catch (error) {
    return toErrorBody(error).code === code
  }
}

const isNobody = async (call: () => Promise<unknown>): Promise<boolean> => (await call()) === null
