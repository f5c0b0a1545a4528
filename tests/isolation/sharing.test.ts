/**
 * Queries of one page read in one transaction (db/src/sharing.ts). They share what the door has let in, and nothing else: not another
 * tenant, not another's failure, and not what was true before.
 */
import { Sharing } from '@bilin/db/sharing'
import { inSecondTenant, type Actor, type Seat, type TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { sessionOf } from '../support/sessions.ts'
import { test, type World } from '../support/world.ts'

const title = '三桥社区社工一'
const actorOf = async (world: World, tenant = 'bilin'): Promise<Actor> => ({
  session: await sessionOf(world.beyond, title),
  tenant,
})

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? error)

/** Which connection a query is read on, in whose tenant, by which role. */
const readPlace = async (db: TenantDb, seat: Seat) => {
  const { rows } = await sql<{ pid: number; at: string }>`
    select pg_backend_pid() as pid, app.current_tenant() as at`.execute(db)
  return { ...rows[0]!, role: seat.role, tenant: seat.tenant }
}

const readTwice = (world: World, actor: Actor, sharing = new Sharing()) =>
  Promise.all(
    [1, 2].map(() => sharing.inTenant(world.bilin.pool, actor, readPlace).catch((error: unknown) => codeOf(error))),
  )

test('queries that overlap, or follow at once, are in one transaction; a later one is in another', async ({
  world,
}) => {
  const sharing = new Sharing()
  const actor = await actorOf(world)
  const read = () =>
    sharing.inTenant(world.bilin.pool, actor, (db) =>
      sql<{ at: string }>`
    select statement_timestamp() as at, transaction_timestamp()::text as began`
        .execute(db)
        .then(({ rows }) => rows[0]),
    )
  const [first, same] = await Promise.all([read(), read()])
  const next = await read()
  expect(same).toEqual(first)
  // The same statement as before: it has not been sent again.
  expect(next).toEqual(first)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await read()).not.toEqual(first)
})

test('the same page read in two tenants is in two transactions, each in its own', async ({ world }) => {
  const sharing = new Sharing()
  const [[here], [there]] = await Promise.all([
    readTwice(world, await actorOf(world), sharing),
    readTwice(world, await actorOf(world, 'sanqiao'), sharing),
  ])
  const { rows } = await world.beyond.query<{ id: string }>(
    `select id from tenant where slug = any('{bilin,sanqiao}') order by slug`,
  )
  expect([here, there]).toMatchObject([
    { at: rows[0]!.id, tenant: 'bilin' },
    { at: rows[1]!.id, tenant: 'sanqiao' },
  ])
})

describe('whatever has changed since the last page, for every query of the next:', () => {
  const changes = {
    'a session that has ended': [`delete from session`, 'BL002'],
    'a seat that has ended': [`update seat set ended_at = now() where title = '${title}'`, 'P0002'],
    'a role that has changed': [`update seat set role = 'secretary' where title = '${title}'`, { role: 'secretary' }],
  } as const
  for (const [change, [statement, answer]] of Object.entries(changes))
    test(`${change} holds at once`, async ({ world }) => {
      const actor = await actorOf(world)
      for (const before of await readTwice(world, actor)) expect(before).toMatchObject({ role: 'staff' })
      await world.beyond.query(statement)
      const after = await readTwice(world, actor)
      if (typeof answer === 'string') expect(after).toEqual([answer, answer])
      else expect(after).toMatchObject([answer, answer])
    })
})

test('a query that fails in the database fails alone', async ({ world }) => {
  const sharing = new Sharing()
  const actor = await actorOf(world)
  const fail = sharing.inTenant(world.bilin.pool, actor, (db) => sql`select 1 / 0`.execute(db))
  const others = readTwice(world, actor, sharing)
  expect(await fail.catch(codeOf)).toBe('22012')
  expect(await others).toMatchObject([{ tenant: 'bilin' }, { tenant: 'bilin' }])
})

test('nothing is written, and nobody enters a second tenant, where others read', async ({ world }) => {
  const sharing = new Sharing()
  const actor = await actorOf(world, 'sanqiao')
  const written = sharing.inTenant(world.bilin.pool, actor, (db) => db.deleteFrom('estate').execute())
  expect(await written.catch(codeOf)).toBe('25006')
  const second = sharing.inTenant(world.bilin.pool, actor, (db, seat) => inSecondTenant(db, seat, 'bilin', readIn))
  expect(await second.catch(codeOf)).toContain('enters a second tenant')
})

const readIn = (db: TenantDb) => sql`select 1`.execute(db)
