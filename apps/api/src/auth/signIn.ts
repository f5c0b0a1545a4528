/** Sign-in by name or phone and password. An attempt is counted before the password is hashed. */
import type { Pool } from '@bilin/db/connect'
import { asUnauthenticated, setPerson } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { Passwords } from './passwords.ts'
import type { SignInLimits } from './signInLimits.ts'

export type SignIn = ReturnType<typeof createSignIn>
type Attempt = { name: string; password: string; address: string }
type Candidate = { id: string; hash: string | undefined }

export function createSignIn(pool: Pool, passwords: Passwords, limits: SignInLimits) {
  /** Returns the person's id. A wrong name and a wrong password get the same answer for the same work. */
  return async function signIn({ name: typed, password, address }: Attempt): Promise<string> {
    const name = typed.trim().normalize('NFC').slice(0, 200)
    if (name === '') refuse('invalid', 'sessions.name_missing', { field: 'name' })
    if (password === '') refuse('invalid', 'sessions.password_missing', { field: 'password' })

    const candidates = await listCandidates(pool, name)
    const attempt = await limits.consumeAttempt(toAccountIds(candidates, name), address)
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
function toAccountIds(candidates: Candidate[], name: string): string[] {
  if (candidates.length > 0) return candidates.map(({ id }) => id)
  return [`nobody ${name.toLowerCase().replace(/\s+/gu, ' ')}`]
}

/** Everybody with this name or phone. Two people may share a name; they sign in by phone. */
function listCandidates(pool: Pool, asking: string): Promise<Candidate[]> {
  return asUnauthenticated(pool, { asking }, async (db) => {
    const people = await db
      .selectFrom('person')
      .select('id')
      .where((eb) => eb.or([eb('name', '=', asking), eb('phone', '=', asking)]))
      .limit(5)
      .execute()
    const candidates: Candidate[] = []
    for (const { id } of people) {
      await setPerson(db, id)
      const secret = await db.selectFrom('credential').select('hash').where('personId', '=', id).executeTakeFirst()
      candidates.push({ id, hash: secret?.hash })
    }
    return candidates
  })
}

/** The candidates whose password this is; where there is none, one hash is spent all the same. */
async function listMatches(passwords: Passwords, candidates: Candidate[], password: string): Promise<string[]> {
  if (candidates.length === 0) await passwords.fits(undefined, password)
  const fits = await Promise.all(candidates.map(({ hash }) => passwords.fits(hash, password)))
  return candidates.filter((_, i) => fits[i]).map(({ id }) => id)
}
