/**
 * Limits how often somebody without a seat may try a code: 20 wrong ones from a network in 15 minutes. A right code costs nothing, because
 * a whole compound may share one address. An attempt is counted before the code is looked for, so that simultaneous ones count too.
 */
import { refuse, type RefusalCode } from '@bilin/domain/refusal'
import { createAttemptCounter } from '../../auth/attemptCounter.ts'
import { toNetwork } from '../../auth/network.ts'

export type CodeAttempts = ReturnType<typeof createCodeAttempts>

export function createCodeAttempts(
  spent: RefusalCode,
  wrong: readonly string[],
  budget = { attempts: 20, minutes: 15 },
) {
  const networks = createAttemptCounter(budget)
  /** Runs `work`, and counts it where it ends in one of the `wrong` refusals. */
  return async function attempt<T>(address: string, work: () => Promise<T>, codeOf: (error: unknown) => string | null) {
    const network = toNetwork(address)
    const { allowed, minutesLeft: minutes } = await networks.consume(network)
    if (!allowed) refuse('too_many', spent, { params: { minutes }, retryAfter: minutes * 60 })
    let counts = false
    try {
      return await work()
    } catch (error) {
      counts = wrong.includes(codeOf(error) ?? '')
      throw error
    } finally {
      if (!counts) await networks.giveBack(network)
    }
  }
}
