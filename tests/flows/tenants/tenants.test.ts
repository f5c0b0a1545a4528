import type { Caller } from '@bilin/api/bilin'
import { expect } from 'vitest'
import { sessionOfPerson } from '../../support/sessions.ts'
import { refusal, test } from '../../support/world.ts'

const password = 'a sentence I remember'

test('an invitation makes a person with a password and a seat, once', async ({ world }) => {
  const operator = await world.operator()
  const { id: tenantId } = await operator.operator.addTenant({
    slug: 'qiaonan',
    name: '桥南社区',
    kind: 'community',
  })
  const { path } = await operator.operator.invite({
    tenantId,
    role: 'secretary',
    title: '桥南社区书记',
    days: 7,
  })
  const token = path.split('/').at(-1)!
  const { invitations, signIn } = world.bilin

  expect(await invitations.read(token)).toMatchObject({ title: '桥南社区书记', tenant: '桥南社区' })
  const personId = await invitations.acceptAsNewcomer(token, {
    name: '桥南书记',
    phone: '138 0000 1234',
    password,
  })
  const reachable = await (await world.as('桥南社区书记').outside()).tenants.reachable()
  expect(reachable).toMatchObject([{ slug: 'qiaonan', title: '桥南社区书记' }])
  expect(await signIn({ name: '桥南书记', password, address: '::1' })).toBe(personId)
  expect(await signIn({ name: '13800001234', password, address: '::1' })).toBe(personId)
  expect(await refusal(invitations.acceptAsNewcomer(token, { name: '旁人', password }))).toBe('tenants.invitation_used')
})

test('somebody signed in accepts a second seat, and the switcher lists both', async ({ world }) => {
  const operator = await world.operator()
  const { tenants } = await operator.operator.tenants()
  const erqiao = tenants.find(({ slug }) => slug === 'erqiao')!
  const { path } = await operator.operator.invite({
    tenantId: erqiao.id,
    role: 'staff',
    title: '二桥社区兼职社工',
    days: 7,
  })
  const { rows } = await world.beyond.query<{ id: string }>(`select id from person where name = '三桥社区社工一'`)
  await world.bilin.invitations.acceptAs(path.split('/').at(-1)!, rows[0]!.id)
  const reachable = await (await world.as('三桥社区社工一').outside()).tenants.reachable()
  expect(new Set(reachable.map(({ slug }) => slug))).toEqual(new Set(['sanqiao', 'erqiao', 'bilin']))
  expect((await (await world.as('二桥社区兼职社工').at('erqiao')).tenants.here()).seat.title).toBe('二桥社区兼职社工')
})

test('an invitation that is expired, revoked, forged or for a taken phone is refused with what to do', async ({
  world,
}) => {
  const operator = await world.operator()
  const tenantId = await idOf(operator, 'sanqiao')
  const invite = async () => {
    const { id, path } = await operator.operator.invite({ tenantId, role: 'staff', title: '社工', days: 1 })
    return { id, token: path.split('/').at(-1)! }
  }
  const { invitations } = world.bilin
  const expired = await invite()
  await world.beyond.query(`update invitation set expires_at = now() - interval '1 minute' where id = $1`, [expired.id])
  expect(await refusal(invitations.read(expired.token))).toBe('tenants.invitation_expired')
  expect(await refusal(invitations.acceptAsNewcomer(expired.token, { name: '迟到', password }))).toBe(
    'tenants.invitation_expired',
  )

  const revoked = await invite()
  await operator.operator.revokeInvitation({ invitationId: revoked.id })
  expect(await refusal(invitations.read(revoked.token))).toBe('tenants.invitation_unknown')
  expect(await refusal(invitations.read('forged'))).toBe('tenants.invitation_unknown')

  const [first, second] = [await invite(), await invite()]
  await invitations.acceptAsNewcomer(first.token, { name: '甲', phone: '13911112222', password })
  expect(
    await refusal(invitations.acceptAsNewcomer(second.token, { name: '乙', phone: '139-1111-2222', password })),
  ).toBe('tenants.phone_taken')
  expect(await invitations.read(second.token), 'nothing half-written: the link still works').toMatchObject({
    title: '社工',
  })
})

test('an invitation counts its days from the moment that is pretended', async ({ world }) => {
  const at = (text: string) => new Date(`${text}T10:00:00+08:00`)
  const home = await world.as('三桥社区书记').at('sanqiao', { clock: at('2026-03-02') })
  const { path } = await home.tenants.invite({ role: 'staff', title: '三桥社区社工三', days: 7 })
  const token = path.split('/').at(-1)!
  const { invitations } = world.bilin
  expect(await invitations.read(token, at('2026-03-08'))).toMatchObject({ expiresAt: at('2026-03-09') })
  expect(await refusal(invitations.read(token, at('2026-03-10')))).toBe('tenants.invitation_expired')
})

