/**
 * Whether an error means that the database is temporarily unavailable: stopped, restarting, unreachable, or out of connections.
 * Once it is back, the pool opens new connections.
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
/** Errors of the driver that have a message and no code. */
const cut =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/u

export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (error instanceof pg.DatabaseError) return going.test(code)
  // The socket's file does not exist. Any other missing file is a bug.
  if (code === 'ENOENT' || code === 'EACCES') return syscall === 'connect'
  return unreachable.includes(code) || cut.test(error.message)
}
