/** Every asker × every table × every act, against what is written in expectations.ts. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { standings, type Standing } from './actors.ts'
import { atTheDoor, registryTables, tenantTables, type Expected } from './expectations.ts'
import { rowsOf, runMatrix, type Breach } from './matrix.ts'
import { sow } from './sow.ts'

let database: FreshDatabase
let beyond: pg.Client
let askers: Standing[]
let tables: { name: string; tenants: boolean }[]

const expectationsFor = ({ role }: Standing): Record<string, Expected> =>
  role === 'bilin_app' ? { ...tenantTables, ...registryTables } : role === 'bilin_session' ? atTheDoor : {}

beforeAll(async () => {
  database = await freshDatabase({ story: true })
  beyond = new pg.Client({ connectionString: database.url('postgres') })
  await beyond.connect()
  const { rows } = await beyond.query<{ name: string; tenants: boolean }>(
    `select relname as name, exists (select from pg_attribute where attrelid = c.oid and attname = 'author_tenant_id') as tenants
       from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`,
  )
  tables = rows
  askers = await standings(beyond)
  await beyond.query('begin')
  await sow(beyond, names(true))
  await beyond.query(
    `insert into session (id_hash, person_id, expires_at, ends_at)
     select encode(sha256(id::text::bytea), 'hex'), id, now() + interval '1 hour', now() + interval '2 hours' from person`,
  )
  await beyond.query('commit')
})

afterAll(async () => {
  await beyond?.end()
  await database?.drop()
})

const names = (tenants: boolean) => tables.filter((table) => table.tenants === tenants).map(({ name }) => name)

async function breachesIn(only: string[], change = ''): Promise<{ cells: number; breaches: Breach[] }> {
  await beyond.query('begin')
  try {
    if (change) await beyond.query(change)
    return await runMatrix(beyond, askers, expectationsFor, only)
  } finally {
    await beyond.query('rollback')
  }
}

test('every table has an expectation, and no expectation is of a table that is gone', () => {
  expect(Object.keys(tenantTables).sort()).toEqual(names(true).sort())
  expect(Object.keys(registryTables).sort()).toEqual(names(false).sort())
})

test('every table has rows of each world, and rows that each asker must not see', async () => {
  for (const table of names(true)) {
    const rows = await rowsOf(beyond, table)
    for (const asker of askers.filter(({ tenant }) => tenant !== null)) {
      const elsewhere = rows.filter(({ row }) => row.tenant_id !== asker.tenant)
      const others = rows.filter(({ row }) => row.author_tenant_id !== asker.seat)
      expect(elsewhere.length && others.length, `${asker.name} has nothing to try in ${table}`).toBeGreaterThan(0)
    }
    const worlds = new Set(rows.map(({ row }) => row.tenant_id))
    expect(worlds.size, `${table} has rows of one world only`).toBeGreaterThan(1)
  }
})

test('every asker reaches exactly the tenants’ rows that are written down, by every act', async () => {
  const { cells, breaches } = await breachesIn(names(true))
  expect(breaches.slice(0, 20)).toEqual([])
  expect(cells).toBeGreaterThan(names(true).length * askers.length * 8)
})

test('every asker reaches exactly the registry’s rows that are written down, by every act', async () => {
  const { breaches } = await breachesIn(names(false))
  expect(breaches.slice(0, 20)).toEqual([])
})

describe('a guard taken away is noticed:', () => {
  test.each([
    ['event', 'select', 'alter table event disable row level security'],
    ['estate', 'select', 'alter policy read_in_this_tenant on estate using (true)'],
    ['estate', 'insert', 'alter policy put_by_this_seat on estate with check (author_tenant_id = app.acting_tenant())'],
    ['estate', 'update, blind', 'alter policy changed_by_author_or_tenant on estate using (true) with check (true)'],
    ['estate_import', 'delete, blind', 'alter policy removed_by_author_or_tenant on estate_import using (true)'],
    ['event', 'select', 'drop policy own_acts_or_coordinator on event'],
    ['visit', 'select', 'drop policy reviewer_unknown_to_reviewed on visit'],
    ['visit_message', 'select', 'drop policy reviewer_unknown_to_reviewed on visit_message'],
    ['visit_message_seen', 'insert', 'drop policy opened_by_its_reviewer on visit_message_seen'],
    ['listed_estate', 'select', 'drop policy until_withdrawn on listed_estate'],
    ['mark_source', 'select', 'drop policy coordinator_alone on mark_source'],
    [
      'sealed_card',
      'select',
      'drop policy own_card on sealed_card; create policy everybodys on sealed_card for select to bilin_app using (tenant_id = app.public())',
    ],
    ['estate', 'set author_tenant_id', 'grant update (author_tenant_id) on estate to bilin_app'],
    ['seat', 'select', 'alter policy seats_within_reach on seat using (true)'],
    ['credential', 'select', 'alter policy own_secret on credential using (true)'],
  ])('%s, %s: %s', async (table, act, change) => {
    const { breaches } = await breachesIn([table], change)
    expect(breaches.map((breach) => breach.act)).toContain(act)
  })
})
