import { expect, test } from 'vitest'
import { Writable } from 'node:stream'
import { TRPCError } from '@trpc/server'
import pg from 'pg'
import { pino } from 'pino'
import { logFailure } from './log.ts'

test('a failure is written down without the name and the telephone number that it carries', () => {
  const failure = new pg.DatabaseError('invalid input for "三桥社区书记" 13800001234', 0, 'error')
  Object.assign(failure, {
    code: '22P02',
    detail: 'Key (name)=(三桥社区书记)',
    where: '13800001234',
    table: 'person',
  })
  const [line] = written(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: failure }))
  expect(line).toMatchObject({ requestId: 'r1', at: '/people', code: '22P02', table: 'person', msg: 'bug' })
  expect(JSON.stringify(line)).not.toMatch(/三桥|13800001234/)
  // The control: pino's own error serializer logs both.
  const own = linesOf((log) => log.error(failure))
  expect(JSON.stringify(own)).toMatch(/三桥.*13800001234/)
})

test('a failure that passes two handlers on its way out is written down once', () => {
  const failure = new Error('once')
  expect(written(failure, new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: failure }))).toHaveLength(1)
})

const written = (...thrown: unknown[]) =>
  linesOf((log) => thrown.forEach((one) => logFailure(log, { requestId: 'r1', at: '/people' }, one, false)))

function linesOf(write: (log: pino.Logger) => void): object[] {
  let text = ''
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString()
      done()
    },
  })
  write(pino({ base: null }, out))
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
}
