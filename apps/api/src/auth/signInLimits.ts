/**
 * Rate limits of sign-in. An attempt is counted before its password is hashed, and given back when the password is right.
 *
 * Per account: ten wrong passwords in 15 minutes, from all addresses together, so that guesses from many addresses are bounded.
 * Networks from which the account's owner has signed in before have a limit of ten each, so that strangers elsewhere cannot lock
 * the owner out. Per network: never refused, because a whole office may share one address; after 20 failures each attempt waits,
 * longer with each failure, and at most 20 wait at once.
 */
import { refuse } from '@bilin/domain/refusal'
import { createAttemptCounter, type Consumed } from './attemptCounter.ts'
import { createFamiliarNetworks } from './familiarNetworks.ts'
import { toNetwork } from './network.ts'

export type Wait = (ms: number) => Promise<unknown>
export type SignInLimits = ReturnType<typeof createSignInLimits>

const PER_ACCOUNT = { attempts: 10, minutes: 15 }
const PER_NETWORK = { attempts: Number.MAX_SAFE_INTEGER, minutes: 15 }
/** `after` failures of a network its attempts wait `step` ms longer for each one, up to `most`; at most `waiting` wait at once. */
const SLOW_DOWN = { after: 20, step: 100, most: 4000, waiting: 20 }

export function createSignInLimits(wait: Wait) {
  const accounts = createAttemptCounter(PER_ACCOUNT)
  const networks = createAttemptCounter(PER_NETWORK)
  const familiar = createFamiliarNetworks()
  const slowDown = createSlowDown(wait)

  /** Counts one attempt for every account that the name or phone matches, and one for the network. Refuses when an account has none left. */
  async function consumeAttempt(accountIds: string[], address: string) {
    const network = toNetwork(address)
    const known = accountIds.filter((id) => familiar.has(id, network))
    const keys = accountIds.map((id) => (known.includes(id) ? `${id} ${network}` : id))
    const consumed = await Promise.all(keys.map((key) => accounts.consume(key)))
    const allowed = keys.filter((_, i) => consumed[i]!.allowed)
    const giveBackAccounts = () => Promise.all(allowed.map((key) => accounts.giveBack(key)))
    if (allowed.length < keys.length) {
      await giveBackAccounts()
      refuseTooMany(consumed)
    }

    const { used } = await networks.consume(network)
    async function giveBack() {
      await Promise.all([giveBackAccounts(), networks.giveBack(network)])
    }
    try {
      if (known.length === 0) await slowDown(network, used - 1)
    } catch (error) {
      await giveBack()
      throw error
    }
    return {
      /** For an attempt that ended before its password was checked. */
      giveBack,
      async succeed(personId: string) {
        familiar.add(personId, network)
        await giveBack()
      },
    }
  }

  return { consumeAttempt }
}

/** Refuses, and says how long: until the last of the exhausted limits is over. */
export function refuseTooMany(consumed: Consumed[]): never {
  const spent = consumed.filter(({ allowed }) => !allowed)
  const minutes = Math.max(...spent.map(({ minutesLeft }) => minutesLeft))
  refuse('too_many', 'sessions.too_many_attempts', { params: { minutes }, retryAfter: minutes * 60 })
}

function createSlowDown(wait: Wait) {
  const waiting = new Map<string, number>()
  return async function slowDown(network: string, failures: number): Promise<void> {
    const ms = Math.min(SLOW_DOWN.most, (failures - SLOW_DOWN.after + 1) * SLOW_DOWN.step)
    if (ms <= 0) return
    const before = waiting.get(network) ?? 0
    if (before >= SLOW_DOWN.waiting) refuseBusy()
    waiting.set(network, before + 1)
    try {
      await wait(ms)
    } finally {
      const left = waiting.get(network)! - 1
      if (left === 0) waiting.delete(network)
      else waiting.set(network, left)
    }
  }
}

export function refuseBusy(): never {
  refuse('unavailable', 'sessions.busy', { retryAfter: 5 })
}
