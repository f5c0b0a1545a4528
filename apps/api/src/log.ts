/**
 * Structured logs, one object a line on standard error: what happened, where, in which request. Never to whom: no names, telephone
 * numbers, bodies, addresses with secrets in them, or session ids.
 */
import { Refusal } from '@bilin/domain/refusal'
import pg from 'pg'
import { destination, pino, stdTimeFunctions, type Level, type Logger } from 'pino'

export type Log = Logger
export type Where = { requestId: string; at: string | null }

export function openLog(level: Level | 'silent'): Log {
  // Synchronous, so that the last line before a crash is written.
  const out = destination({ fd: 2, sync: true })
  // The reader of the pipe may have closed it; the server goes on.
  out.on('error', () => {})
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    out,
  )
}

export const silence: Log = pino({ level: 'silent' })

// The same failure passes several handlers on its way out.
const logged = new WeakSet<object>()

/** Logs a bug with its request's id and stack; an unavailable database, or too much work at once, in one short line. */
export function logFailure(log: Log, { requestId, at }: Where, thrown: unknown, away: boolean): void {
  const inner = innermost(thrown)
  if (inner instanceof Error) {
    if (logged.has(inner)) return
    logged.add(inner)
  }
  if (inner instanceof Refusal) log.warn({ requestId, at, code: inner.code }, 'refused for now')
  else if (away) log.warn({ requestId, at, code: getCode(inner) }, 'the database is away')
  else log.error({ requestId, at, ...getTrace(inner) }, 'bug')
}

/** The innermost cause: errors that only wrap another say nothing more. */
function innermost(thrown: unknown): unknown {
  let inner = thrown
  while (inner instanceof Error && inner.cause !== undefined) inner = inner.cause
  return inner
}

const getCode = (thrown: unknown) => (thrown as { code?: string } | null)?.code

function getTrace(thrown: unknown) {
  if (!(thrown instanceof Error)) return { error: typeof thrown }
  const { constraint, table, column } = thrown instanceof pg.DatabaseError ? thrown : ({} as pg.DatabaseError)
  const trace = thrown.stack?.split('\n').filter((line) => /^\s+at /u.test(line))
  return {
    error: thrown.name,
    message: withoutValues(thrown.message),
    code: getCode(thrown),
    constraint,
    table,
    column,
    trace,
  }
}

/** Removes quoted text and long numbers, because messages quote what was typed: `invalid input syntax for type uuid: "…"`. */
const withoutValues = (message: string) =>
  message
    .replaceAll(/"[^"]*"/gu, '"…"')
    .replaceAll(/\d{5,}/gu, '…')
    .slice(0, 300)
