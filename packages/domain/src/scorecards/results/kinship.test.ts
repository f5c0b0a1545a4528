import { expect, test } from 'vitest'
import { isRelated } from './kinship.ts'

const estates = [
  { companyId: 'longxin', communityId: 'erqiao' },
  { companyId: 'anhe', communityId: 'erqiao' },
  { companyId: 'anhe', communityId: 'sanqiao' },
  { companyId: 'donghui', communityId: 'guosheng' },
]
const [longxin, , wanke, guosheng] = estates as [(typeof estates)[0], never, (typeof estates)[0], (typeof estates)[0]]

test('a company stands near the other estates of a community it serves', () => {
  expect(isRelated('anhe', longxin, estates)).toBe(true)
  expect(isRelated('donghui', longxin, estates)).toBe(false)
})

test('a community stands near the estates elsewhere that its own companies serve', () => {
  expect(isRelated('erqiao', wanke, estates)).toBe(true)
  expect(isRelated('erqiao', guosheng, estates)).toBe(false)
})
