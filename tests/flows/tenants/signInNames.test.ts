import { expect } from 'vitest'
import { refusal, test, type World } from '../../support/world.ts'

type Newcomer = { name: string; phone?: string; password?: string }
const usual = 'a sentence I remember'

async function joining(world: World) {
  const { tenants } = await world.as('三桥社区书记').at('sanqiao')
  let joined = 0
  return async ({ password = usual, ...person }: Newcomer) => {
    joined += 1
    const { path } = await tenants.invite({ role: 'staff', title: `三桥社区新来的${joined}`, days: 7 })
    return world.bilin.invitations.acceptAsNewcomer(path.split('/').at(-1)!, { ...person, password })
  }
}

test('a name and a phone number lead in however they are spelled', async ({ world }) => {
  const join = await joining(world)
  const spellings: [Newcomer, string[]][] = [
    [{ name: '张　三' }, ['张　三', '张三', '张 三']],
    [{ name: 'Jose\u0301 Li' }, ['Jose\u0301 Li', 'Jos\u00e9 Li', 'JOSÉ LI']],
    [{ name: '阿卜杜拉·买买提' }, ['阿卜杜拉•买买提', '阿卜杜拉・买买提', '阿卜杜拉 买买提', '\u200e阿卜杜拉·买买提']],
    [
      { name: '甲一', phone: '13900000001' },
      ['139 0000 0001', '139-0000-0001', '+8613900000001', '+86 139 0000 0001', '１３９０００００００１'],
    ],
    [{ name: '甲二', phone: '+86 139 0000 0002' }, ['13900000002', '甲二']],
  ]
  for (const [newcomer, names] of spellings) {
    const id = await join(newcomer)
    for (const name of names) expect(await world.bilin.signIn({ name, password: usual, address: '::1' }), name).toBe(id)
  }
  expect(await refusal(join({ name: '甲三', phone: '0086 139 0000 0002' }))).toBe('tenants.phone_taken')
  // The control: another name is another name.
  expect(await refusal(world.bilin.signIn({ name: '张三三', password: usual, address: '::1' }))).toBe('sessions.wrong')
})

test('seven people of one name all sign in, each with their own password', async ({ world }) => {
  const join = await joining(world)
  const people: [string, string][] = []
  for (let n = 0; n < 7; n++) {
    const password = `mima-di-${n}-hao-zw`
    people.push([await join({ name: '张伟伟', password }), password])
  }
  for (const [id, password] of people)
    expect(await world.bilin.signIn({ name: '张伟伟', password, address: '::1' })).toBe(id)
  await join({ name: '张 伟伟', password: 'mima-di-3-hao-zw' })
  expect(await refusal(world.bilin.signIn({ name: '张伟伟', password: 'mima-di-3-hao-zw', address: '::1' }))).toBe(
    'sessions.name_ambiguous',
  )
})
