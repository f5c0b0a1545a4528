/**
 * A transaction that only reads begins on what app.enter answered last time (db/src/entrances.ts). The database decides all the same:
 * whatever has changed since, nobody reads by the guess.
 */
import { inTenant, type Actor } from '@bilin/db/tenant'
import { STATEMENTS, type Statement } from '@bilin/db/transaction'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { sessionOf } from '../support/sessions.ts'
import { test, type World } from '../support/world.ts'

const title = '三桥社区社工一'
const actorOf = async (world: World): Promise<Actor> => ({
  session: await sessionOf(world.beyond, title),
  tenant: 'bilin',
})

/** What a page would read, and by which role. */
const read = (world: World, actor: Actor) =>
  inTenant(
    world.bilin.pool,
    actor,
    async (db, seat) => ({
      role: seat.role,
      rounds: (await db.selectFrom('round').select('slug').execute()).length,
    }),
    { reading: true },
  ).catch((error: unknown) => String((error as { code?: unknown }).code))

/** The statements of the work that were sent before the database had answered whether it lets the asker in. */
async function sentOnGuess(world: World, actor: Actor): Promise<number> {
  let sent = 0
  let entered = false
  const count = (message: unknown) => {
    if (!entered && (message as Statement).sql.includes('"round"')) sent += 1
  }
  subscribe(STATEMENTS, count)
  try {
    const work = async (db: Parameters<Parameters<typeof inTenant>[2]>[0]) =>
      db.selectFrom('round').select('slug').execute()
    await inTenant(world.bilin.pool, actor, work, { reading: true, entered: () => (entered = true) })
  } finally {
    unsubscribe(STATEMENTS, count)
  }
  return sent
}

test('the second time a page is read, its first statement does not wait for the door', async ({ world }) => {
  const actor = await actorOf(world)
  expect(await sentOnGuess(world, actor)).toBe(0)
  expect(await sentOnGuess(world, actor)).toBe(1)
})

describe('whatever has changed since the last time:', () => {
  const changes = {
    'a session that has ended': [`delete from session`, 'BL002'],
    'a seat that has ended': [`update seat set ended_at = now() where title = '${title}'`, 'P0002'],
    'a membership that has ended': [
      `update membership set ended_at = now() where member_id = (select id from tenant where slug = 'sanqiao')`,
      'P0002',
    ],
    'a role that has changed': [
      `update seat set role = 'secretary' where title = '${title}'`,
      { role: 'secretary', rounds: 3 },
    ],
  } as const
  for (const [change, [statement, answer]] of Object.entries(changes))
    test(`${change} holds at once`, async ({ world }) => {
      const actor = await actorOf(world)
      expect(await read(world, actor)).toEqual({ role: 'staff', rounds: 3 })
      await world.beyond.query(statement)
      expect(await read(world, actor)).toEqual(answer)
    })
})

test('were the door to let in whoever has been in before, an ended session would be read by', async ({ world }) => {
  const actor = await actorOf(world)
  const { rows } = await world.beyond.query<{ text: string }>(
    `select pg_get_functiondef('app.check_session'::regproc) as text`,
  )
  await read(world, actor)
  await world.beyond.query(`update session set expires_at = now() - interval '1 second'`)
  expect(await read(world, actor)).toBe('BL002')
  await world.beyond.query(rows[0]!.text.replace('and s.expires_at > now()', ''))
  expect(await read(world, actor)).toEqual({ role: 'staff', rounds: 3 })
})

test('a slug that another tenant has been given is read as the other tenant', async ({ world }) => {
  const actor = { session: await sessionOf(world.beyond, '联盟协调员'), tenant: 'bilin' }
  expect(await read(world, actor)).toEqual({ role: 'coordinator', rounds: 3 })
  await world.beyond.query(`
    update tenant set slug = 'renamed' where slug = 'bilin';
    update tenant set slug = 'bilin' where slug = 'haihong-lianmeng';
    insert into seat (person_id, tenant_id, role, title)
      select s.person_id, t.id, 'coordinator', '另一家' from seat s, tenant t where s.title = '联盟协调员' and t.slug = 'bilin'`)
  expect(await read(world, actor)).toEqual({ role: 'coordinator', rounds: 1 })
})

describe('a transaction that only reads', () => {
  const write = (world: World, actor: Actor, reading: boolean) =>
    inTenant(
      world.bilin.pool,
      actor,
      (db) => sql`insert into event (name, subject_id) values ('tenants.tried', gen_random_uuid())`.execute(db),
      { reading },
    ).then(
      () => 'written',
      (error: unknown) => (error as { code?: string }).code,
    )

  test('writes nothing, and another does', async ({ world }) => {
    const actor = await actorOf(world)
    expect(await write(world, actor, true)).toBe('25006')
    expect(await write(world, actor, true), 'nor by a guess').toBe('25006')
    expect(await write(world, actor, false)).toBe('written')
  })

  test('extends the session all the same', async ({ world }) => {
    const actor = await actorOf(world)
    await world.beyond.query(`update session set expires_at = now() + interval '10 minutes'`)
    await read(world, actor)
    const left = async () => {
      const { rows } = await world.beyond.query<{ minutes: string }>(
        'select extract(epoch from expires_at - now()) / 60 as minutes from session where id_hash = $1',
        [actor.session],
      )
      return Number(rows[0]!.minutes)
    }
    // What was read does not wait for the end of its transaction.
    await expect.poll(left).toBeGreaterThan(60)
  })
})

test('a statement sent often is parsed once a connection', async ({ world }) => {
  const actor = await actorOf(world)
  const prepared = () =>
    inTenant(
      world.bilin.pool,
      actor,
      async (db) => {
        for (let n = 0; n < 4; n += 1) await db.selectFrom('round').select(['slug', 'title']).execute()
        const { rows } = await sql<{ text: string }>`select statement as text from pg_prepared_statements`.execute(db)
        return rows.filter(({ text }) => text.includes('"slug", "title" from "round"')).length
      },
      { reading: true },
    )
  expect(await prepared()).toBe(1)
})
