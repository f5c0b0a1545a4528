import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { watchEventLoop } from './eventLoop.ts'

function logged() {
  const lines: { level: string; eventLoop: unknown }[] = []
  const write = (level: string) => (line: object) => lines.push({ level, eventLoop: undefined, ...line })
  return { lines, log: { info: write('info'), warn: write('warn') } }
}

function standStill(milliseconds: number) {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

test('a standstill of the main thread is in the next report and in no other', async () => {
  const { lines, log } = logged()
  const { report, stop } = watchEventLoop(log)
  await sleep(50)
  standStill(1_200)
  await sleep(50)
  const during = report()
  expect(during.max).toBeGreaterThan(1_000)
  expect(lines).toEqual([{ level: 'warn', eventLoop: during }])
  await sleep(50)
  // The control: without a standstill.
  expect(report().max).toBeLessThan(1_000)
  expect(lines.at(-1)!.level).toBe('info')
  stop()
})

test('it reports by itself until it is stopped', async () => {
  const { lines, log } = logged()
  const { stop } = watchEventLoop(log, 5)
  while (lines.length < 2) await sleep(5)
  stop()
  const count = lines.length
  await sleep(30)
  expect(lines).toHaveLength(count)
})
