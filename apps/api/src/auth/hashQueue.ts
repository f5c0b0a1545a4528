/** Bounds how many passwords are hashed at once and how many more wait; each hash takes 19 MB and a core for a while. */
import { refuse } from '@bilin/domain/refusal'

export type QueueSize = { running: number; waiting: number }
export type HashQueue = ReturnType<typeof createHashQueue>

export function createHashQueue({ running, waiting }: QueueSize) {
  let active = 0
  const queue: (() => void)[] = []

  /** Runs the work when its turn comes; refuses it as `sessions.busy` when too many wait already. */
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (active < running) active += 1
    else {
      if (queue.length >= waiting) refuseBusy()
      await new Promise<void>((start) => queue.push(start))
    }
    try {
      return await work()
    } finally {
      // A slot that is free goes to the next in the queue directly, so that nobody can take it in between.
      const startNext = queue.shift()
      if (startNext) startNext()
      else active -= 1
    }
  }
}

export function refuseBusy(): never {
  refuse('unavailable', 'sessions.busy', { retryAfter: 5 })
}