test('passwords that are short or common are refused beside the field', async ({ world }) => {
  const operator = await world.operator()
  const tenantId = await idOf(operator, 'sanqiao')
  const { path } = await operator.operator.invite({ tenantId, role: 'staff', title: '社工', days: 1 })
  const accept = (typed: string) =>
    world.bilin.invitations.acceptAsNewcomer(path.split('/').at(-1)!, { name: '王芳', password: typed })
  expect(await refusal(accept('1234567'))).toBe('sessions.password_too_short')
  for (const easy of ['Password123', 'woaini5201314', '13977254831', 'sanqiao2026', 'WangFang1982', '三桥社区2026'])
    expect(await refusal(accept(easy)), easy).toBe('sessions.password_common')
})

test('a short address that is taken, reserved or malformed is refused', async ({ world }) => {
  const { operator } = await world.operator()
  const add = (slug: string) => operator.addTenant({ slug, name: '桥南社区', kind: 'community' })
  expect(await refusal(add('sanqiao'))).toBe('tenants.slug_taken')
  for (const slug of ['operator', 'API', '1qiao', 'qiao--nan', 'q', '桥南']) {
    expect(await refusal(add(slug)), slug).toBe('app.fields_to_mend')
  }
})

test('a role belongs to its kind of tenant, and only an alliance has members', async ({ world }) => {
  const { operator } = await world.operator()
  const { tenants } = await operator.tenants()
  const idOf = (slug: string) => tenants.find((tenant) => tenant.slug === slug)!.id
  expect(await refusal(operator.invite({ tenantId: idOf('anhe'), role: 'secretary', title: '书记', days: 7 }))).toBe(
    'tenants.role_of_other_kind',
  )
  expect(await refusal(operator.addMember({ allianceId: idOf('sanqiao'), memberId: idOf('anhe') }))).toBe(
    'tenants.not_an_alliance',
  )
  expect(await refusal(operator.addMember({ allianceId: idOf('bilin'), memberId: idOf('anhe') }))).toBe(
    'tenants.member_already',
  )
})

test('a member that leaves the alliance stands outside at once, and may come back', async ({ world }) => {
  const { operator } = await world.operator()
  const { tenants } = await operator.tenants()
  const pair = {
    allianceId: tenants.find(({ slug }) => slug === 'bilin')!.id,
    memberId: tenants.find(({ slug }) => slug === 'anhe')!.id,
  }
  const manager = await world.as('万科小区物业经理').at('bilin')
  await manager.tenants.here()
  await operator.endMember(pair)
  expect(await refusal(manager.tenants.here())).toBe('tenants.not_found')
  await operator.addMember(pair)
  await manager.tenants.here()
})

test('the operator keeps the registry and enters no tenant', async ({ world }) => {
  const { rows } = await world.beyond.query<{ id: string }>('select id from person where operator')
  const asker = {
    session: await sessionOfPerson(world.beyond, rows[0]!.id),
    seatId: null,
    locale: 'zh-CN' as const,
    requestId: 'test',
    clock: null,
  }
  for (const tenant of ['bilin', 'sanqiao']) {
    expect(await refusal(world.bilin.caller({ ...asker, tenant }).tenants.here())).toBe('tenants.not_found')
  }
  expect(await refusal((await world.as('联盟协调员').outside()).operator.tenants())).toBe('tenants.not_found')
})

test('the first run needs the code on the console, and there is only one', async ({ emptyWorld: { bilin } }) => {
  const founder = { name: '管理员', password }
  expect(await refusal(bilin.firstRun.found({ ...founder, code: 'guess' }))).toBe('sessions.first_run_code_wrong')
  await bilin.firstRun.found({ ...founder, code: bilin.firstRun.code })
  expect(await bilin.firstRun.isFounded()).toBe(true)
  expect(await refusal(bilin.firstRun.found({ ...founder, code: bilin.firstRun.code }))).toBe('tenants.already_founded')
})

test('a secretary invites colleagues into her own community and nobody elsewhere', async ({ world }) => {
  const home = await world.as('三桥社区书记').at('sanqiao')
  const { path } = await home.tenants.invite({ role: 'staff', title: '三桥社区社工三', days: 7 })
  await world.bilin.invitations.acceptAsNewcomer(path.split('/').at(-1)!, { name: '新社工', password })
  expect((await home.tenants.people()).seats.map(({ title }) => title)).toContain('三桥社区社工三')
  const { lines } = await home.events.list({ feature: 'tenants' })
  expect(lines.slice(0, 2).map(({ who, name }) => [who, name])).toEqual([
    ['三桥社区社工三', 'tenants.invitation_accepted'],
    ['三桥社区书记', 'tenants.invited'],
  ])
  const away = await world.as('三桥社区书记').at('bilin')
  expect(await refusal(away.tenants.invite({ role: 'coordinator', title: '协调员', days: 7 }))).toBe(
    'tenants.not_found',
  )
  const staff = await world.as('三桥社区社工一').at('sanqiao')
  expect(await refusal(staff.tenants.invite({ role: 'secretary', title: '书记', days: 7 }))).toBe(
    'permissions.not_yours',
  )
})

async function idOf(operator: Caller, slug: string): Promise<string> {
  const { tenants } = await operator.operator.tenants()
  return tenants.find((tenant) => tenant.slug === slug)!.id
}
