/**
 * A transaction on one connection, as Kysely sees it. Statements that are ready at the same time are written to the socket together:
 * BEGIN with the opening statement, and independent statements of the work with each other.
 *
 * The opening statement sets the transaction's context (`app.enter …`). If it fails, or if COMMIT answers ROLLBACK, the
 * transaction fails. A connection in an unknown state is destroyed, not returned to the pool.
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
import { sendsNames } from './connect.ts'
import type { DB } from './schema.generated.ts'
import { GatheringSocket } from './wire/gatheringSocket.ts'
import { foretellLength, rememberLength } from './wire/lengths.ts'
import { nameStatement } from './wire/statementNames.ts'

/** The diagnostics channel on which every statement is published; tests subscribe to it, and a tracer may. */
export const STATEMENTS = 'bilin:statements'
export type Statement = { sql: string; parameters: readonly unknown[] }
const statements = channel(STATEMENTS)

export type Opening = { text: string; values: unknown[] }

export type Options<Row> = {
  /** Reads only: its outcome does not wait for COMMIT. */
  reading?: boolean
  /** The same statement with the same parameters is sent once: of a transaction that reads for several who do not know of each other. */
  once?: boolean
  /** What the opening statement will probably answer. The work begins with it at once; `isSame` says whether it was right. */
  guess?: { row: Row; isSame: (row: Row) => boolean } | undefined
  /** Of one that reads on a guess: transactions of the same kind send as many statements, as far as is known (wire/lengths.ts). */
  kind?: string | undefined
}

/** The opening statement answered otherwise than was guessed, or there was more to send: the work is void, and may be done again. */
export class WrongGuess extends Error {}

export async function inTransaction<T, Row extends object>(
  pool: pg.Pool,
  opening: Opening,
  work: (db: Kysely<DB>, opened: Row) => Promise<T>,
  { reading = false, once = false, guess, kind }: Options<Row> = {},
): Promise<T> {
  const client = await pool.connect()
  const foretold = reading && guess && kind ? kind : undefined
  const length = foretold ? foretellLength(foretold) : undefined
  const connection = new BoundConnection(client, { once, length, named: sendsNames(pool) })
  let doubt: Error | undefined
  let ending: Promise<unknown> | undefined
  try {
    const opened = connection.open<Row>(opening)
    const result = guess
      ? await workOnGuess(opened, work(bind(connection), guess.row), guess.isSame)
      : await work(bind(connection), await opened)
    connection.close()
    if (foretold) rememberLength(foretold, connection.sent)
    if (connection.sentTooMuch) throw new WrongGuess()
    const commit = connection.ending ?? client.query('commit')
    if (reading) ending = commit
    else if ((await commit).command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
    return result
  } catch (error) {
    connection.close()
    if (foretold && connection.sentTooMuch) rememberLength(foretold, connection.sent)
    if (isInUnknownState(error)) doubt = error as Error
    await (connection.ending ?? client.query('rollback')).catch((trouble: Error) => (doubt = trouble))
    // What the work made of it, such as an error that names the procedure, is as void as the work.
    throw connection.sentTooMuch ? new WrongGuess() : error
  } finally {
    if (ending)
      ending.then(
        () => client.release(),
        (trouble: Error) => client.release(trouble),
      )
    else client.release(doubt)
  }
}

async function workOnGuess<T, Row>(opened: Promise<Row>, working: Promise<T>, isSame: (row: Row) => boolean) {
  // Whatever the work ends in, the opening statement decides first.
  working.catch(() => {})
  if (!isSame(await opened)) throw new WrongGuess()
  return working
}

/** A context from before, or a plan from before a migration: neither goes away by itself. */
const isInUnknownState = (error: unknown) => ['BL001', '0A000'].includes((error as { code?: string }).code ?? '')

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

/** A longer answer is not kept for who else asks. */
const MAX_KEPT = 100

type Sending = { once: boolean; length: number | undefined; named: boolean }

class BoundConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #asked: Map<string, Promise<pg.QueryResult>> | undefined
  readonly #length: number | undefined
  readonly #named: boolean
  #open = true
  sent = 0
  /** COMMIT, where it was sent with what was foretold to be the last statement. */
  ending: Promise<pg.QueryResult> | undefined

  constructor(client: pg.PoolClient, { once, length, named }: Sending) {
    this.#client = client
    this.#length = length
    this.#named = named
    if (once) this.#asked = new Map()
  }

  /** More than was foretold, so that the transaction was over before. */
  get sentTooMuch(): boolean {
    return this.#length !== undefined && this.sent > this.#length
  }

  async open<Row extends object>({ text, values }: Opening): Promise<Row> {
    this.#gather()
    const [, { rows }] = await Promise.all([
      this.#client.query('begin'),
      this.#client.query<Row>({ text, values, ...this.#name(text) }),
    ])
    return rows[0]!
  }

  close() {
    this.#open = false
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (!this.#open) throw new Error('this transaction is over')
    assertParametersFit(query)
    const { command, rowCount, rows } = await this.#ask(query)
    const changes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
    return { rows: rows ?? [], ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) }
  }

  #ask(query: CompiledQuery): Promise<pg.QueryResult> {
    if (!this.#asked) return this.#send(query)
    const asked = this.#asked
    const key = JSON.stringify([query.sql, query.parameters])
    const known = asked.get(key)
    if (known) return known
    const answer = this.#send(query)
    asked.set(key, answer)
    const forgetLong = ({ rows }: pg.QueryResult) => rows.length > MAX_KEPT && asked.delete(key)
    answer.then(forgetLong, () => {})
    return answer
  }

  #send({ sql, parameters }: CompiledQuery): Promise<pg.QueryResult> {
    this.sent += 1
    if (this.sentTooMuch) return Promise.reject(new WrongGuess())
    statements.publish({ sql, parameters } satisfies Statement)
    this.#gather()
    const answer = this.#client.query({ text: sql, values: [...parameters], ...this.#name(sql) })
    if (this.sent === this.#length) this.#end()
    return answer
  }

  #name(text: string): { name?: string } {
    const name = this.#named ? nameStatement(text) : undefined
    return name ? { name } : {}
  }

  #end() {
    this.ending = this.#client.query('commit')
    // It is awaited when the work is done; until then its failure is nobody's.
    this.ending.catch(() => {})
  }

  /** Whatever is sent until the event loop turns goes out in one write; over TLS each message by itself. */
  #gather() {
    const { stream } = this.#client.connection
    if (stream instanceof GatheringSocket) stream.gather()
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('a tenant transaction does not stream')
  }
}

/** The protocol counts them in 16 bits; with more, the server would read garbage and say so of something else. */
const MAX_PARAMETERS = 65_535

export function assertParametersFit({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): void {
  if (parameters.length > MAX_PARAMETERS)
    throw new Error(
      `${parameters.length} parameters are more than ${MAX_PARAMETERS}, insert in batches: ${sql.slice(0, 200)}`,
    )
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
