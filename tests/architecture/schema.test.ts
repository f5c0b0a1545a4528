/** The migrations, replayed, give exactly the schema and the types that are checked in. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { dumpSchema } from '@bilin/db/dump'
import { toTypes } from '@bilin/db/generate'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8')
const schema = read('db/schema.sql')
const types = read('db/src/schema.generated.ts')

let database: FreshDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await freshDatabase({ story: false })
  owner = new pg.Client({ connectionString: database.url('bilin_owner') })
  await owner.connect()
})

afterAll(async () => {
  await owner?.end()
  await database?.drop()
})

test('db/schema.sql is what the migrations make; npm run db:generate writes it', async () => {
  expect(await dumpSchema(owner)).toBe(schema)
})

test('the types of the tables are what the migrations make; npm run db:generate writes them', async () => {
  expect(await toTypes(owner)).toBe(types)
})

/** What apps/api rooms/together.ts reads rows by. */
const listNotMoments = (text: string) =>
  [...text.matchAll(/^ {2}((?:\w+_)?at) (?!timestamp with time zone)\w.*$/gm)].map(([, column]) => column)

test('a column whose name ends in at is a moment', () => {
  expect(listNotMoments(schema)).toEqual([])
  expect(listNotMoments('  opens_at date not null,\n  at text,\n  made_at timestamp with time zone')).toEqual([
    'opens_at',
    'at',
  ])
})

describe('a change made past the migrations is seen:', () => {
  const changes = [
    { what: 'a column', sql: 'alter table tenant add column nickname text', seen: 'nickname', typed: true },
    {
      what: 'a policy opened',
      sql: 'alter policy entered_or_own on tenant using (true)',
      seen: 'entered_or_own',
    },
    { what: 'a policy taken away', sql: 'drop policy oneself on person', seen: 'oneself' },
    {
      what: 'security switched off',
      sql: 'alter table event no force row level security',
      seen: 'force row level',
    },
    { what: 'a right given', sql: 'grant update (slug) on tenant to bilin_app', seen: 'slug' },
    {
      what: 'a function rewritten',
      sql: "create or replace function app.acting_tenant_kind() returns text language sql stable return 'community'",
      seen: 'acting_tenant_kind',
    },
    { what: 'an index lost', sql: 'drop index membership_of_member', seen: 'membership_of_member' },
  ]

  test.each(changes)('$what', async ({ sql, seen, typed = false }) => {
    const changed = await afterChange(sql)
    expect(differences(changed.schema, schema).join('\n')).toContain(seen)
    expect(changed.types === types).toBe(!typed)
  })
})

/** On a copy of its own, which is thrown away. */
async function afterChange(sql: string) {
  const copy = await freshDatabase({ story: false })
  const client = new pg.Client({ connectionString: copy.url('bilin_owner') })
  await client.connect()
  try {
    await client.query(sql)
    return { schema: await dumpSchema(client), types: await toTypes(client) }
  } finally {
    await client.end()
    await copy.drop()
  }
}

function differences(one: string, other: string): string[] {
  const [a, b] = [one.split('\n'), other.split('\n')]
  return [...a.filter((line) => !b.includes(line)), ...b.filter((line) => !a.includes(line))]
}
