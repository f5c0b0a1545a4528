import { expect } from 'vitest'
import { waitingFor } from '../../support/errands.ts'
import { refusal, test, type World } from '../../support/world.ts'

const clock = new Date('2026-03-02T10:00:00+08:00')
const form = { name: '三桥里', kind: 'commercial', households: '３２０', buildings: 6 } as const

const secretaryOf = async (world: World, community = 'sanqiao', title = '三桥社区书记') =>
  (await world.as(title).at(community, { clock })).estates

async function named(estates: Awaited<ReturnType<typeof secretaryOf>>, name: string) {
  const { rows } = await estates.records({ search: name })
  return rows[0]!
}

test('the secretary of Sanqiao keeps an estate: adds it, changes it, removes it, and takes the removal back', async ({
  world,
}) => {
  const estates = await secretaryOf(world)
  const { id } = await estates.add({ ...form, contactPhone: '139 0000 1234', fee: '1.66' })
  expect(await estates.record({ estateId: id })).toMatchObject({
    households: 320,
    fee: 1.66,
    contactPhone: '139****1234',
    revision: 1,
  })

  await estates.change({ ...form, estateId: id, revision: 1, households: 321, contactPhone: '139****1234' })
  expect(await estates.phone({ estateId: id })).toBe('13900001234')

  await estates.remove({ estateId: id, revision: 2 })
  expect(await refusal(estates.record({ estateId: id }))).toBe('estates.not_found')
  await estates.restore({ estateId: id })
  expect(await estates.record({ estateId: id })).toMatchObject({ households: 321 })

  const { rows } = await world.beyond.query('select name from event where subject_id = $1 order by at, name', [id])
  expect(rows.map(({ name }) => name).sort()).toEqual([
    'estates.added',
    'estates.changed',
    'estates.removed',
    'estates.restored',
  ])
})

test('estates stand in the order of their numbers as people count', async ({ world }) => {
  const estates = await secretaryOf(world)
  for (const name of ['星河10期', '星河2期', '星河1期']) await estates.add({ ...form, name })
  const { rows } = await estates.records({ search: '星河' })
  expect(rows.map(({ name }) => name)).toEqual(['星河1期', '星河2期', '星河10期'])
})

test('a form over somebody else’s change, a name that is taken and half a position are refused, and nothing is written', async ({
  world,
}) => {
  const estates = await secretaryOf(world)
  const staff = await secretaryOf(world, 'sanqiao', '三桥社区社工一')
  const { id } = await estates.add(form)
  await staff.change({ ...form, estateId: id, revision: 1, buildings: 7 })
  expect(await refusal(estates.change({ ...form, estateId: id, revision: 1, buildings: 8 }))).toBe(
    'estates.changed_meanwhile',
  )
  expect(await refusal(estates.remove({ estateId: id, revision: 1 }))).toBe('estates.changed_meanwhile')
  expect(await refusal(estates.add(form))).toBe('estates.name_taken')
  expect(await refusal(estates.add({ ...form, name: '别处', lat: '31.9' }))).toBe('app.fields_to_mend')
  expect(await estates.record({ estateId: id })).toMatchObject({ buildings: 7, revision: 2 })
})

test('lists sort, filter and search, with totals of what they show', async ({ world }) => {
  const estates = await secretaryOf(world, 'erqiao', '二桥社区书记')
  const resettled = await estates.records({ kind: 'resettlement', sort: 'households', order: 'down' })
  expect(resettled.rows.map(({ name }) => name)).toEqual(['龙馨园', '永宁家园（示例）'])
  expect(resettled.sums).toEqual({ estates: 2, households: 3333, buildings: 64 })
  const byName = await estates.records({})
  expect(byName.rows.map(({ name }) => name[0])).toEqual(['二', '龙', '双', '永'])
  const after = await estates.records({ after: byName.rows[1]!.id })
  expect(after.rows.map(({ name }) => name[0])).toEqual(['双', '永'])
  expect((await estates.records({ search: '%' })).rows).toEqual([])
})

