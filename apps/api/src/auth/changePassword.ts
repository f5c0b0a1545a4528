/** Changes one's own password. Requires the current one, and ends every other session. */
import type { Pool } from '@bilin/db/connect'
import { asUnauthenticated } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { z } from 'zod'
import { readClock } from '../rooms/clock.ts'
import { createAttemptCounter } from './attemptCounter.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './session.ts'
import { refuseTooMany } from './signInLimits.ts'
import { listKnown } from './strength/known.ts'

const Change = z.strictObject({ presentPassword: z.string().max(1024), password: z.string().max(1024) })

/** A limit separate from sign-in: strangers who guess there must not prevent a signed-in person from changing the password. */
const PER_PERSON = { attempts: 10, minutes: 15 }

export function createChangePassword(pool: Pool, passwords: Passwords, sessions: Sessions) {
  const attempts = createAttemptCounter(PER_PERSON)

  return async function changePassword(personId: string, typed: unknown): Promise<void> {
    const { presentPassword, password } = Change.parse(typed)
    const consumed = await attempts.consume(personId)
    if (!consumed.allowed) refuseTooMany([consumed])
    const isPresent = await checkPresent(personId, presentPassword).catch(async (error: unknown) => {
      await attempts.giveBack(personId)
      throw error
    })
    if (!isPresent) refuse('invalid', 'sessions.present_wrong', { field: 'presentPassword' })
    await attempts.giveBack(personId)

    const about = await asUnauthenticated(pool, { personId }, (db) => listKnown(db, personId))
    const hash = await passwords.hash(password, about)
    await asUnauthenticated(pool, { personId }, (db) =>
      db.updateTable('credential').set({ hash, changedAt: readClock() }).where('personId', '=', personId).execute(),
    )
    await sessions.endEverywhere(personId)
  }

  async function checkPresent(personId: string, password: string): Promise<boolean> {
    const stored = await asUnauthenticated(pool, { personId }, (db) =>
      db.selectFrom('credential').select('hash').where('personId', '=', personId).executeTakeFirst(),
    )
    return passwords.fits(stored?.hash, password)
  }
}
