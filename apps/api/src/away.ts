/**
 * Whether a failure means that the database is away, for now: stopped, restarting, unreachable, or full of connections.
 * It comes back by itself or an operator brings it back; the pool then opens new connections.
 */
import pg from 'pg'

const unreachable = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]
/** Class 08 is the connection's own; 57P0x: shutting down, crashed, starting; 53300: no connection left. */
const going = /^(08...|57P0[1-3]|53300)$/u
/** What the driver says in words only. */
const cut =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/u

export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (error instanceof pg.DatabaseError) return going.test(code)
  // A socket's file that is not there; any other missing file is a bug.
  if (code === 'ENOENT' || code === 'EACCES') return syscall === 'connect'
  return unreachable.includes(code) || cut.test(error.message)
}
