/** What an alliance sees of a community's estates; each test has a control without the guard, which must fail. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import { byPolicyAlone } from '../../support/policyAlone.ts'
import { dropPromise } from '../../support/promises.ts'
import { sessionOf } from '../../support/sessions.ts'
import { refusal, test, type World } from '../../support/world.ts'

const clock = new Date('2026-03-02T10:00:00+08:00')
const secret = {
  name: '还没共享的小区',
  address: '只有三桥知道的门牌',
  contactName: '只有三桥知道的人',
  contactPhone: '13912345678',
}

/** Every row of these tables that a person in a tenant can read at all, as text. */
async function readable(world: World, title: string, tenant: string): Promise<string> {
  const session = await sessionOf(world.beyond, title)
  return byPolicyAlone(world.bilin.pool, { session, tenant, clock }, async (db) => {
    const found =
      await sql`select to_jsonb(estate) as row from estate union all select to_jsonb(c) from service_contract c
      union all select to_jsonb(i) from estate_import i union all select to_jsonb(l) from listed_estate l`.execute(db)
    return JSON.stringify(found.rows)
  })
}

async function keepSecret(world: World) {
  const { estates } = await world.as('三桥社区书记').at('sanqiao', { clock })
  await estates.add({ ...secret, kind: 'commercial', households: 10, buildings: 1 })
}

const strangers: [title: string, tenant: string][] = [
  ['二桥社区书记', 'bilin'],
  ['二桥社区书记', 'erqiao'],
  ['联盟协调员', 'bilin'],
  ['万科小区物业经理', 'bilin'],
  ['海洪社区书记', 'haihong-lianmeng'],
]

test('nobody but the community itself reads its contacts, addresses and estates it did not list', async ({ world }) => {
  await keepSecret(world)
  expect(await readable(world, '三桥社区书记', 'sanqiao')).toContain(secret.address)
  for (const [title, tenant] of strangers) {
    const seen = await readable(world, title, tenant)
    for (const word of Object.values(secret)) expect(seen, `${title} at ${tenant}`).not.toContain(word)
    if (tenant !== 'erqiao') expect(seen).not.toContain('物业服务中心')
  }
})

test('control: without the policy of its table a neighbour reads them', async ({ world }) => {
  await keepSecret(world)
  await world.beyond.query('create policy broken on estate for select to bilin_app using (true)')
  expect(await readable(world, '二桥社区书记', 'bilin')).toContain(secret.address)
})

async function withdraw(world: World) {
  const { estates } = await world.as('三桥社区书记').at('sanqiao', { clock })
  const { rows } = await estates.records({ search: '万科小区' })
  await estates.unlist({ alliance: 'bilin', ids: [rows[0]!.id] })
}

test('once withdrawn, or past its last day, a copy is seen by its community and the alliance alone', async ({
  world,
}) => {
  const { estates } = await world.as('三桥社区书记').at('sanqiao', { clock })
  const { rows } = await estates.records({ search: '桥东新苑' })
  await estates.list({
    alliance: 'bilin',
    seen: { [rows[0]!.id]: rows[0]!.revision },
    purpose: '互访',
    until: '2026-03-01',
  })
  expect(await readable(world, '二桥社区书记', 'bilin')).toContain('万科小区')
  await withdraw(world)
  for (const title of ['二桥社区书记', '万科小区物业经理']) {
    const seen = await readable(world, title, 'bilin')
    expect(seen).not.toContain('万科小区')
    expect(seen).not.toContain('桥东新苑')
    expect(seen).toContain('和睦家园')
  }
  for (const title of ['三桥社区书记', '联盟协调员'])
    expect(await readable(world, title, 'bilin')).toContain('万科小区')
})

test('control: without visible_until_withdrawn a neighbour still sees it', async ({ world }) => {
  await withdraw(world)
  await dropPromise(world.beyond, 'listed_estate', 'visible_until_withdrawn')
  expect(await readable(world, '二桥社区书记', 'bilin')).toContain('万科小区')
})

test('only its community changes a copy, and only a community puts one there', async ({ world }) => {
  const attempt = async (title: string, statement: string) => {
    const session = await sessionOf(world.beyond, title)
    return byPolicyAlone(world.bilin.pool, { session, tenant: 'bilin', clock }, async (db) =>
      Number((await sql.raw(statement).execute(db)).numAffectedRows ?? 0),
    )
  }
  const change = 'update listed_estate set households = 1'
  const insert = `insert into listed_estate (estate_id, name, kind, households, buildings, purpose)
    values (gen_random_uuid(), '冒名小区', 'commercial', 1, 1, '冒名')`
  expect(await attempt('联盟协调员', change)).toBe(0)
  expect(await attempt('三桥社区书记', change)).toBe(3)
  await expect(attempt('万科小区物业经理', insert)).rejects.toMatchObject({ code: '42501' })

  await dropPromise(world.beyond, 'listed_estate', 'updated_by_its_community')
  await dropPromise(world.beyond, 'listed_estate', 'inserted_by_communities')
  expect(await attempt('联盟协调员', change), 'control').toBe(10)
  expect(await attempt('万科小区物业经理', insert), 'control').toBe(1)
})

test('another community’s estate is as absent as one that never was', async ({ world }) => {
  const { rows } = await world.beyond.query<{ id: string }>("select id from estate where name = '龙馨园'")
  const { estates } = await world.as('三桥社区书记').at('sanqiao', { clock })
  for (const estateId of [rows[0]!.id, crypto.randomUUID()]) {
    expect(await refusal(estates.record({ estateId }))).toBe('estates.not_found')
    expect(await refusal(estates.phone({ estateId }))).toBe('estates.not_found')
    expect(await refusal(estates.remove({ estateId, revision: 1 }))).toBe('estates.not_found')
    expect(await refusal(estates.restore({ estateId }))).toBe('estates.nothing_to_restore')
    expect(await refusal(estates.addContract({ estateId, companyName: '甲', since: '2026-01-01' }))).toBe(
      'estates.not_found',
    )
    expect(await refusal(estates.list({ alliance: 'bilin', seen: { [estateId]: 1 }, purpose: '互访' }))).toBe(
      'estates.not_found',
    )
  }
})
