/** Changing one's own password: the present one is asked for, and every other session ends. */
import type { Pool } from '@bilin/db/connect'
import { asUnauthenticated } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { z } from 'zod'
import { hashPassword, passwordFits } from './passwords.ts'
import type { Sessions } from './session.ts'

const Change = z.strictObject({ present: z.string().max(1024), password: z.string().max(1024) })

export const createChangePassword = (pool: Pool, sessions: Sessions) =>
  async function changePassword(personId: string, typed: unknown): Promise<void> {
    const { present, password } = Change.parse(typed)
    const stored = await asUnauthenticated(pool, { personId }, (db) =>
      db.selectFrom('credential').select('hash').where('personId', '=', personId).executeTakeFirst(),
    )
    if (!(await passwordFits(stored?.hash, present))) refuse('invalid', 'sessions.present_wrong', { field: 'present' })
    const hash = await hashPassword(password)
    await asUnauthenticated(pool, { personId }, (db) =>
      db.updateTable('credential').set({ hash, changedAt: new Date() }).where('personId', '=', personId).execute(),
    )
    await sessions.endEverywhere(personId)
  }
