/** First run: while the registry is empty, whoever enters the one-time code printed on the console becomes the operator. */
import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Pool } from '@bilin/db/connect'
import { asUnauthenticated, setPerson } from '@bilin/db/tenant'
import { line } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { z } from 'zod'
import { hashSecret } from './session.ts'
import type { Passwords } from './passwords.ts'

export type FirstRun = ReturnType<typeof createFirstRun>

const Founder = z.strictObject({ code: z.string().max(100), name: line(60), password: z.string().max(1024) })

export const createFirstRunCode = () => randomBytes(9).toString('base64url')

export function createFirstRun(pool: Pool, passwords: Passwords, code: string) {
  let triesLeft = 20
  return {
    code,
    isFounded: () => getFounded(pool),
    /** The operator's id. */
    async found(typed: unknown): Promise<string> {
      const { code: given, name, password } = Founder.parse(typed)
      if (triesLeft <= 0) refuse('conflict', 'sessions.first_run_locked')
      if (!timingSafeEqual(Buffer.from(hashSecret(given.trim())), Buffer.from(hashSecret(code)))) {
        triesLeft -= 1
        refuse('invalid', 'sessions.first_run_code_wrong', { field: 'code' })
      }
      const hash = await passwords.hash(password, [name])
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
