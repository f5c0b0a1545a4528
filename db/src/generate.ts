/**
 * Types for Kysely from PostgreSQL's catalogue. A column with a check that allows only certain words has a union of those words;
 * names are camelCase, as Kysely's plugin makes them.
 */
import type pg from 'pg'

type Column = {
  table: string
  name: string
  type: string
  nullable: boolean
  given: boolean
  always: boolean
  about: string | null
  words: string | null
  /** True for the column by which the policy tells the tenant. */
  isolated: boolean
}

const HEAD = `// Made from the migrations by "npm run db:generate"; do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Timestamp = ColumnType<Date, Date | string, Date | string>
// The driver sends an array as a PostgreSQL array, so JSON columns are written with JSON.stringify.
type Json = ColumnType<unknown, string | { [key: string]: unknown }, string | { [key: string]: unknown }>
`

/** How connect.ts has the driver read each type. */
const TYPES: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  daterange: 'string',
  date: 'string',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'Json',
  jsonb: 'Json',
  numeric: 'number',
  text: 'string',
  timestamptz: 'Timestamp',
  tsvector: 'string',
  uuid: 'string',
}

export async function toTypes(client: pg.Client): Promise<string> {
  const { rows } = await client.query<Column>(COLUMNS)
  const tables = [...new Set(rows.map(({ table }) => table))]
  const interfaces = tables.map((table) => {
    const columns = rows.filter((column) => column.table === table).map(line)
    return `export interface ${pascal(table)} {\n${columns.join('\n')}\n}\n`
  })
  const all = tables.map((table) => `  ${camel(table)}: ${pascal(table)}`)
  const whole = `export interface DB {\n${all.join('\n')}\n}\n`
  return [HEAD, ...interfaces, whole, listTenantTables(rows)].join('\n')
}

/** Whether a table's rows are those of one tenant: they are then read under the policy that app.isolate gives. */
function listTenantTables(columns: readonly Column[]): string {
  const tables = columns.filter(({ isolated }) => isolated).map(({ table }) => `  '${table}',`)
  return `/** The tables whose rows live in a tenant, as PostgreSQL writes them. */
export const tenantTables: readonly string[] = [\n${tables.join('\n')}\n]\n`
}

function line(column: Column): string {
  const about = column.about === null ? '' : `  /** ${column.about.replaceAll('*/', '* /')} */\n`
  return `${about}  ${camel(column.name)}: ${toType(column)}`
}

function toType({ table, name, type, nullable, given, always, words }: Column): string {
  const [, array, element = ''] = /^(_?)(.*)$/.exec(type)!
  const known = words ?? TYPES[element]
  if (!known) throw new Error(`${table}.${name} is ${type}: say in generate.ts how the driver reads that.`)
  const one = array ? (known.includes(' ') ? `(${known})[]` : `${known}[]`) : known
  const maybe = nullable ? `${one} | null` : one
  return always ? `GeneratedAlways<${maybe}>` : given ? `Generated<${maybe}>` : maybe
}

function camel(name: string): string {
  const made = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  if (made.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) !== name)
    throw new Error(`${name} is lost on the way to camelCase and back: no figure after an underscore.`)
  return made
}

const pascal = (name: string) => camel(name).replace(/^./, (letter) => letter.toUpperCase())

const COLUMNS = `
  select c.relname as table, a.attname as name, t.typname as type, not a.attnotnull as nullable,
         a.atthasdef or a.attidentity <> '' as given, a.attgenerated <> '' or a.attidentity = 'a' as always,
         col_description(c.oid, a.attnum) as about,
         (select string_agg(quote_literal(word[1]), ' | ')
            from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''((?:[^'']|'''')*)''::text', 'g') word
           where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
             and pg_get_constraintdef(k.oid) ~ format('^CHECK \\(\\(%I = ANY \\(ARRAY\\[[^]()]*\\]\\)\\)\\)$', a.attname)) as words,
         a.attname = 'tenant_id' and exists (
           select from pg_policy p
            where p.polrelid = c.oid and p.polname in ('visible_in_current_tenant', 'inserted_by_acting_tenant')) as isolated
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
   order by c.relname collate "C", a.attname collate "C"`
