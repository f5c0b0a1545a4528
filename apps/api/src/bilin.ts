/**
 * Bilin, opened: the pools, signing in, and the procedures as plain functions. A composition root; the web's server, the
 * seed and the tests each open one.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Pool } from '@bilin/db/connect'
import { Sharing } from '@bilin/db/sharing'
import type { Locale } from '@bilin/i18n'
import { createChangePassword } from './auth/changePassword.ts'
import { createFirstRunCode, createFirstRun } from './auth/firstRun.ts'
import { createInvitations } from './auth/invitations.ts'
import { createOwnSessions } from './auth/ownSessions.ts'
import { createPasswordLinks } from './auth/passwordLinks.ts'
import { createPasswords, type Argon2 } from './auth/passwords.ts'
import { createSessions, type SessionLimits } from './auth/session.ts'
import { createSignIn } from './auth/signIn.ts'
import { createSignInLimits, type Wait } from './auth/signInLimits.ts'
import { toErrorBody, type Refused } from './errors.ts'
import { logFailure, silence, type Log, type Where } from './log.ts'
import { createAnswerSurvey } from './features/scorecards/surveys/form.ts'
import { createCaller, type Caller } from './router.ts'
import { streamSheet } from './thread/streamSheet.ts'
import type { Context } from './trpc.ts'
import { readPages } from './rooms/page.ts'
import type { QueueSize } from './thread/workQueue.ts'

export type Bilin = ReturnType<typeof openBilin>
export type { AppRouter, Caller } from './router.ts'
export type { Refused } from './errors.ts'
export type { Log } from './log.ts'
export type { Person } from './auth/session.ts'
export type { Device } from './auth/ownSessions.ts'
export { hashSecret } from './auth/session.ts'

/** `named: false` where the addresses are those of a pooler in transaction mode. */
export type Connections = { app: string; session: string; max?: number; named?: boolean }
/** What stays open when development loads new code: opened once, and passed to each version of the code. */
export type Connected = { pool: Pool; authPool: Pool; firstRunCode: string }
/** What a test may replace: the hash, how many run at once, and the time that attempts wait. */
export type AuthParts = { argon2?: Argon2 | undefined; hashing?: QueueSize | undefined; wait?: Wait }

export function openBilin(
  to: Connections | Connected,
  limits: SessionLimits = { idleMinutes: 30, hours: 12 },
  log: Log = silence,
  { argon2, hashing, wait = (ms) => sleep(ms) }: AuthParts = {},
) {
  const connected = 'pool' in to ? to : connectTo(to)
  const { pool, authPool } = connected
  const passwords = createPasswords(argon2, hashing)
  const sessions = createSessions(authPool, limits)
  return {
    pool,
    connected,
    log,
    sessions,
    ownSessions: createOwnSessions(authPool),
    changePassword: createChangePassword(authPool, passwords, sessions),
    signIn: createSignIn(authPool, passwords, createSignInLimits(wait)),
    passwordLinks: createPasswordLinks(authPool, pool, passwords, sessions),
    invitations: createInvitations(authPool, pool, passwords, sessions),
    answerSurvey: createAnswerSurvey(pool),
    firstRun: createFirstRun(authPool, passwords, connected.firstRunCode),
    /** The body that the user reads for a thrown error. Everything that is not a refusal is logged. */
    refused(thrown: unknown, where: Where & { locale: Locale }): Refused {
      const refused = toErrorBody(thrown, where.locale, where.requestId)
      if (refused.status >= 500) logFailure(log, where, thrown, refused.status === 503)
      return refused
    },
    /** The procedures as functions, called by `asker` without HTTP. */
    caller: (asker: Omit<Context, 'pool'>) => createCaller({ ...asker, pool }),
    /** The workbook of a community's estates, made while its pages are read by the caller. */
    async streamEstates({ estates }: Caller) {
      const { name, sheet } = await estates.sheet()
      return {
        name,
        pieces: streamSheet(
          sheet,
          readPages((after) => estates.sheetPage({ after })),
        ),
      }
    },
    /** For the queries of one request. */
    share: () => new Sharing(),
    async close() {
      await Promise.all([pool.end(), authPool.end()])
    },
  }
}

const connectTo = ({ app, session, max = 10, named = true }: Connections): Connected => ({
  pool: connect(app, { max, named }),
  authPool: connect(session, { max: 4, named }),
  firstRunCode: createFirstRunCode(),
})
