/** Bounds how many works run at once and how many more wait: hashing a password or making a photo small takes memory and a core for a while. */

export type QueueSize = { running: number; waiting: number }

export function createWorkQueue({ running, waiting }: QueueSize, refuseBusy: () => never) {
  let active = 0
  const queue: (() => void)[] = []

  /** Runs the work as soon as a slot is free; refuses when too many are waiting. */
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
