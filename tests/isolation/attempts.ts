/** The statements of the matrix that have to be found out from the catalogue. */
import type pg from 'pg'
import { actsSet } from '@bilin/db/lint/allowed'
import type { Actor } from './actors.ts'
import type { Row } from './claims.ts'

/** A column the role may update and a value that every row of the table can take; and the columns that say whose it is. */
export type Probe = { column: string; value: string; columns: { name: string; type: string }[] }

const pairedColumns = new Set(['rota.proposal'])

const values: Record<string, string[]> = {
  bool: ['true', 'false'],
  date: [`'2026-01-01'`],
  float8: ['1'],
  int2: ['1'],
  int4: ['1', '7'],
  jsonb: [`'{}'`],
  numeric: ['1'],
  text: [`'x'`, `'13800001234'`],
  timestamptz: [`'2026-01-01'`],
  uuid: ['gen_random_uuid()'],
}

export async function probeOf(beyond: pg.ClientBase, role: string, table: string): Promise<Probe> {
  const { rows } = await beyond.query<{ name: string; type: string; may: boolean; ownership: boolean }>(
    `select attname as name, typname as type, has_column_privilege($2, attrelid, attnum, 'update') as may,
            attname in ('tenant_id', 'author_tenant_id', 'id') or exists (
              select from pg_depend d where d.classid = 'pg_policy'::regclass and d.refobjid = a.attrelid and d.refobjsubid = a.attnum) as ownership
       from pg_attribute a join pg_type t on t.oid = a.atttypid
      where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [`"${table}"`, role],
  )
  const columns = rows.filter(({ name, ownership: ownership }) => ownership && !(`${table}.${name}` in actsSet))
  const changeable = rows.filter(({ name, may }) => may && !columns.some((column) => column.name === name))
  for (const { name, type } of changeable)
    for (const value of ['null', ...(values[type] ?? [])])
      if (await fits(beyond, `update "${table}" set "${name}" = ${value}`)) return { column: name, value, columns }
  // Columns that depend on each other are set to their own value, which everybody who can read the row can do.
  const [{ name: paired } = { name: '' }] = changeable
  if (pairedColumns.has(`${table}.${paired}`)) return { column: paired, value: `"${paired}"`, columns }
  if (changeable.length > 0) throw new Error(`no value fits every row of ${table}: say one in attempts.ts`)
  return { column: rows[0]!.name, value: 'default', columns }
}

/** A value that every row can take, so that an attempt never fails because of the value. */
async function fits(beyond: pg.ClientBase, sql: string): Promise<boolean> {
  await beyond.query('savepoint fits')
  try {
    await beyond.query(sql)
    return true
  } catch {
    return false
  } finally {
    await beyond.query('rollback to savepoint fits')
  }
}

/** Values for the owner columns: the current tenant, the own tenant, the own person, and unchanged. */
export function listOwnerChanges(
  table: string,
  { name, type }: Probe['columns'][number],
  { tenant, seat, person }: Actor,
): string[] {
  const wanted = [...new Set([tenant, seat, person].filter((id) => id !== null))].map((id) => `'${id}'`)
  const tried = type === 'uuid' ? [...wanted, 'default'] : values[type]!
  return tried.map((value) => `update "${table}" set "${name}" = ${value}`)
}

/** Inserts a copy of each row as the actor. If another constraint refuses it, the policy has allowed it. */
export async function tryInserts(beyond: pg.ClientBase, role: string, table: string, seen: { row: Row }[]) {
  const patterns = [...new Map(seen.map(({ row }) => [ownershipKey(row), row])).values()]
  const fresh = patterns.map((row) =>
    typeof row.id === 'string' && !keepsId.has(table) ? { ...row, id: crypto.randomUUID() } : row,
  )
  const { rows: columns } = await beyond.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
        and has_column_privilege($2, attrelid, attnum, 'insert')`,
    [`"${table}"`, role],
  )
  if (columns.length === 0) return patterns.map((row) => ({ row, done: false }))
  await beyond.query('savepoint inserts')
  await beyond.query(`set local session authorization ${role}`)
  const { rows } = await beyond.query<{ done: boolean[] }>('select tries.insert_each($1, $2, $3) as done', [
    `"${table}"`,
    columns.map(({ name }) => name).join(', '),
    JSON.stringify(fresh),
  ])
  await beyond.query('rollback to savepoint inserts')
  return patterns.map((row, i) => ({ row, done: rows[0]!.done[i]! }))
}

/** A new person or tenant is found again by its id. */
const keepsId = new Set(['person', 'tenant'])

/** Rows that are equal in every column that a policy could read are tried once. */
const ownershipKey = (row: Row) =>
  JSON.stringify(
    Object.entries(row).filter(([name]) =>
      /(tenant|author|company|community|reviewer|source|member|person|accepted)_|^(operator|kind|disclosed)$/.test(
        name,
      ),
    ),
  )

export async function makeTries(beyond: pg.ClientBase): Promise<void> {
  await beyond.query(`
    create schema if not exists tries;
    grant usage on schema tries to public;
    create or replace function tries.insert_each(into_table text, columns text, news jsonb) returns boolean[] language plpgsql as $$
    declare
      one jsonb;
      done boolean[] := '{}';
    begin
      for one in select * from jsonb_array_elements(news) loop
        begin
          execute format('insert into %s (%s) select %s from jsonb_populate_record(null::%s, $1)', into_table, columns, columns, into_table) using one;
          raise exception 'undone' using errcode = 'UNDO1';
        exception
          when insufficient_privilege then done := done || false;
          when others then done := done || true;
        end;
      end loop;
      return done;
    end $$;
    grant execute on function tries.insert_each to public`)
}
