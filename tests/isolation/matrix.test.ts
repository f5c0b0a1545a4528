/** Every actor × every table × every command, compared with expectations.ts. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listSignedIn } from '../support/sessions.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { dropPromise, listPromises, type Promised } from '../support/promises.ts'
import { listActors, type Actor } from './actors.ts'
import type { Expected } from './claims.ts'
import { registryTables, tenantTables } from './expectations.ts'
import { rowsOf, runMatrix, type Breach } from './matrix.ts'
import { seedRows } from './seedRows.ts'
import { beforeSignIn } from './signInExpectations.ts'
import { atTheWorker } from './workerExpectations.ts'

let database: FreshDatabase
let beyond: pg.Client
let askers: Actor[]
let tables: { name: string; tenants: boolean }[]
let seeded: Map<string, number>

const expectationsFor = ({ role }: Actor): Record<string, Expected> =>
  ({ bilin_app: { ...tenantTables, ...registryTables }, bilin_session: beforeSignIn, bilin_worker: atTheWorker })[role]

beforeAll(async () => {
  database = await freshDatabase({ story: true })
  beyond = new pg.Client({ connectionString: database.url('postgres') })
  await beyond.connect()
  const { rows } = await beyond.query<{ name: string; tenants: boolean }>(
    `select relname as name, exists (select from pg_attribute where attrelid = c.oid and attname = 'author_tenant_id') as tenants
       from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`,
  )
  tables = rows
  askers = await listActors(beyond)
  await beyond.query('begin')
  seeded = await seedRows(beyond, names(true))
  await listSignedIn(beyond)
  await beyond.query('commit')
})

afterAll(async () => {
  await beyond?.end()
  await database?.drop()
})

const inLines = (breaches: Breach[]) =>
  breaches.map(({ asker, table, act, says }) => `${asker} · ${table} · ${act}: ${says}`).join('\n')

const names = (tenants: boolean) => tables.filter((table) => table.tenants === tenants).map(({ name }) => name)

async function breachesIn(only: string[], change?: () => Promise<unknown>, acts?: readonly string[]) {
  await beyond.query('begin')
  try {
    await change?.()
    return await runMatrix(beyond, askers, expectationsFor, only, acts)
  } finally {
    await beyond.query('rollback')
  }
}

test('every table has an expectation, and no expectation is of a table that is gone', () => {
  expect(Object.keys(tenantTables).sort()).toEqual(names(true).sort())
  expect(Object.keys(registryTables).sort()).toEqual(names(false).sort())
})

test('every table gets rows beside those of the story, by authors who may not write them', () => {
  // Without such attempts a promise that narrows inserts would never be tested.
  expect([...seeded].filter(([, rows]) => rows === 0).map(([table]) => table)).toEqual([])
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
  expect(inLines(breaches)).toBe('')
  expect(cells).toBeGreaterThan(names(true).length * askers.length * 8)
})

test('every asker reaches exactly the registry’s rows that are written down, by every act', async () => {
  const { breaches } = await breachesIn(names(false))
  expect(inLines(breaches)).toBe('')
})

describe('a guard taken away is noticed:', () => {
  test.each([
    ['event', 'select', 'alter table event disable row level security'],
    ['estate', 'select', 'alter policy visible_in_current_tenant on estate using (true)'],
    [
      'estate',
      'insert',
      'alter policy inserted_by_acting_tenant on estate with check (author_tenant_id = app.acting_tenant())',
    ],
    ['estate', 'update, blind', 'alter policy updated_by_author_or_tenant on estate using (true) with check (true)'],
    ['estate_import', 'delete, blind', 'alter policy deleted_by_author_or_tenant on estate_import using (true)'],
    [
      'sealed_card',
      'select',
      'create policy everybodys on sealed_card for select to bilin_app using (tenant_id = app.public())',
    ],
    [
      'survey_answer',
      'select',
      'create policy read_back on survey_answer for select to bilin_app using (tenant_id = app.public()); grant select on survey_answer to bilin_app',
    ],
    [
      'survey_answer',
      'insert',
      'alter policy inserted_by_acting_tenant on survey_answer with check (tenant_id = app.public() or tenant_id = app.current_tenant())',
    ],
    ['estate', 'set author_tenant_id', 'grant update (author_tenant_id) on estate to bilin_app'],
    ['seat', 'select', 'alter policy own_or_of_own_tenant on seat using (true)'],
    ['neighbour', 'select', 'alter policy visible_in_current_tenant on neighbour using (true)'],
    ['neighbour_seat', 'select', 'alter policy visible_in_current_tenant on neighbour_seat using (true)'],
    [
      'neighbour',
      'insert',
      'alter policy copied_by_the_registry on neighbour to bilin_registry, bilin_app; grant insert on neighbour to bilin_app',
    ],
    ['credential', 'select', 'alter policy own_password on credential using (true)'],
  ])('%s, %s: %s', async (table, act, change) => {
    const { breaches } = await breachesIn([table], () => beyond.query(change))
    expect(breaches.map((breach) => breach.act)).toContain(act)
  })
})

const acts = {
  r: ['select'],
  a: ['insert'],
  w: ['update, blind', 'update, looking'],
  d: ['delete, blind', 'delete, looking'],
}

const ofItsCompany = ['response', 'withdrawn_response', 'acceptance']
const ofTheAlliance = ['visit', 'finding', 'decision', 'mark', 'disclosed_dimension', 'exclusion', 'indicator_value']

/** Removing these changes nothing, because another condition of the same policy already implies them. */
const saidTwice = ({ table, command, promise }: Promised) =>
  // Their author is the company, and only the author and the alliance may write at all.
  (command !== 'r' && promise === 'between_company_and_alliance' && ofItsCompany.includes(table)) ||
  // Only the alliance inserts these.
  (command === 'a' && /^(between_company|reviewer_unknown)/.test(promise) && ofTheAlliance.includes(table)) ||
  // Whoever may insert a file is named on it.
  (command === 'a' && promise === 'visible_to_those_named')

test('every promise taken away is noticed, for each command that it narrows', async () => {
  const promises = (await listPromises(beyond)).filter((promised) => !saidTwice(promised))
  expect(promises.length).toBeGreaterThan(100)
  const unnoticed: string[] = []
  for (const promised of promises) {
    const { table, promise, command } = promised
    const { breaches } = await breachesIn([table], () => dropPromise(beyond, table, promise, command), acts[command])
    if (breaches.length === 0) unnoticed.push(`${table} ${command} ${promise}`)
  }
  expect(unnoticed).toEqual([])
})
