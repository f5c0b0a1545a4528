/** Migrations, when one fails, is killed, is changed, or is started twice. */
import { migrate } from '@bilin/db/migrate'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { ask, emptyFolder } from './bilin.ts'

const FIRST = 'create table first (i int);\ninsert into first values (1);'

test('each migration is applied once, in the order of its number', async () => {
  const { url, dir } = await database({
    '0002_estates_more': 'alter table first add j int;',
    '0001_estates': FIRST,
  })
  expect(await migrate(url, { dir })).toEqual(['0001_estates.sql', '0002_estates_more.sql'])
  expect(await migrate(url, { dir })).toEqual([])
})

test('two Bilins that start together apply each migration once', async () => {
  const { url, dir } = await database({ '0001_estates': `${FIRST} select pg_sleep(0.3);` })
  const applied = await Promise.all([migrate(url, { dir }), migrate(url, { dir })])
  expect(applied.flat()).toEqual(['0001_estates.sql'])
  expect(await ask(url, 'select count(*)::int from first')).toEqual([{ count: 1 }])
})

test('a migration that fails leaves nothing behind and says at which line', async () => {
  const { url, dir } = await database({
    '0001_estates': FIRST,
    '0002_estates_bad': 'create table second ();\n\ncreate tabel x;',
  })
  await expect(migrate(url, { dir })).rejects.toThrow('Migration 0002_estates_bad.sql:3 was not applied: syntax error')
  expect(await tables(url)).toEqual(['first'])
  writeFileSync(join(dir, '0002_estates_bad.sql'), 'create table second ();')
  expect(await migrate(url, { dir })).toEqual(['0002_estates_bad.sql'])
})

test('a migration whose connection is killed halfway leaves nothing behind', async () => {
  const halfway = 'create table second ();\nselect pg_terminate_backend(pg_backend_pid());\nselect 1;'
  const { url, dir } = await database({ '0001_estates': FIRST, '0002_estates_killed': halfway })
  await expect(migrate(url, { dir })).rejects.toThrow(/^Migration 0002_estates_killed.sql was not applied/)
  expect(await tables(url)).toEqual(['first'])
  // The control: the same statements without a transaction leave what was done before the failure.
  for (const statement of halfway.split('\n')) await ask(url, statement).catch(() => {})
  expect(await tables(url)).toEqual(['first', 'second'])
})

test('after a killed migration the next start is not kept waiting', async () => {
  const { url, dir } = await database({ '0001_estates': 'select pg_sleep(60);' })
  const waiting = migrate(url, { dir })
  waiting.catch(() => {})
  const killed = `select pg_terminate_backend(pid) from pg_stat_activity
    where query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and datname = current_database()`
  while ((await ask(url, killed)).length === 0);
  await expect(waiting).rejects.toThrow()
  writeFileSync(join(dir, '0001_estates.sql'), FIRST)
  expect(await migrate(url, { dir })).toEqual(['0001_estates.sql'])
})

const refusals: [string, Record<string, string>, Record<string, string>, RegExp][] = [
  [
    'changed after it was applied',
    { '0001_a': FIRST },
    { '0001_a': `${FIRST} -- better` },
    /0001_a.sql has been changed/,
  ],
  [
    'unknown to this Bilin',
    { '0001_a': FIRST, '0002_b': 'select 1' },
    { '0001_a': FIRST },
    /had 0002_b.sql.*newer Bilin/,
  ],
  [
    'older than the last applied',
    { '0002_b': FIRST },
    { '0001_a': FIRST, '0002_b': FIRST },
    /0001_a.sql comes before 0002_b/,
  ],
  [
    'with a number already used',
    {},
    { '0001_a': FIRST, '0001_b': FIRST },
    /0001_a.sql and 0001_b.sql have the same number/,
  ],
  ['with a name out of order', {}, { first: FIRST }, /first.sql is not named like/],
  [
    'that ends its transaction itself',
    {},
    { '0001_a': `${FIRST}\ncommit;` },
    /0001_a.sql begins or ends a transaction/,
  ],
]

test.each(refusals)('a migration %s is refused in a sentence', async (_, before, after, sentence) => {
  const { url, dir } = await database(before)
  await migrate(url, { dir })
  const later = filesIn(after)
  await expect(migrate(url, { dir: later })).rejects.toThrow(sentence)
})

test('line ends of Windows do not make it another migration', async () => {
  const { url, dir } = await database({ '0001_estates': FIRST })
  await migrate(url, { dir })
  expect(await migrate(url, { dir: filesIn({ '0001_estates': FIRST.replaceAll('\n', '\r\n') }) })).toEqual([])
})

function filesIn(files: Record<string, string>): string {
  const dir = emptyFolder('migrations')
  mkdirSync(dir)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, `${name}.sql`), text)
  return dir
}

async function database(files: Record<string, string>) {
  const { adminUrl, ownerUrl } = inject('cluster')
  const name = `migrate_${Math.random().toString(36).slice(2)}`
  await ask(adminUrl, `create database ${pg.escapeIdentifier(name)} owner bilin_owner`)
  return { url: ownerUrl.replace(/@\/[^?]*/, `@/${name}`), dir: filesIn(files) }
}

async function tables(url: string): Promise<string[]> {
  const rows = await ask<{ name: string }>(
    url,
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  return rows.map(({ name }) => name)
}
