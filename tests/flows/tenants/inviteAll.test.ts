import { expect } from 'vitest'
import { refusal, test } from '../../support/world.ts'

const tokenOf = (path: string) => path.split('/').at(-1)!
const at = new Date('2026-03-02T10:00:00+08:00')

test('several people are invited at once, and each link opens with the name and number of its person', async ({
  world: { as, bilin, beyond },
}) => {
  const { tenants } = await as('三桥社区书记').at('sanqiao', { clock: at })
  const invited = await tenants.inviteAll({
    text: '姓名\t手机\t职务\n张伟\t139 0000 0001\t三桥社区社工五\n李娜\t\t三桥社区代书记',
    days: 7,
  })
  expect(invited.map(({ name, title }) => [name, title])).toEqual([
    ['张伟', '三桥社区社工五'],
    ['李娜', '三桥社区代书记'],
  ])
  const [first, second] = invited.map(({ path }) => tokenOf(path))
  const expiresAt = new Date('2026-03-09T10:00:00+08:00')
  expect(await bilin.invitations.read(first!, at)).toMatchObject({ name: '张伟', phone: '13900000001', expiresAt })
  expect(await bilin.invitations.read(second!, at)).toMatchObject({ name: '李娜', phone: null })

  const newcomer = { name: '张伟', phone: '13900000001', password: 'a sentence I remember' }
  await bilin.invitations.acceptAsNewcomer(first!, newcomer, at)
  await bilin.invitations.acceptAsNewcomer(second!, { ...newcomer, name: '李娜', phone: '' }, at)
  const { rows } = await beyond.query(`select role from seat where title = any ($1) order by title`, [
    ['三桥社区社工五', '三桥社区代书记'],
  ])
  expect(rows).toEqual([{ role: 'secretary' }, { role: 'staff' }])
  const { rows: events } = await beyond.query(
    `select count(*)::int as invited from event where name = 'tenants.invited' and at = $1`,
    [at],
  )
  expect(events).toEqual([{ invited: 2 }])
})

test('where one line is wrong nobody is invited', async ({ world: { as } }) => {
  const { tenants } = await as('联盟协调员').at('bilin')
  const before = (await tenants.people()).invitations.length
  const invite = (text: string) => refusal(tenants.inviteAll({ text, days: 7 }))
  expect(await invite('张伟,13900000001,联盟秘书\n李娜')).toBe('tenants.invitees_wrong')
  expect(await invite('姓名,手机,职务')).toBe('tenants.invitees_none')
  const many = Array.from({ length: 51 }, (_, i) => `张伟${i},联盟协调员${i}`)
  expect(await invite(many.join('\n'))).toBe('tenants.invitees_too_many')
  expect((await tenants.people()).invitations).toHaveLength(before)
  expect(await tenants.inviteAll({ text: many.slice(1).join('\n'), days: 7 })).toHaveLength(50)
})

test('only the head of an organisation invites, and only at home', async ({ world: { as } }) => {
  const list = { text: '张伟,三桥社区社工五', days: 7 }
  const staff = await as('三桥社区社工一').at('sanqiao')
  expect(await refusal(staff.tenants.inviteAll(list))).toBe('permissions.not_yours')
  const away = await as('三桥社区书记').at('bilin')
  expect(await refusal(away.tenants.inviteAll(list))).toBe('tenants.not_found')
})
