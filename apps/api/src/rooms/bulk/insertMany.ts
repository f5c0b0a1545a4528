import type { TenantDb } from '@bilin/db/tenant'
import type { DB } from '@bilin/db/schema.generated'
import { sql, type Insertable } from 'kysely'
import { inBatches } from './batches.ts'

const BATCH_SIZE = 20_000

/**
 * Inserts many rows, each batch as one parameter of JSON: with a parameter a value, most of the time goes into writing and parsing
 * the statement. All rows have the same columns, and no jsonb, which callers give as text.
 */
export async function insertMany<Table extends keyof DB & string>(
  db: TenantDb,
  table: Table,
  rows: readonly Insertable<DB[Table]>[],
): Promise<void> {
  const names = Object.keys(rows[0] ?? {})
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const fields = names.map((name) => [name, toColumn(name)] as const)
  for (const some of inBatches(rows, BATCH_SIZE)) {
    const json = JSON.stringify(some.map((row) => toColumns(row, fields)))
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`.execute(db)
  }
}

function toColumns(row: object, fields: readonly (readonly [string, string])[]): Record<string, unknown> {
  const values: Record<string, unknown> = { ...row }
  return Object.fromEntries(fields.map(([name, column]) => [column, values[name]]))
}

const toColumn = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
