/** Pools, one for each role of the database. A connection of a pool has no context; see tenant.ts for how to enter one. */
import pg from 'pg'
import { GatheringSocket } from './wire/gatheringSocket.ts'

// A `date` is a day on the calendar, not a moment: keep it as written.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export type Pool = pg.Pool

const unnamed = new WeakSet<Pool>()

/** Whether statements may be sent by name through this pool. */
export const sendsNames = (pool: Pool): boolean => !unnamed.has(pool)

/** `named: false` is for the address of a pooler in transaction mode (wire/statementNames.ts). */
export function connect(url: string, { max = 10, named = true } = {}): Pool {
  // Milliseconds to wait for a connection: a server that never answers must not block everybody.
  const patience = { connectionTimeoutMillis: 10_000 }
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline: true,
    stream: () => new GatheringSocket(),
    ...patience,
  })
  if (!named) unnamed.add(pool)
  // Without both listeners a dying backend ends the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
