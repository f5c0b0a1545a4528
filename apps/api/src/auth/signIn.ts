/** Sign-in by name or phone and password, at a bounded rate for each account and each address. */
import type { Pool } from '@bilin/db/connect'
import { asUnauthenticated, setPerson } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { passwordFits } from './passwords.ts'

export type SignIn = ReturnType<typeof createSignIn>
type Attempt = { name: string; password: string; address: string }

const MINUTES = 60
/** Failures, not attempts, are counted; an account is slowed for one address, so a stranger cannot lock its owner out. */
const limits = {
  account: { points: 10, duration: 15 * MINUTES },
  address: { points: 60, duration: 15 * MINUTES },
}

export function createSignIn(pool: Pool) {
  const account = new RateLimiterMemory({ keyPrefix: 'account', ...limits.account })
  const address = new RateLimiterMemory({ keyPrefix: 'address', ...limits.address })

  /** The person's id. Wrong name and wrong password are told apart by nothing. */
  return async function signIn(attempt: Attempt): Promise<string> {
    const name = attempt.name.trim().normalize('NFC').slice(0, 200)
    if (name === '') refuse('invalid', 'sessions.name_missing', { field: 'name' })
    if (attempt.password === '') refuse('invalid', 'sessions.password_missing', { field: 'password' })
    const keys = { account: `${attempt.address} ${name}`, address: attempt.address }
    await slowDown(account, keys.account, limits.account.points)
    await slowDown(address, keys.address, limits.address.points)
    const matches = await findByPassword(pool, name, attempt.password)
    if (matches.length > 1) refuse('conflict', 'sessions.name_ambiguous', { field: 'name' })
    const [personId] = matches
    if (personId) {
      await account.delete(keys.account)
      return personId
    }
    await Promise.allSettled([account.consume(keys.account), address.consume(keys.address)])
    return refuse('invalid', 'sessions.wrong', { field: 'password' })
  }
}

async function slowDown(limiter: RateLimiterMemory, key: string, points: number) {
  const spent = await limiter.get(key)
  if (spent instanceof RateLimiterRes && spent.consumedPoints >= points) {
    refuse('conflict', 'sessions.too_many_attempts', {
      params: { minutes: Math.ceil(spent.msBeforeNext / 60_000) },
    })
  }
}

/** Everybody of this name or phone whose password fits. Two people may share a name; then the phone decides. */
async function findByPassword(pool: Pool, asking: string, password: string): Promise<string[]> {
  const candidates = await asUnauthenticated(pool, { asking }, async (db) => {
    const people = await db
      .selectFrom('person')
      .select('id')
      .where((eb) => eb.or([eb('name', '=', asking), eb('phone', '=', asking)]))
      .limit(5)
      .execute()
    const found: { id: string; hash: string | undefined }[] = []
    for (const { id } of people) {
      await setPerson(db, id)
      const secret = await db.selectFrom('credential').select('hash').where('personId', '=', id).executeTakeFirst()
      found.push({ id, hash: secret?.hash })
    }
    return found
  })
  if (candidates.length === 0) await passwordFits(undefined, password)
  const fits = await Promise.all(candidates.map(({ hash }) => passwordFits(hash, password)))
  return candidates.filter((_, i) => fits[i]).map(({ id }) => id)
}