test('an estate is found however its name is spelled', async ({ world }) => {
  const estates = await secretaryOf(world, 'erqiao', '二桥社区书记')
  await estates.add({ ...form, name: 'Garden·锦绣苑（一期）' })
  for (const search of ['garden', 'ＧＡＲＤＥＮ', '锦绣苑(一期)', '锦绣苑 一期', 'Garden锦绣'])
    expect(
      (await estates.records({ search })).rows.map(({ name }) => name),
      search,
    ).toEqual(['Garden·锦绣苑（一期）'])
  expect((await estates.records({ search: '锦绣苑二期' })).rows).toEqual([])
})

test('two contracts of an estate share no day: the refusal names the one that is there, and the table holds without us', async ({
  world,
}) => {
  const estates = await secretaryOf(world)
  const { id: estateId } = await named(estates, '万科小区')
  const rival = { estateId, companyName: '新来的物业（示例）', since: '2026-12-31' }
  expect(await refusal(estates.addContract(rival))).toBe('estates.contract_runs_into')
  await expect(estates.addContract(rival)).rejects.toMatchObject({
    cause: { params: { company: '安和物业（示例）', since: '2024-01-01', until: '2026-12-31' } },
  })
  await expect(
    world.beyond.query(
      `insert into service_contract (tenant_id, author_tenant_id, estate_id, company_name, since)
       select tenant_id, author_tenant_id, id, '新来的物业（示例）', '2026-12-31' from estate where id = $1`,
      [estateId],
    ),
  ).rejects.toMatchObject({ constraint: 'estates__contract_overlaps' })

  const { contracts } = await estates.record({ estateId })
  await estates.endContract({ contractId: contracts[0]!.id, until: '2026-06-30' })
  await estates.addContract({ ...rival, since: '2026-07-01' })
  expect(await refusal(estates.endContract({ contractId: contracts[0]!.id, until: '2026-07-01' }))).toBe(
    'estates.contract_runs_into',
  )
  expect(await refusal(estates.addContract({ ...rival, since: '2026-02-01', until: '2026-01-01' }))).toBe(
    'app.fields_to_mend',
  )
})

test('contracts that run out within sixty days are named, the soonest first', async ({ world }) => {
  const on = (clock: string) =>
    waitingFor(world, '二桥社区书记', 'estates.contract_ends', { tenant: 'erqiao', clock: new Date(clock) })
  expect(await on('2026-10-31T10:00:00+08:00')).toEqual([])
  expect(await on('2026-11-20T10:00:00+08:00')).toMatchObject([{ title: '二桥花苑（示例）', due: '2026-12-31' }])
})

test('a secretary lists and withdraws, and both sides record it', async ({ world }) => {
  const estates = await secretaryOf(world)
  const { id } = await estates.add(form)
  const staff = await secretaryOf(world, 'sanqiao', '三桥社区社工一')
  const act = { alliance: 'bilin', seen: { [id]: 1 }, purpose: '互学互访' }
  expect(await refusal(staff.list(act))).toBe('permissions.not_yours')
  expect(await refusal(estates.list({ ...act, seen: { [id]: 2 } }))).toBe('estates.changed_meanwhile')
  expect(await refusal(estates.list({ ...act, alliance: 'haihong-lianmeng' }))).toBe('tenants.not_found')
  expect(await refusal(estates.list({ ...act, alliance: 'sanqiao' }))).toBe('estates.listed_at_home')
  await estates.list(act)
  expect(await refusal(staff.remove({ estateId: id, revision: 1 }))).toBe('estates.listed_still')
  await estates.unlist({ alliance: 'bilin', ids: [id] })
  expect(await refusal(estates.unlist({ alliance: 'bilin', ids: [id] }))).toBe('estates.not_listed')

  const { rows } = await world.beyond.query(
    `select tenant.slug, event.name from event join tenant on tenant.id = event.tenant_id
      where event.details ->> 'title' = '三桥里' and event.name like '%listed'`,
  )
  expect(rows.map(({ slug, name }) => `${slug} ${name}`).sort()).toEqual([
    'bilin estates.listed',
    'bilin estates.unlisted',
    'sanqiao estates.listed',
    'sanqiao estates.unlisted',
  ])
})

