/** Through a pooler in transaction mode a transaction may find another connection of the server's, which knows no names of before. */
import { connect } from '@bilin/db/connect'
import { inTenant } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { sessionOf } from '../support/sessions.ts'
import { test, type World } from '../support/world.ts'

/** How many statements the only connection of a pool knows by name, after the same page was read often. */
async function countNames(world: World, named: boolean): Promise<number> {
  const pool = connect(world.url('bilin_app'), { max: 1, named })
  const actor = { session: await sessionOf(world.beyond, '联盟协调员'), tenant: 'bilin' }
  const read = () => inTenant(pool, actor, (db) => db.selectFrom('round').select('slug').execute(), { reading: true })
  try {
    for (let times = 0; times < 6; times += 1) await read()
    return await inTenant(pool, actor, async (db) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pg_prepared_statements where name <> ''`.execute(db)
      return rows[0]!.count
    })
  } finally {
    await pool.end()
  }
}

test('no statement is sent by name through a pooler', async ({ world }) => {
  expect(await countNames(world, false)).toBe(0)
})

test('directly connected, those that are sent often have names', async ({ world }) => {
  expect(await countNames(world, true)).toBeGreaterThan(1)
})
