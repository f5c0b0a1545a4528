/** Sign-in by name or phone and password. An attempt is counted before the password is hashed. */
import type { Pool } from '@bilin/db/connect'
import { asUnauthenticated, setPerson, type AuthDb } from '@bilin/db/tenant'
import { phone } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import type { Passwords } from './passwords.ts'
import type { SignInLimits } from './signInLimits.ts'

export type SignIn = ReturnType<typeof createSignIn>
type Attempt = { name: string; password: string; address: string }
type Candidate = { id: string; hash: string | undefined }

export function createSignIn(pool: Pool, passwords: Passwords, limits: SignInLimits) {
  /** Returns the person's id. A wrong name and a wrong password get the same answer for the same work. */
  return async function signIn({ name: typed, password, address }: Attempt): Promise<string> {
    const name = typed.trim().slice(0, 200)
    if (name === '') refuse('invalid', 'sessions.name_missing', { field: 'name' })
    if (password === '') refuse('invalid', 'sessions.password_missing', { field: 'password' })

    const { key, candidates } = await findCandidates(pool, name)
    const attempt = await limits.consumeAttempt(toAccountIds(candidates, key), address)
    const matches = await listMatches(passwords, candidates, password).catch(async (error: unknown) => {
      await attempt.giveBack()
      throw error
    })
    if (matches.length > 1) refuse('conflict', 'sessions.name_ambiguous', { field: 'name' })
    const [personId] = matches
    if (!personId) return refuse('invalid', 'sessions.wrong', { field: 'password' })
    await attempt.succeed(personId)
    return personId
  }
}

/** Name and phone of a person lead to one account. A name nobody has is limited too, or the limit would reveal who exists. */
function toAccountIds(candidates: Candidate[], key: string): string[] {
  return candidates.length > 0 ? candidates.map(({ id }) => id) : [`nobody ${key}`]
}

/** With more people of one name, hashing for all of them would cost too much: they sign in by phone. */
const MAX_OF_ONE_NAME = 30

/** Everybody with this name or phone, however it is spelled. People who share a name are told apart by their passwords. */
function findCandidates(pool: Pool, typed: string): Promise<{ key: string; candidates: Candidate[] }> {
  return asUnauthenticated(pool, {}, async (db) => {
    const key = await setLookupKey(db, typed)
    const people = await db
      .selectFrom('person')
      .select('id')
      .where((eb) => eb.or([eb('signInName', '=', key), eb('phone', '=', key)]))
      .limit(MAX_OF_ONE_NAME + 1)
      .execute()
    if (people.length > MAX_OF_ONE_NAME) refuse('conflict', 'sessions.name_ambiguous', { field: 'name' })
    const candidates: Candidate[] = []
    for (const { id } of people) {
      await setPerson(db, id)
      const secret = await db.selectFrom('credential').select('hash').where('personId', '=', id).executeTakeFirst()
      candidates.push({ id, hash: secret?.hash })
    }
    return { key, candidates }
  })
}

/** The phone number or else the name, in the form that it is compared in; the policies show who has it. */
async function setLookupKey(db: AuthDb, typed: string): Promise<string> {
  const number = phone().safeParse(typed)
  const { rows } = await sql<{ key: string }>`
    select set_config('app.lookup_key', ${number.success ? number.data : sql`app.sign_in_name(${typed})`}, true) as key`.execute(
    db,
  )
  return rows[0]!.key
}

/** The candidates whose password this is; where there is none, one hash is spent all the same. */
async function listMatches(passwords: Passwords, candidates: Candidate[], password: string): Promise<string[]> {
  if (candidates.length === 0) await passwords.fits(undefined, password)
  const fits = await Promise.all(candidates.map(({ hash }) => passwords.fits(hash, password)))
  return candidates.filter((_, i) => fits[i]).map(({ id }) => id)
}
