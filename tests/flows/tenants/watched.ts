/** Bilin with a fake hash and a fake wait, for tests that count the attempts of somebody who guesses. */
import { openBilin } from '@bilin/api/bilin'
import { toErrorBody } from '@bilin/api/errors'
import type { TestAPI } from 'vitest'
import { test as inWorld, type World } from '../../support/world.ts'

export const RIGHT = 'bilin-shili-2026'
export const secretary = '三桥社区书记'
export const coordinator = '联盟协调员'

/** Bilin with a fake hash that accepts one password and counts its calls, and a fake wait that only records its length. */
export function openWatched(world: World, hashing?: { running: number; waiting: number }) {
  const hashed: string[] = []
  const waits: number[] = []
  const held = { until: Promise.resolve(), waits: Promise.resolve() }
  const bilin = openBilin(
    { app: world.url('bilin_app'), session: world.url('bilin_session'), max: 2 },
    undefined,
    undefined,
    {
      hashing,
      argon2: {
        hash: async () => 'pretended',
        verify: async (_stored, password) => {
          hashed.push(password)
          await held.until
          return password === RIGHT
        },
      },
      wait: async (ms) => {
        waits.push(ms)
        await held.waits
      },
    },
  )
  const guess = (name: string, address: string, password = 'wrong') =>
    outcome(bilin.signIn({ name, password, address }))
  return { bilin, guess, hashed, waits, held, close: () => bilin.close() }
}

export const test: TestAPI<{ world: World; watched: ReturnType<typeof openWatched> }> = inWorld.extend<{
  watched: ReturnType<typeof openWatched>
}>({
  watched: async ({ world }, use) => {
    const watched = openWatched(world)
    await use(watched)
    await watched.close()
  },
})

export const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'signed in',
    (error: unknown) => toErrorBody(error).code,
  )

export const times = <T>(count: number, work: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => work(i))

/** Resolves when so many of the promises have ended. */
export async function ended(count: number, promises: Promise<unknown>[]): Promise<void> {
  const left = new Set(promises.map((_, i) => i))
  while (promises.length - left.size < count) {
    left.delete(await Promise.race([...left].map((i) => promises[i]!.then(() => i))))
  }
}

export const countOf = (outcomes: string[], code: string) => outcomes.filter((one) => one === code).length
