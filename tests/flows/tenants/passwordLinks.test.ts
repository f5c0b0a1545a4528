import { expect } from 'vitest'
import { refusal, test, type World } from '../../support/world.ts'

const forgotten = 'bilin-shili-2026'
const password = 'a sentence I remember'
const tokenOf = ({ path }: { path: string }) => path.split('/').at(-1)!
const signIn = (world: World, name: string, typed: string) =>
  world.bilin.signIn({ name, password: typed, address: '::1' })

async function seatOf(world: World, title: string) {
  const { rows } = await world.beyond.query<{ id: string }>(
    'select id from seat where title = $1 and ended_at is null',
    [title],
  )
  return { seatId: rows[0]!.id }
}

test('somebody who forgot the password gets a link from the secretary, sets a new one once, and is signed out elsewhere', async ({
  world,
}) => {
  const { bilin } = world
  const { tenants, events } = await world.as('三桥社区书记').at('sanqiao')
  const personId = await signIn(world, '三桥社区社工一', forgotten)
  const elsewhere = await bilin.sessions.begin(personId)
  const earlier = tokenOf(await tenants.makePasswordLink(await seatOf(world, '三桥社区社工一')))
  const token = tokenOf(await tenants.makePasswordLink(await seatOf(world, '三桥社区社工一')))

  expect(await refusal(bilin.passwordLinks.read(earlier))).toBe('tenants.password_link_unknown')
  expect(await bilin.passwordLinks.read(token)).toMatchObject({ title: '三桥社区社工一', tenant: '三桥社区' })
  expect(await refusal(bilin.passwordLinks.setPassword(token, { password: 'short' }))).toBe(
    'sessions.password_too_short',
  )
  expect(await signIn(world, '三桥社区社工一', forgotten)).toBe(personId)
  expect(await bilin.passwordLinks.setPassword(token, { password })).toBe(personId)

  expect(await bilin.sessions.personOf(elsewhere)).toBeNull()
  expect(await refusal(signIn(world, '三桥社区社工一', forgotten))).toBe('sessions.wrong')
  expect(await signIn(world, '三桥社区社工一', password)).toBe(personId)
  expect(await refusal(bilin.passwordLinks.setPassword(token, { password: 'another sentence' }))).toBe(
    'tenants.password_link_used',
  )
  expect((await events.list({})).lines.slice(0, 3).map(({ name }) => name)).toEqual([
    'tenants.password_reset',
    'tenants.password_link_made',
    'tenants.password_link_made',
  ])
  const { rows } = await world.beyond.query<{ whole: string }>('select password_link::text as whole from password_link')
  expect(rows.filter(({ whole }) => whole.includes(token))).toEqual([])
})

test('a link is over after a day', async ({ world }) => {
  const { tenants } = await world.as('三桥社区书记').at('sanqiao')
  const token = tokenOf(await tenants.makePasswordLink(await seatOf(world, '三桥社区社工一')))
  const tomorrow = new Date(Date.now() + 25 * 3_600_000)
  expect(await refusal(world.bilin.passwordLinks.setPassword(token, { password }, tomorrow))).toBe(
    'tenants.password_link_expired',
  )
})

test('nobody makes a link for people of another tenant, nor for somebody who has seats elsewhere or is the operator', async ({
  world,
}) => {
  const { tenants } = await world.as('三桥社区书记').at('sanqiao')
  expect(await refusal(tenants.makePasswordLink(await seatOf(world, '二桥社区书记')))).toBe('tenants.not_found')
  const staff = await world.as('三桥社区社工一').at('sanqiao')
  expect(await refusal(staff.tenants.makePasswordLink(await seatOf(world, '三桥社区书记')))).toBe(
    'permissions.not_yours',
  )
  const inAlliance = await world.as('三桥社区书记').at('bilin')
  expect(await refusal(inAlliance.tenants.makePasswordLink(await seatOf(world, '三桥社区社工一')))).toBe(
    'tenants.not_found',
  )

  const both = await seatOf(world, '三桥社区社工一')
  const token = tokenOf(await tenants.makePasswordLink(both))
  await world.beyond.query(
    `insert into seat (person_id, tenant_id, role, title)
     select person_id, (select id from tenant where slug = 'erqiao'), 'staff', '二桥社区兼职' from seat where id = $1`,
    [both.seatId],
  )
  expect(await refusal(tenants.makePasswordLink(both))).toBe('tenants.seats_elsewhere')
  expect(await refusal(world.bilin.passwordLinks.setPassword(token, { password })), 'a link made before').toBe(
    'tenants.password_link_expired',
  )
  const operator = await world.operator()
  const fromOperator = tokenOf(await operator.operator.makePasswordLink(both))
  await world.bilin.passwordLinks.setPassword(fromOperator, { password })
  await signIn(world, '三桥社区社工一', password)

  await world.beyond.query('update person set operator = true where id = (select person_id from seat where id = $1)', [
    (await seatOf(world, '三桥社区社工二')).seatId,
  ])
  expect(await refusal(tenants.makePasswordLink(await seatOf(world, '三桥社区社工二')))).toBe('tenants.seats_elsewhere')
})
