/**
 * Applies migrations: plain files, forward only, in the order of their numbers, each in a transaction. Applied ones are listed in
 * `bilin_migration.applied`, in a schema that only the owner may use.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { withClient } from './client.ts'
import { installQueue } from './queue.ts'

type Migration = { name: string; text: string; checksum: string }

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))
const NAME = /^\d{4}_[a-z]+(_[a-z0-9]+)*\.sql$/
const BILIN = 0x6d696772

/** Returns the names of the migrations it applied. If two processes start together, the second waits and finds nothing to do. */
export async function migrate(owner: string | pg.Client, options: { dir?: string } = {}): Promise<string[]> {
  const migrations = readMigrations(options.dir)
  if (owner instanceof pg.Client) return apply(owner, migrations)
  const applied = await withClient(owner, 'migrate', (client) => apply(client, migrations))
  await installQueue(owner)
  return applied
}

async function apply(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [BILIN])
  try {
    await client.query(`
      create schema if not exists bilin_migration;
      create table if not exists bilin_migration.applied (
        name       text primary key,
        checksum   text not null,
        applied_at timestamptz not null default now()
      )`)
    const { rows } = await client.query<Omit<Migration, 'text'>>(
      'select name, checksum from bilin_migration.applied order by name',
    )
    const missing = compare(rows, migrations)
    for (const migration of missing) await applyOne(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [BILIN]).catch(() => {})
  }
}

function compare(applied: Omit<Migration, 'text'>[], migrations: Migration[]): Migration[] {
  for (const { name, checksum } of applied) {
    const file = migrations.find((migration) => migration.name === name)
    if (!file)
      throw new Error(`This database has had ${name}, which this Bilin does not know: start a newer Bilin on it.`)
    if (file.checksum !== checksum)
      throw new Error(
        `${name} has been changed since this database had it: put it back as it was and write a new migration.`,
      )
  }
  const last = applied.at(-1)?.name ?? ''
  const missing = migrations.filter(({ name }) => !applied.some((done) => done.name === name))
  const late = missing.find(({ name }) => name < last)
  if (late)
    throw new Error(`${late.name} comes before ${last}, which this database already has: give it a higher number.`)
  return missing
}

async function applyOne(client: pg.Client, { name, text, checksum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into bilin_migration.applied (name, checksum) values ($1, $2)', [name, checksum])
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('it was rolled back')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    const { message, position } = cause as pg.DatabaseError
    const line = position ? `:${text.slice(0, Number(position)).split('\n').length}` : ''
    throw new Error(`Migration ${name}${line} was not applied: ${message}`, { cause })
  }
}

/** In the order of their numbers. */
export function readMigrations(dir = MIGRATIONS): Migration[] {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const migrations = names.map((name) => {
    // A checkout on Windows may have other line ends; the migration is the same.
    const text = readFileSync(join(dir, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
  for (const [i, { name, text }] of migrations.entries()) {
    if (!NAME.test(name)) throw new Error(`${name} is not named like 0001_feature_what.sql.`)
    if (name.slice(0, 4) === names[i - 1]?.slice(0, 4))
      throw new Error(`${names[i - 1]} and ${name} have the same number.`)
    if (/^[\t ]*(begin|start transaction|commit|rollback)\s*;/im.test(text))
      throw new Error(`${name} begins or ends a transaction; each migration already is one.`)
  }
  return migrations
}
