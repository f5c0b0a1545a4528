/** Whether requests can be served now: the ways that every request takes are walked, as the roles that walk them. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bilin } from '../bilin.ts'
import { toErrorBody } from '../errors.ts'

type Served = Pick<Bilin, 'caller' | 'sessions'>
export type HealthWait = () => Promise<unknown>

/** Well below what a load balancer waits; a database that is busy for longer is not healthy either. */
const PATIENCE = 3_000

/** Reserved (see slug.ts), so no tenant ever has this name, and no person this id. */
const NO_TENANT = 'health'
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Answers in any case, and false where something fails or takes too long. Checks asked for at once are one check. */
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
      bilin.caller(asker(null)).scorecards.seals.verify({ alliance: NO_TENANT, hash: '0'.repeat(64) }),
    ),
    isRefused('tenants.not_found', () => bilin.caller(asker(NO_TENANT)).tenants.here()),
    // As bilin_session.
    isNobody(() => bilin.sessions.personOf(NO_TENANT)),
  ])
  return isUntouched() && parts.every((part) => part.status === 'fulfilled' && part.value)
}

/** False when somebody wrote onto what every object inherits: pages can fail by it where procedures still work. */
function isUntouched(): boolean {
  for (const _name in {}) return false
  const inherited: PropertyDescriptor[] = Object.values(Object.getOwnPropertyDescriptors(Object.prototype))
  return inherited.every(({ value }) => typeof value !== 'function' || Object.keys(value).length === 0)
}

const asker = (tenant: string | null) => ({
  person: { id: NOBODY, name: '', operator: false },
  tenant,
  seatId: null,
  locale: 'zh-CN' as const,
  requestId: 'health',
  clock: null,
})

/** The answer when all is well: the database was asked, and found that there is no such tenant. */
async function isRefused(code: string, call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return false
  } catch (error) {
    return toErrorBody(error).code === code
  }
}

const isNobody = async (call: () => Promise<unknown>): Promise<boolean> => (await call()) === null
