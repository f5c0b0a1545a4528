/**
 * Limits of signing in, taken before a password is hashed and given back when it was right.
 *
 * An account has ten wrong passwords in 15 minutes, from all addresses together, so that guesses from many places are
 * bounded. At a network from which its owner signed in before it has ten of its own, so that strangers elsewhere cannot
 * lock her out. A network is never refused for its failures, as a whole office may share one address: its attempts
 * wait, longer with each failure, and only so many at once.
 */
import { refuse } from '@bilin/domain/refusal'
import { createAttemptCounter, type Consumed } from './attemptCounter.ts'
import { createFamiliarNetworks } from './familiarNetworks.ts'
import { refuseBusy } from './hashQueue.ts'
import { networkOf } from './network.ts'

export type Wait = (ms: number) => Promise<unknown>
export type SignInLimits = ReturnType<typeof createSignInLimits>

const PER_ACCOUNT = { attempts: 10, minutes: 15 }
const PER_NETWORK = { attempts: Number.MAX_SAFE_INTEGER, minutes: 15 }
/** Failures of a network before its attempts wait; milliseconds for each further one; attempts that may wait at once. */
const SLOW_DOWN = { after: 20, step: 100, most: 4000, waiting: 20 }

export function createSignInLimits(wait: Wait) {
  const accounts = createAttemptCounter(PER_ACCOUNT)
  const networks = createAttemptCounter(PER_NETWORK)
  const familiar = createFamiliarNetworks()
  const slowDown = createSlowDown(wait)

  /** Takes one attempt of every account that may be meant, and of the network; refuses when one account has none left. */
  async function consumeAttempt(accountIds: string[], address: string) {
    const network = networkOf(address)
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

/** Refuses for as long as the last of the budgets that are spent. */
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
