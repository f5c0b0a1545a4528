import { expect } from 'vitest'
import { test } from '../../support/world.ts'

const MANY = 120

test('the operator reads a long register a page at a time, finds organisations by name or address, and each exactly once', async ({
  world,
}) => {
  const { operator } = await world.operator()
  const before = (await operator.tenants()).count
  // Every tenth has the same name as the one before it, so that pages end between equal names.
  await world.beyond.query(
    `insert into tenant (slug, name, kind)
     select 'dengji-' || n, '登记社区' || (n - (n % 10 = 0)::int), 'community' from generate_series(1, $1::int) n`,
    [MANY],
  )
  const read: string[] = []
  let after: string | undefined
  do {
    const { tenants, next, count } = await operator.tenants({ after })
    expect(tenants.length).toBeLessThanOrEqual(50)
    expect(count).toBe(before + MANY)
    read.push(...tenants.map(({ slug }) => slug))
    after = next ?? undefined
  } while (after)
  expect(read).toHaveLength(before + MANY)
  expect(new Set(read).size).toBe(read.length)

  expect((await operator.tenants({ search: '登记社区' })).count).toBe(MANY)
  const { tenants: found } = await operator.tenants({ search: 'DENGJI-77' })
  expect(found.map(({ slug }) => slug)).toEqual(['dengji-77'])
  // What matches anything in a pattern is searched for as it is typed.
  expect((await operator.tenants({ search: '%' })).count).toBe(0)
})

test('a member is chosen among those found by name or address, and never one that is a member already', async ({
  world,
}) => {
  const { operator } = await world.operator()
  const alliance = (await operator.tenants({ search: 'bilin' })).tenants.find(({ slug }) => slug === 'bilin')!
  await world.beyond.query(
    `insert into tenant (slug, name, kind) select 'dengji-' || n, '登记社区' || n, 'community' from generate_series(1, $1::int) n`,
    [MANY],
  )
  const one = await operator.tenant({ tenantId: alliance.id, search: '' })
  expect([one.candidates.length, one.more]).toEqual([50, true])
  const { candidates } = await operator.tenant({ tenantId: alliance.id, search: 'dengji-77' })
  expect(candidates.map(({ slug }) => slug)).toEqual(['dengji-77'])
  await operator.addMember({ allianceId: alliance.id, memberId: candidates[0]!.id })
  const later = await operator.tenant({ tenantId: alliance.id, search: 'dengji-77' })
  expect([later.candidates, later.more]).toEqual([[], false])
})
