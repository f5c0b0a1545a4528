/**
 * Counts attempts by key in fixed windows of time.
 *
 * The counts live in the memory of this process: a restart forgets them, and several processes would each count for
 * themselves. To count in the database, replace this file; nothing else depends on where the counts are.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible'

export type Budget = { attempts: number; minutes: number }
export type Consumed = {
  /** False when no attempt was left; such an attempt is not counted. */
  allowed: boolean
  /** Attempts in the current window, this one included. */
  used: number
  minutesLeft: number
}
export type AttemptCounter = ReturnType<typeof createAttemptCounter>

export function createAttemptCounter({ attempts, minutes }: Budget) {
  const limiter = new RateLimiterMemory({ points: attempts, duration: minutes * 60 })
  return {
    /** Increments and checks in one step, so that simultaneous attempts cannot exceed the budget. */
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
