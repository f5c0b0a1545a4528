import { Refusal, refuse } from '@bilin/domain/refusal'
import { expect, test } from 'vitest'
import { createWorkQueue } from './workQueue.ts'

const refuseBusy = () => refuse('unavailable', 'sessions.busy')

/** Work that runs until the test ends it. `most` is the highest number that ran at once. */
function heldWork() {
  const ends: (() => void)[] = []
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((end) => ends.push(end))
    running -= 1
  }
  return { work, ends, most: () => most }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('no more than the bound runs at once, the others wait in turn, and what comes beyond is refused', async () => {
  const inTurn = createWorkQueue({ running: 2, waiting: 3 }, refuseBusy)
  const { work, ends, most } = heldWork()
  const accepted = [1, 2, 3, 4, 5].map(() => inTurn(work))
  await expect(inTurn(work)).rejects.toMatchObject({ kind: 'unavailable', code: 'sessions.busy' })
  for (let ended = 0; ended < 5; ended++) {
    await settle()
    ends[ended]!()
  }
  await Promise.all(accepted)
  expect(most()).toBe(2)
})

test('work that fails gives its place to the next', async () => {
  const inTurn = createWorkQueue({ running: 1, waiting: 1 }, refuseBusy)
  const failing = inTurn(() => Promise.reject(new Error('no memory')))
  const next = inTurn(() => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('no memory')
  expect(await next).toBe('done')
  expect(await inTurn(() => Promise.resolve('again'))).toBe('again')
  await expect(inTurn(() => Promise.reject(new Refusal('invalid', 'sessions.wrong')))).rejects.toThrow('sessions.wrong')
})
