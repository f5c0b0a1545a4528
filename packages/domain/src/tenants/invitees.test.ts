import { expect, test } from 'vitest'
import { readInvitees } from './invitees.ts'

const read = (text: string) =>
  readInvitees(text, 'community').map(({ name, phone, title, problems }) => [name, phone, title, ...problems])

test('a list is read from Excel, with commas and with spaces', () => {
  const expected = [
    ['张伟', '13900000001', '三桥社区社工五'],
    ['李 娜', null, '三桥社区网格员'],
  ]
  expect(read('序号\t姓名\t手机\t职务\n1\t张伟\t139 0000 0001\t三桥社区社工五\n2\t李 娜\t\t三桥社区网格员\n')).toEqual(
    expected,
  )
  expect(read('张伟，13900000001，三桥社区社工五\n\n李 娜,三桥社区网格员')).toEqual(expected)
  expect(read('张伟　１３９ ００００ ０００１ 三桥社区社工五')).toEqual([expected[0]])
  expect(read('13900000001 张伟 三桥社区社工五')).toEqual([expected[0]])
  expect(read('José Li 0571-8765 4321 三桥社区社工六')).toEqual([['José Li', '057187654321', '三桥社区社工六']])
})

test('each line says what is wrong in it', () => {
  expect(read('张伟\n')).toEqual([['张伟', null, '', 'title_missing']])
  expect(read('张伟,1390000000123456,三桥社区社工')).toEqual([['张伟', null, '三桥社区社工', 'phone_wrong']])
  expect(read('李娜\t1390\t三桥社区副书记'), 'digits are no title').toEqual([
    ['李娜', null, '三桥社区副书记', 'phone_wrong'],
  ])
  expect(read('13900000001')).toEqual([['', '13900000001', '', 'name_missing', 'title_missing']])
  expect(read(`${'张'.repeat(61)},${'工'.repeat(41)}`)[0]!.slice(3)).toEqual(['name_too_long', 'title_too_long'])
  const twice = '张伟,13900000001,社工一\n張偉,社工一\n李娜,+86 139 0000 0001,社工二'
  expect(read(twice).map((line) => line[3])).toEqual([undefined, 'twice', 'twice'])
})

test('the title tells a community’s secretary, and elsewhere there is one role', () => {
  const roleOf = (title: string, kind: 'community' | 'company' | 'alliance') =>
    readInvitees(`张伟,${title}`, kind)[0]!.role
  expect(roleOf('三桥社区书记', 'community')).toBe('secretary')
  expect(roleOf('三桥社区副书记', 'community'), 'a title gives no more rights than it says').toBe('staff')
  expect(roleOf('三桥社区书记助理', 'community')).toBe('staff')
  expect(roleOf('万科小区物业经理', 'company')).toBe('manager')
  expect(roleOf('书记', 'alliance')).toBe('coordinator')
})
