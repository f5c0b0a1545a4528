/**
 * Several lists in one statement: each query is a subquery, and its rows are what it would answer by itself.
 *
 *   const { rounds, steps } = await readTogether(db, { rounds: selectRounds(db), steps: selectSteps(db) })
 *
 * Rows come as JSON, which has no moments: a column that ends in `At` is one, and no other column may be.
 */
import type { TenantDb } from '@bilin/db/tenant'
import type { Expression } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'

type Moment = 'at' | `${string}At`
/** What cannot come as JSON is `never`. */
type Read<Row> = {
  [Key in keyof Row]: Key extends Moment ? Extract<Row[Key], Date | null> : Exclude<Row[Key], Date | Buffer>
}
type Queries<Rows> = { [Name in keyof Rows]: Expression<Rows[Name]> }

export async function readTogether<Rows extends Record<string, object>>(
  db: TenantDb,
  queries: Queries<Rows>,
): Promise<{ [Name in keyof Rows]: Read<Rows[Name]>[] }> {
  const lists: [string, Expression<object>][] = Object.entries(queries)
  const answer = await db
    .selectNoFrom(lists.map(([name, query]) => jsonArrayFrom(query).as(name)))
    .executeTakeFirstOrThrow()
  const read = Object.entries(answer).map(([name, rows]) => [name, (rows as object[]).map(toRow)])
  return Object.fromEntries(read) as { [Name in keyof Rows]: Read<Rows[Name]>[] }
}

const toRow = (json: object) => Object.fromEntries(Object.entries(json).map(toColumn))

function toColumn([column, value]: [string, unknown]): [string, unknown] {
  const name = toName(column)
  return [name, typeof value === 'string' && isMoment(name) ? new Date(value) : value]
}

const names = new Map<string, string>()

function toName(column: string): string {
  const known = names.get(column)
  if (known) return known
  const name = column.replaceAll(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase())
  names.set(column, name)
  return name
}

const isMoment = (name: string) => name === 'at' || name.endsWith('At')