test('listing again renews the same copy; the record going on alone leaves the copy as it was', async ({ world }) => {
  const estates = await secretaryOf(world)
  const inAlliance = (await world.as('三桥社区书记').at('bilin', { clock })).estates
  const copy = async () =>
    (await inAlliance.listed({ community: 'sanqiao' })).rows.find(({ name }) => name === '万科小区')!
  const { id, revision } = await named(estates, '万科小区')
  const first = await copy()
  await estates.change({ ...form, name: '万科小区', households: 1900, estateId: id, revision })
  expect(await copy()).toMatchObject({ id: first.id, households: 1860 })
  await estates.list({
    alliance: 'bilin',
    seen: { [id]: revision + 1 },
    purpose: '互学互访',
    until: '2026-12-31',
  })
  expect(await copy()).toMatchObject({ id: first.id, households: 1900, until: '2026-12-31' })
})

test('removing a listed estate takes it back from its alliance in the same breath', async ({ world }) => {
  const estates = await secretaryOf(world)
  const { id, revision } = await named(estates, '万科小区')
  await estates.remove({ estateId: id, revision })
  const peer = (await world.as('二桥社区书记').at('bilin', { clock })).estates
  expect((await peer.listed({ community: 'sanqiao' })).rows.map(({ name }) => name)).not.toContain('万科小区')
})

test('a company that has left the alliance crosses by name only', async ({ world }) => {
  const estates = await secretaryOf(world)
  const { id } = await estates.add(form)
  const company = (await estates.companies()).find(({ name }) => name === '东晖物业（示例）')!
  await estates.addContract({ estateId: id, companyId: company.id, companyName: '别的名称', since: '2026-01-01' })
  const { contracts } = await estates.record({ estateId: id })
  expect(contracts, 'named as the registry names it').toMatchObject([
    { companyId: company.id, companyName: company.name },
  ])
  await world.beyond.query('update membership set ended_at = $1 where member_id = $2', [clock, company.id])
  await world.beyond.query('select app.copy_names()')
  await estates.list({ alliance: 'bilin', seen: { [id]: 1 }, purpose: '互学互访' })
  const { rows } = await (await world.as('联盟协调员').at('bilin', { clock })).estates.listed({})
  expect(rows.find(({ name }) => name === '三桥里')).toMatchObject({ companyId: null, companyName: company.name })
})

test('a company that is typed by the name of a member is that member', async ({ world }) => {
  const estates = await secretaryOf(world)
  const { id: estateId } = await estates.add(form)
  const company = (await estates.companies()).find(({ name }) => name === '东晖物业（示例）')!
  await estates.addContract({ estateId, companyName: ' 东晖物业(示例) ', since: '2026-01-01' })
  expect((await estates.record({ estateId })).contracts).toMatchObject([
    { companyId: company.id, companyName: company.name },
  ])
})

test('a company of another alliance cannot be chosen for a contract, only written by its name', async ({ world }) => {
  const estates = await secretaryOf(world)
  const outsider = await world.beyond.query("select id from tenant where slug = 'runhai'")
  const { id: estateId } = await estates.add(form)
  const contract = { estateId, companyName: '润海物业', since: '2026-01-01' }
  expect(await refusal(estates.addContract({ ...contract, companyId: outsider.rows[0].id }))).toBe('estates.no_company')
  await estates.addContract(contract)
  expect((await estates.record({ estateId })).contracts).toMatchObject([{ companyId: null, companyName: '润海物业' }])
})

test('estates are kept at home: nobody keeps one in an alliance, and a company keeps none', async ({ world }) => {
  const inAlliance = (await world.as('三桥社区书记').at('bilin', { clock })).estates
  expect(await refusal(inAlliance.add(form))).toBe('estates.kept_at_home')
  const manager = (await world.as('万科小区物业经理').at('anhe', { clock })).estates
  expect(await refusal(manager.records({}))).toBe('estates.kept_at_home')
  expect(await refusal(manager.add(form))).toBe('permissions.not_yours')
})

test('a search finds an estate in traditional and in simplified characters, whatever brackets it has', async ({
  world,
}) => {
  const estates = await secretaryOf(world)
  for (const search of ['和睦家園', '和睦家园(示例)', '和 睦家', '【示例】'])
    expect((await estates.records({ search })).rows.map(({ name }) => name)).toContain('和睦家园（示例）')
  // The control.
  expect((await estates.records({ search: '和睦家圆' })).rows).toEqual([])
})
