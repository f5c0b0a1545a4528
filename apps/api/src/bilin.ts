/**
 * Bilin, opened: the pools, the door, and the procedures as plain functions. A composition root; the web's server, the
 * seed and the tests each open one.
 */
import { connect } from '@bilin/db/connect'
import { listReachableTenants } from '@bilin/db/tenant'
import type { Locale } from '@bilin/i18n'
import { createFounding } from './auth/founding.ts'
import { createInvitations } from './auth/invitations.ts'
import { createChangePassword } from './auth/changePassword.ts'
import { createSessions, type SessionLimits } from './auth/session.ts'
import { createSignIn } from './auth/signIn.ts'
import { refusedOf, type Refused } from './errors.ts'
import { logFailure, silence, type Log, type Where } from './log.ts'
import { createCaller } from './router.ts'
import type { Context } from './trpc.ts'

export type Bilin = ReturnType<typeof openBilin>
export type { AppRouter, Caller } from './router.ts'
export type { Refused } from './errors.ts'
export type { Log } from './log.ts'
export type { Person } from './auth/session.ts'

export type Connections = { app: string; session: string; max?: number }

export function openBilin(
  urls: Connections,
  limits: SessionLimits = { idleMinutes: 30, hours: 12 },
  log: Log = silence,
) {
  const pool = connect(urls.app, { max: urls.max ?? 10 })
  const doorPool = connect(urls.session, { max: 4 })
  const sessions = createSessions(doorPool, limits)
  return {
    pool,
    log,
    sessions,
    changePassword: createChangePassword(doorPool, sessions),
    signIn: createSignIn(doorPool),
    invitations: createInvitations(doorPool, pool),
    founding: createFounding(doorPool),
    listReachableTenants: (personId: string) => listReachableTenants(pool, personId),
    /** What the user reads of something thrown; what is nobody's "no" is logged. */
    refused(thrown: unknown, where: Where & { locale: Locale }): Refused {
      const refused = refusedOf(thrown, where.locale, where.requestId)
      if (refused.status >= 500) logFailure(log, where, thrown, refused.status === 503)
      return refused
    },
    /** The procedures in process, as `asker` sees them. */
    caller: (asker: Omit<Context, 'pool'>) => createCaller({ ...asker, pool }),
    async close() {
      await Promise.all([pool.end(), doorPool.end()])
    },
  }
}
