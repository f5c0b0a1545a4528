import { expect, test } from 'vitest'
import { createSharedWork } from './sharedWork.ts'

test('what many ask for at once is computed once, and again for whoever asks later or for something else', async () => {
  const share = createSharedWork<number>()
  let computed = 0
  const compute = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return ++computed
  }
  expect(await Promise.all(['a', 'a', 'a'].map((key) => share(key, compute)))).toEqual([1, 1, 1])
  expect(await share('a', compute)).toBe(2)
  expect(await Promise.all([share('a', compute), share('b', compute)])).toEqual([3, 4])
})

test("a failure is everybody's who asked meanwhile, and nobody's later", async () => {
  const share = createSharedWork<string>()
  const failing = () => Promise.reject(new Error('no memory'))
  const asked = [share('a', failing), share('a', () => Promise.resolve('not asked'))]
  for (const one of asked) await expect(one).rejects.toThrow('no memory')
  expect(await share('a', () => Promise.resolve('done'))).toBe('done')
})
