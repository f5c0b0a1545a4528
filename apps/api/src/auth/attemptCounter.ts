/**
 * Counts attempts by key in fixed windows of time.
 *
 * The counts live in the memory of this process: a restart forgets them, and several processes would each count for
 * themselves. Whoever moves them to the database replaces this file and nothing else.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible'

export type Budget = { attempts: number; minutes: number }
export type Consumed = {
  /** False when the budget was spent before; such an attempt is not counted. */
  allowed: boolean
  /** How many attempts the window holds, this one included. */
  used: number
  minutesLeft: number
}
export type AttemptCounter = ReturnType<typeof createAttemptCounter>

export function createAttemptCounter({ attempts, minutes }: Budget) {
  const limiter = new RateLimiterMemory({ points: attempts, duration: minutes * 60 })
  return {
    /** Adds one and looks in one step, so that of attempts made at once no more pass than the budget allows. */
    async consume(key: string): Promise<Consumed> {
      const { consumedPoints: used, msBeforeNext } = await limiter.penalty(key)
      const allowed = used <= attempts
      if (!allowed) await limiter.reward(key)
      return { allowed, used, minutesLeft: Math.max(1, Math.ceil(msBeforeNext / 60_000)) }
    },
    async giveBack(key: string): Promise<void> {
      await limiter.reward(key)
    },
  }
}
