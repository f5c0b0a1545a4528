import { expect, test } from 'vitest'
import { isEasyToGuess } from './strength.ts'

const about = ['张伟', '13912345678', '三桥社区', 'sanqiao']
const filterEasy = async (passwords: string[], known?: string[]) => {
  const easy = await Promise.all(passwords.map((password) => isEasyToGuess(password, known)))
  return passwords.filter((_, i) => easy[i])
}

test('common passwords are easy to guess, in whatever letters', async () => {
  const common = [
    'Password123',
    'ｐａｓｓｗｏｒｄ１２３',
    'P@ssw0rd!',
    '1qaz@WSX',
    'qwer1234',
    'Admin@123',
    'aa123456',
    '11111111',
    'iloveyou1',
  ]
  expect(await filterEasy(common)).toEqual(common)
})

test('so are those that are common here: phrases in pinyin, birthdays, names, mobile numbers, words of the trade', async () => {
  const here = [
    ...[
      'woaini1314',
      'woaini5201314',
      'woshishei',
      '19751012',
      'zhangwei123',
      'wuyeguanli2020',
      'shequ888888',
      'bilin12345',
    ],
    ...['13977254831', '139 7725 4831', '+8613977254831', 'lianmeng2026', 'wodemima1'],
  ]
  expect(await filterEasy(here)).toEqual(here)
})

test('what others know of the person makes a password easy for that person', async () => {
  const own = ['lizhu1975', 'zw19901012', 'sanqiao-2026', '三桥社区888', 'Li.Zhu@1975']
  expect(await filterEasy(own, [...about, '李竹'])).toEqual(own)
  expect(await filterEasy(['guihuakai1975'], ['桂花开'])).toEqual(['guihuakai1975'])
  expect(await filterEasy(['guihuakai1975']), 'the control: of somebody else').toEqual([])
})

test('a few words that do not belong together are hard to guess, in either language, and so are random letters', async () => {
  const hard = [
    'mima-di-3-hao-zw',
    'a sentence I remember',
    'guihua kaile 3',
    '桂花开了下雨了',
    '三桥社区的桂花开了',
    'Xk9#mQ2p',
  ]
  expect(await filterEasy(hard, about)).toEqual([])
})

test('of a long sentence the first 64 characters are judged', async () => {
  const sentence = 'the osmanthus blossomed late this year and nobody swept the yard'
  expect(await filterEasy([sentence + 'a'.repeat(190), 'a'.repeat(64) + sentence])).toEqual(['a'.repeat(64) + sentence])
})
