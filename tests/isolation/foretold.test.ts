/**
 * COMMIT goes out with what has always been the last statement of its kind (db/src/wire/lengths.ts). A transaction that sends more is done
 * again, whole; one that is refused, is refused.
 */
import { inTenant, type TenantDb } from '@bilin/db/tenant'
import { connect } from '@bilin/db/connect'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { sessionOf } from '../support/sessions.ts'
import { listenBefore } from '../support/wire.ts'
import { test, type World } from '../support/world.ts'

async function within(world: World, kind: string, check: (read: Read, take: () => Promise<string[]>) => Promise<void>) {
  const wire = await listenBefore(world.url('bilin_app'))
  const pool = connect(wire.url, { max: 1 })
  const actor = { session: await sessionOf(world.beyond, '联盟协调员'), tenant: 'bilin' }
  /** The tenant by which each of `often` statements was answered, one after the other. */
  const read: Read = (often) =>
    inTenant(
      pool,
      actor,
      async (db) => {
        const places: string[] = []
        for (let at = 0; at < often; at += 1) places.push(await placeOf(db).catch(throwAnother))
        return places
      },
      { reading: true, kind },
    )
  try {
    await read(1)
    await wire.take()
    await check(read, async () => (await wire.take()).map(({ sql: sent }) => /^\w+( app)?/.exec(sent)![0]))
  } finally {
    await pool.end()
    await wire.close()
  }
}
type Read = (often: number) => Promise<string[]>

/** As procedures do, whose errors say more than the database's. */
function throwAnother(cause: unknown): never {
  throw new Error('of the procedure', { cause })
}

async function placeOf(db: TenantDb): Promise<string> {
  const { rows } = await sql<{ at: string }>`select app.current_tenant()::text as at`.execute(db)
  return rows[0]!.at
}

test('the transaction is over with its last statement, and answers the same', async ({ world }) => {
  await within(world, 'as ever', async (read, take) => {
    const first = await read(2)
    const again = await read(2)
    expect(again).toEqual(first)
    expect(first[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(await take()).toHaveLength(2 * 5)
  })
})

test('one that sends more than ever before is done again, in the tenant from its first to its last statement', async ({
  world,
}) => {
  await within(world, 'longer than ever', async (read, take) => {
    const [place] = await read(2)
    await read(2)
    await take()
    expect(await read(4)).toEqual([place, place, place, place])
    // Two, with COMMIT; then all four anew.
    expect(await take()).toHaveLength(2 + 2 + 1 + 2 + 4 + 1)
    expect(await read(4)).toEqual([place, place, place, place])
    // Nothing is foretold of it any more.
    expect(await take()).toHaveLength(2 + 4 + 1)
  })
})

test('one that sends less ends as any other', async ({ world }) => {
  await within(world, 'shorter than ever', async (read, take) => {
    const [place] = await read(3)
    await take()
    expect(await read(1)).toEqual([place])
    expect(await take()).toHaveLength(2 + 1 + 1)
  })
})

test('who is let in no longer is refused, whatever was foretold', async ({ world }) => {
  await within(world, 'shut', async (read) => {
    await read(1)
    await world.beyond.query('delete from session')
    await expect(read(1)).rejects.toMatchObject({ code: 'BL002' })
  })
})

test('were COMMIT sent before the last statement, that one would be answered outside of the tenant', async ({
  world,
}) => {
  const client = await world.bilin.pool.connect()
  try {
    const session = await sessionOf(world.beyond, '联盟协调员')
    const answers = await Promise.all([
      client.query('begin'),
      client.query('select * from app.enter($1, $2)', [session, 'bilin']),
      client.query('commit'),
      client.query('select app.current_tenant() as at'),
    ])
    expect(answers[3].rows).toEqual([{ at: null }])
  } finally {
    client.release()
  }
})
