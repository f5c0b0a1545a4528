/** Pools: one for each of the database's roles. A pool is not yet anywhere; see tenant.ts for the ways in. */
import pg from 'pg'

// A `date` is a day on the calendar, not a moment: keep it as written.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export type Pool = pg.Pool

export function connect(url: string, { max = 10 } = {}): Pool {
  // Milliseconds for a connection to be there: one that never answers must not hold everybody.
  const patience = { connectionTimeoutMillis: 10_000 }
  const pool = new pg.Pool({ connectionString: url, max, pipeline: true, ...patience })
  // Without both listeners a backend that dies takes the process with it.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
