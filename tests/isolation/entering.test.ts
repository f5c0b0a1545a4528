/** Entering a tenant: who can enter which, and what can be reached without entering. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { inTenant } from '@bilin/db/tenant'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { sessionOf, sessionOfPerson } from '../support/sessions.ts'
import { test, type World } from '../support/world.ts'

type Way = { person: string; place: string }

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'let in',
    (error: unknown) => (error as pg.DatabaseError).code ?? String(error),
  )

test('everybody enters their own tenant and the alliances it is a member of, and nothing else', async ({ world }) => {
  // One seat ended, one membership ended: both could enter yesterday.
  await world.beyond.query(`update seat set ended_at = now() where title = '二桥社区社工三'`)
  await world.beyond.query(
    `update membership set ended_at = now() where member_id = (select id from tenant where slug = 'chunhe')`,
  )
  const { rows: people } = await world.beyond.query<{ id: string }>('select id from person')
  const { rows: tenants } = await world.beyond.query<{ slug: string }>('select slug from tenant')
  const { rows: open } = await world.beyond.query<Way>(
    `select s.person_id as person, t.slug as place from seat s, tenant t
      where s.ended_at is null and (t.id = s.tenant_id or exists (
        select from membership m where m.tenant_id = t.id and m.member_id = s.tenant_id and m.ended_at is null))`,
  )
  const wanted = new Set(open.map(({ person, place }) => `${person} ${place}`))
  const found = new Set<string>()
  for (const { id } of people) {
    const session = await sessionOfPerson(world.beyond, id)
    for (const { slug } of tenants) {
      const answer = await codeOf(inTenant(world.bilin.pool, { session, tenant: slug }, async () => null))
      if (answer === 'let in') found.add(`${id} ${slug}`)
      else expect(answer).toBe('P0002')
    }
  }
  expect([...found].sort()).toEqual([...wanted].sort())
  expect(found.size).toBeLessThan((people.length * tenants.length) / 5)
})

test('a transaction that stands somewhere cannot be entered again', async ({ world }) => {
  const app = await connected(world, 'bilin_app')
  const session = await sessionOf(world.beyond, '三桥社区书记')
  await app.query('begin')
  await app.query('select app.enter($1, $2)', [session, 'sanqiao'])
  expect(await codeOf(app.query('select app.enter($1, $2)', [session, 'bilin']))).toBe('BL001')
  await app.end()
})

test('after commit and after rollback the connection stands nowhere', async ({ world }) => {
  const app = await connected(world, 'bilin_app')
  const session = await sessionOf(world.beyond, '三桥社区书记')
  for (const end of ['commit', 'rollback']) {
    await app.query('begin')
    await app.query('select app.enter($1, $2)', [session, 'bilin'])
    expect((await app.query('select from event')).rowCount).toBeGreaterThan(0)
    await app.query(end)
    const { rows } = await app.query('select app.current_tenant(), app.acting_tenant(), app.person(), app.operator()')
    expect(rows).toEqual([{ current_tenant: null, acting_tenant: null, person: null, operator: false }])
    expect((await app.query('select from event')).rowCount).toBe(0)
  }
  await app.end()
})

describe('a forged role is refused:', () => {
  const forgeries = [
    'set role bilin_owner',
    'set role postgres',
    'set role bilin_registry',
    'set session authorization postgres',
    'set session_replication_role = replica',
    'alter table estate disable row level security',
    'alter table estate owner to current_user',
    'drop policy visible_in_current_tenant on estate',
    'create policy mine on estate using (true)',
    'grant select on bilin_migration.applied to current_user',
    'create table public.seat2 (id uuid)',
    'create temporary table seat (id uuid)',
    'create function app.tenant2() returns int language sql return 1',
    'alter role current_user bypassrls',
    'truncate event',
    'do $$ begin lock table estate in exclusive mode; end $$',
    'copy (select 1) to program $$true$$',
    `select pg_read_file('PG_VERSION')`,
    'select * from pg_authid',
    'select * from bilin_migration.applied',
    `select app.enter_ledger('bilin')`,
    'select app.ledgers()',
  ]
  for (const role of ['bilin_app', 'bilin_session', 'bilin_worker'] as const)
    test(`by ${role}`, async ({ world }) => {
      const forger = await connected(world, role)
      for (const forgery of forgeries) expect(await codeOf(forger.query(forgery)), forgery).toMatch(/^(42501|3F000)$/)
      // Turning row security off does not bypass it: the query is refused instead of filtered.
      await forger.query('set row_security = off')
      expect(await codeOf(forger.query('select * from seat'))).toBe('42501')
      await forger.end()
    })

  test('and the owner, who could, would not be refused: the list is of tenants that can be entered', async ({
    world,
  }) => {
    const owner = await connected(world, 'bilin_owner')
    expect(await codeOf(owner.query('alter table estate disable row level security'))).toBe('let in')
    await owner.end()
  })
})

test('an event says by itself who did it, from which seat and when: nobody may insert these columns', async ({
  world,
}) => {
  const app = await connected(world, 'bilin_app')
  const session = await sessionOf(world.beyond, '三桥社区书记')
  const insert = async (columns: string, values: string) => {
    await app.query('begin')
    await app.query('select app.enter($1, $2)', [session, 'bilin'])
    const sql = `insert into event (name, subject_id${columns}) values ('tenants.tried', gen_random_uuid()${values})`
    const code = await codeOf(app.query(sql))
    await app.query('rollback')
    return code
  }
  const forged = { person_id: `app.person()`, seat_id: 'app.seat_id()', at: `'2020-02-02'` }
  expect(await insert('', '')).toBe('let in')
  for (const [column, value] of Object.entries(forged))
    expect(await insert(`, ${column}`, `, ${value}`), column).toBe('42501')
  // The control: with the columns granted each succeeds.
  await world.beyond.query('grant insert (person_id, seat_id, at) on event to bilin_app')
  for (const [column, value] of Object.entries(forged))
    expect(await insert(`, ${column}`, `, ${value}`), column).toBe('let in')
  await app.end()
})

test('the database believes a context: forged by hand it opens the tenant, but never a password or a session', async ({
  world,
}) => {
  const app = await connected(world, 'bilin_app')
  const { rows } = await world.beyond.query<{ id: string }>(`select id from tenant where slug = 'haihong-lianmeng'`)
  const foreign = rows[0]!.id
  await app.query('begin')
  await app.query(`select set_config('app.current_tenant', $1, true)`, [foreign])
  // So only app.enter and related functions may set one: see the next test. With a partly forged context nothing can be written.
  expect((await app.query('select from listed_estate where withdrawn_at is null')).rowCount).toBeGreaterThan(0)
  await app.query('savepoint half')
  expect(
    await codeOf(
      app.query(`insert into rubric (family_id, version, title, body) values (gen_random_uuid(), 1, 'x', '{}')`),
    ),
  ).toBe('42501')
  await app.query('rollback to savepoint half')
  await app.query(
    `select set_config('app.acting_tenant', $1, true), set_config('app.person', $1, true), set_config('app.operator', 'on', true)`,
    [foreign],
  )
  for (const secret of ['credential', 'session']) {
    await app.query('savepoint secret')
    expect(await codeOf(app.query(`select * from ${secret}`)), secret).toBe('42501')
    await app.query('rollback to savepoint secret')
  }
  expect((await app.query('select from estate')).rowCount, 'a member’s own records stay at home').toBe(0)
  await app.end()
})

test('a context is set in one file of the API’s side, by functions that check', () => {
  expect(settersIn(sources())).toEqual(['db/src/tenant.ts'])
})

test('a context set elsewhere is noticed', () => {
  const planted = {
    file: 'apps/api/src/features/estates/queries.ts',
    text: `sql\`select set_config('app.current_tenant', \${id}, true)\``,
  }
  expect(settersIn([...sources(), planted])).toContain(planted.file)
  expect(settersIn([{ file: 'apps/api/src/x.ts', text: 'sql`set local app.current_tenant = 1`' }])).toEqual([
    'apps/api/src/x.ts',
  ])
})

/** `app.lookup_key` is set by whoever signs in, and gives no access by itself. */
const settersIn = (files: { file: string; text: string }[]) =>
  files
    .filter(({ text }) => /set_config\((?!'app\.lookup_key')|\bset\s+(?:local\s+|session\s+)?app\./i.test(text))
    .map(({ file }) => file)

function sources() {
  const house = path.resolve(import.meta.dirname, '../..')
  return ['apps/api/src', 'apps/web/src', 'db/src', 'packages'].flatMap((room) =>
    readdirSync(path.join(house, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|svelte)$/.test(file) && !/node_modules|\.test\.ts$|^lint\//.test(file))
      .map((file) => ({ file: `${room}/${file}`, text: readFileSync(path.join(house, room, file), 'utf8') })),
  )
}

async function connected(world: World, role: 'bilin_app' | 'bilin_session' | 'bilin_worker' | 'bilin_owner') {
  const client = new pg.Client({ connectionString: world.url(role) })
  // A failed test leaves it open; closing the world closes it.
  client.on('error', () => {})
  await client.connect()
  return client
}
