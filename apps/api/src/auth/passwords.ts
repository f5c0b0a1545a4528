/** Passwords: argon2id off the main thread, 8 to 256 characters, none that is easy to guess, no composition rules. */
import { availableParallelism } from 'node:os'
import { refuse } from '@bilin/domain/refusal'
import { hash, verify, type Options } from '@node-rs/argon2'
import { createWorkQueue, type QueueSize } from '../thread/workQueue.ts'
import { refuseBusy } from './signInLimits.ts'
import { isEasyToGuess } from './strength/strength.ts'

export type Argon2 = {
  hash: (password: string, cost: Options) => Promise<string>
  verify: (stored: string, password: string) => Promise<boolean>
}
export type Passwords = ReturnType<typeof createPasswords>

const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 }
/** Hashes run on libuv's four threads; one of them stays free for files and images. 64 take about two seconds on two cores. */
const defaultSize = { running: Math.min(availableParallelism(), 3), waiting: 64 }

export function createPasswords(argon2: Argon2 = { hash, verify }, size: QueueSize = defaultSize) {
  const inTurn = createWorkQueue(size, refuseBusy)
  const nobody = argon2.hash('nobody has this password', cost)
  return {
    /** `about` is what others know of the person, of which no password is made. */
    async hash(password: string, about: readonly string[]): Promise<string> {
      await assertAcceptable(password, about)
      return inTurn(() => argon2.hash(password.normalize('NFC'), cost))
    },

    /** Without a stored hash it verifies against one that nobody has, so that the time does not reveal which accounts exist. */
    async fits(stored: string | undefined, password: string): Promise<boolean> {
      if (password.length > 1024) return false
      const against = stored ?? (await nobody)
      const fits = await inTurn(() => argon2.verify(against, password.normalize('NFC')))
      return stored !== undefined && fits
    },
  }
}

async function assertAcceptable(password: string, about: readonly string[]) {
  const field = 'password'
  const length = [...password].length
  if (length < 8) refuse('invalid', 'sessions.password_too_short', { field })
  if (length > 256) refuse('invalid', 'sessions.password_too_long', { field })
  if (await isEasyToGuess(password, about)) refuse('invalid', 'sessions.password_common', { field })
}
