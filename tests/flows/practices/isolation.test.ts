import { inTenant } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { dropPromise } from '../../support/promises.ts'
import { sessionOf } from '../../support/sessions.ts'
import { refusal, test, type World } from '../../support/world.ts'

const draftOf = async (world: World) => {
  const { rows } = await world.beyond.query<{ id: string }>(
    `select practice.id from practice join tenant on tenant.id = tenant_id where slug = 'sanqiao' and title like '楼道微更新%'`,
  )
  return rows[0]!.id
}

const withdrawnOf = async (world: World) => {
  const { rows } = await world.beyond.query<{ practice_id: string }>(
    `select practice_id from shared_practice where title like '楼道灯报修%'`,
  )
  return rows[0]!.practice_id
}

test('a private draft is seen by its own community and by nobody else', async ({ world }) => {
  const practiceId = await draftOf(world)
  const own = await world.as('三桥社区书记').at('sanqiao')
  expect(await own.practices.written({ practiceId })).toMatchObject({ title: '楼道微更新认领（示例）' })
  for (const [title, tenant] of [
    ['三桥社区书记', 'bilin'],
    ['联盟协调员', 'bilin'],
    ['二桥社区书记', 'erqiao'],
    ['永宁家园物业经理', 'yongning'],
    ['海洪社区书记', 'haihong'],
  ] as const) {
    const somebody = await world.as(title).at(tenant)
    expect(await refusal(somebody.practices.written({ practiceId })), `${title} at ${tenant}`).toMatch(
      /practices\.(not_found|not_at_home)/u,
    )
    expect(await refusal(somebody.practices.shared({ practiceId })), `${title} at ${tenant}`).toBe(
      'practices.not_found',
    )
  }
})

test('…which the policy keeps: without it a neighbour counts the drafts of others', async ({ world }) => {
  const draftsSeen = () => countedAs(world, '二桥社区书记', 'erqiao', 'practice')
  const own = await draftsSeen()
  await world.beyond.query(
    'drop policy visible_in_current_tenant on practice; create policy open on practice for select using (true)',
  )
  expect(await draftsSeen()).toBeGreaterThan(own)
})

test('a withdrawn practice is gone for the others and stays for its member and the alliance', async ({ world }) => {
  const practiceId = await withdrawnOf(world)
  const read = async (title: string) => (await world.as(title).at('bilin')).practices.shared({ practiceId })
  for (const other of ['二桥社区书记', '国胜社区社工一', '安和物业'].slice(0, 2))
    expect(await refusal(read(other)), other).toBe('practices.not_found')
  expect(await refusal(read('永宁家园物业经理'))).toBe('practices.not_found')
  expect(await read('三桥社区社工一')).toMatchObject({ status: 'withdrawn' })
  expect(await read('联盟协调员')).toMatchObject({ status: 'withdrawn' })
})

test('…which the promise visible_until_withdrawn keeps: without it a neighbour reads on', async ({ world }) => {
  const practiceId = await withdrawnOf(world)
  await dropPromise(world.beyond, 'shared_practice', 'visible_until_withdrawn')
  const neighbour = await world.as('二桥社区书记').at('bilin')
  expect(await neighbour.practices.shared({ practiceId })).toMatchObject({ status: 'withdrawn' })
})

test('an alliance’s practices and adoptions do not exist for the alliance next door', async ({ world }) => {
  const { rows } = await world.beyond.query<{ practice_id: string }>(
    `select practice_id from shared_practice where title = '便民充电桩进小区' limit 1`,
  )
  const practiceId = rows[0]!.practice_id
  const nextDoor = await world.as('海洪社区书记').at('haihong-lianmeng')
  expect(await refusal(nextDoor.practices.shared({ practiceId }))).toBe('practices.not_found')
  const adopt = { practiceId, version: 2, reason: '想学', since: '2026-09-01' }
  expect(await refusal(nextDoor.practices.adopt(adopt))).toBe('practices.not_found')
  expect(await countedAs(world, '海洪社区书记', 'haihong-lianmeng', 'adoption')).toBe(0)
  expect(await countedAs(world, '二桥社区书记', 'bilin', 'adoption')).toBeGreaterThan(0)
})

test('nobody changes or ends what another member shared or adopted, the coordinator included', async ({ world }) => {
  for (const [title, tenant] of [
    ['二桥社区书记', 'bilin'],
    ['联盟协调员', 'bilin'],
  ] as const) {
    const changed = await readAs(world, title, tenant, async (query) => {
      const shared = await query(`update shared_practice set withdrawn_at = now() where title like '10分钟%'`)
      const adopted = await query(`update adoption set ended_on = '2026-11-01' where place like '江海湾%'`)
      return [shared, adopted]
    })
    expect(changed, title).toEqual([0, 0])
  }
  const own = await readAs(world, '三桥社区书记', 'bilin', async (query) => [
    await query(`update shared_practice set withdrawn_at = now() where title like '10分钟%'`),
  ])
  expect(own).toEqual([1])
})

const countedAs = (world: World, title: string, tenant: string, table: 'practice' | 'adoption') =>
  readAs(world, title, tenant, (query) => query(`select from ${table}`))

/** As somebody, past the procedures and not past the policies; rolled back. */
async function readAs<T>(
  world: World,
  title: string,
  tenant: string,
  work: (query: (text: string) => Promise<number>) => Promise<T>,
): Promise<T> {
  const session = await sessionOf(world.beyond, title)
  const client = await world.bilin.pool.connect()
  try {
    await client.query('begin')
    await client.query('select app.enter($1, $2)', [session, tenant])
    return await work(async (text) => (await client.query(text)).rowCount ?? 0)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('the search by index answers ids of the alliance one stands in, and of no other', async ({ world }) => {
  const { rows: tenants } = await world.beyond.query<{ id: string; slug: string }>(
    `select id, slug from tenant where slug in ('bilin', 'haihong-lianmeng')`,
  )
  const alliances = new Map(tenants.map(({ id, slug }) => [slug, id]))
  const session = await sessionOf(world.beyond, '国胜社区社工一')
  const search = (slug: string) =>
    inTenant(world.bilin.pool, { session, tenant: 'bilin' }, async (db) => {
      const { rows } = await sql`
        select app.find_shared_practices(${alliances.get(slug)}::uuid, '''垃圾'''::tsquery, null, true, 100)`.execute(
        db,
      )
      return rows.length
    })
  await world.beyond.query(`update shared_practice set found_by = '''垃圾'':1A'`)
  expect(await search('bilin')).toBeGreaterThan(0)
  expect(await search('haihong-lianmeng')).toBe(0)

  // The control: without its guard the function answers for whichever alliance it is asked about.
  const { rows } = await world.beyond.query<{ body: string }>(
    `select pg_get_functiondef('app.find_shared_practices'::regproc) as body`,
  )
  await world.beyond.query(rows[0]!.body.replace('and alliance = app.current_tenant()', ''))
  expect(await search('haihong-lianmeng')).toBeGreaterThan(0)
})
