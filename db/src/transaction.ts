/**
 * A transaction on one connection, as Kysely sees it: BEGIN and the opening statement are written to the socket together.
 *
 * The opening statement says where the transaction stands (`app.enter …`). If it fails, or if COMMIT answers ROLLBACK,
 * nothing that was done counts. A connection in doubt is destroyed, not returned.
 */
import { channel } from 'node:diagnostics_channel'
import {
  CamelCasePlugin,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { DB } from './schema.generated.ts'

/** The channel on which every statement is published, to whoever subscribes: tests do, and a tracer may. */
export const STATEMENTS = 'bilin:statements'
export type Statement = { sql: string; parameters: readonly unknown[] }
const statements = channel(STATEMENTS)

export type Opening = { text: string; values: unknown[] }

export async function inTransaction<T, Row extends object>(
  pool: pg.Pool,
  opening: Opening,
  work: (db: Kysely<DB>, opened: Row) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const connection = new BoundConnection(client)
  let doubt: Error | undefined
  try {
    const [, opened] = await Promise.all([client.query('begin'), client.query<Row>(opening.text, opening.values)])
    const result = await work(bind(connection), opened.rows[0]!)
    connection.close()
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
    return result
  } catch (error) {
    connection.close()
    if (standsSomewhere(error)) doubt = error as Error
    await client.query('rollback').catch((trouble: Error) => (doubt = trouble))
    throw error
  } finally {
    client.release(doubt)
  }
}

const standsSomewhere = (error: unknown) => (error as { code?: string }).code === 'BL001'

export const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true })

function bind(connection: BoundConnection): Kysely<DB> {
  return new Kysely<DB>({
    plugins: [camelCase],
    dialect: {
      createDriver: () => new BoundDriver(connection),
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  })
}

class BoundConnection implements DatabaseConnection {
  #client: pg.PoolClient
  #open = true

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  close() {
    this.#open = false
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (!this.#open) throw new Error('this transaction is over')
    statements.publish({ sql: query.sql, parameters: query.parameters } satisfies Statement)
    const { command, rowCount, rows } = await this.#client.query(query.sql, [...query.parameters])
    const changes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
    return { rows: rows ?? [], ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) }
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('a tenant transaction does not stream')
  }
}

/** Everything happens on the one connection already opened; nested transactions are refused. */
class BoundDriver implements Driver {
  #connection: BoundConnection

  constructor(connection: BoundConnection) {
    this.#connection = connection
  }

  async init() {}
  async destroy() {}
  async releaseConnection() {}
  async acquireConnection() {
    return this.#connection
  }
  beginTransaction() {
    return Promise.reject(new Error('already in a transaction'))
  }
  commitTransaction() {
    return this.beginTransaction()
  }
  rollbackTransaction() {
    return this.beginTransaction()
  }
}
