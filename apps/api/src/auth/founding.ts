/** First run: while the registry is empty, whoever holds the one-time code printed on the console becomes the operator. */
import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Pool } from '@bilin/db/connect'
import { asUnauthenticated, setPerson } from '@bilin/db/tenant'
import { line } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { z } from 'zod'
import { hashOf } from './session.ts'
import type { Passwords } from './passwords.ts'

export type Founding = ReturnType<typeof createFounding>

const Founder = z.strictObject({ code: z.string().max(100), name: line(60), password: z.string().max(1024) })

export const createFirstRunCode = () => randomBytes(9).toString('base64url')

export function createFounding(pool: Pool, passwords: Passwords, code: string) {
  let triesLeft = 20
  return {
    code,
    isFounded: () => getFounded(pool),
    /** The operator's id. */
    async found(typed: unknown): Promise<string> {
      const { code: given, name, password } = Founder.parse(typed)
      if (triesLeft <= 0) refuse('conflict', 'sessions.founding_locked')
      if (!timingSafeEqual(Buffer.from(hashOf(given.trim())), Buffer.from(hashOf(code)))) {
        triesLeft -= 1
        refuse('invalid', 'sessions.founding_code_wrong', { field: 'code' })
      }
      const hash = await passwords.hash(password)
      const personId = randomUUID()
      await asUnauthenticated(pool, {}, async (db) => {
        await sql`select app.create_first_operator(${personId}, ${name})`.execute(db)
        await setPerson(db, personId)
        await db.insertInto('credential').values({ personId, hash }).execute()
      })
      return personId
    },
  }
}

const getFounded = (pool: Pool) =>
  asUnauthenticated(pool, {}, async (db) => {
    const { rows } = await sql<{ founded: boolean }>`select app.is_founded() as founded`.execute(db)
    return rows[0]!.founded
  })
