import { openBilin } from '../bilin.ts'
import { createHealth } from './health.ts'
import { afterAll, expect, test } from 'vitest'

// The pools connect only when they are used, and there is no server at this address.
const nowhere = 'postgres://nobody@127.0.0.1:1/nowhere'
const bilin = openBilin({ app: nowhere, session: nowhere })
afterAll(() => bilin.close())

const never = () => new Promise<never>(() => {})

test('without a database it is not healthy', async () => {
  expect(await createHealth(bilin, never)()).toBe(false)
})

test('what throws at once, or rejects, is not healthy and never an error of the check', async () => {
  const throws = () => {
    throw new TypeError('Object.prototype.toString.call is not a function')
  }
  expect(await createHealth({ ...bilin, caller: throws }, never)()).toBe(false)
  expect(await createHealth({ ...bilin, sessions: { ...bilin.sessions, personOf: throws } }, never)()).toBe(false)
})

test('a database that never answers is unhealthy when the time is up, and is asked once however many ask', async () => {
  let asked = 0
  let timeIsUp = () => {}
  const wait = () => new Promise<void>((resolve) => (timeIsUp = resolve))
  const personOf = () => {
    asked += 1
    return never()
  }
  const isHealthy = createHealth({ ...bilin, sessions: { ...bilin.sessions, personOf } }, wait)
  const first = isHealthy()
  timeIsUp()
  expect(await first).toBe(false)
  const second = isHealthy()
  timeIsUp()
  expect(await second).toBe(false)
  expect(asked).toBe(1)
})
