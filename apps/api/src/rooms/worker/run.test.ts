import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startWorker } from './run.ts'

test('what the queue prints about a worker that ended is a line of the log', async () => {
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const worker = startWorker('postgres://nobody@127.0.0.1:1/nowhere', [], log)
  const { trace } = console
  trace(new Error('the connection ended'))
  await worker.stop()
  expect(lines.map((line) => JSON.parse(line).msg)).toContain('Error: the connection ended')
})
