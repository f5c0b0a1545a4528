import { expect, test } from 'vitest'
import { isRelated } from './kinship.ts'

const compounds = [
  { companyId: 'longxin', communityId: 'erqiao' },
  { companyId: 'anhe', communityId: 'erqiao' },
  { companyId: 'anhe', communityId: 'sanqiao' },
  { companyId: 'donghui', communityId: 'guosheng' },
]
const [longxin, , wanke, guosheng] = compounds as [
  (typeof compounds)[0],
  never,
  (typeof compounds)[0],
  (typeof compounds)[0],
]

test('a company stands near the other compounds of a community it serves', () => {
  expect(isRelated('anhe', longxin, compounds)).toBe(true)
  expect(isRelated('donghui', longxin, compounds)).toBe(false)
})

test('a community stands near the compounds elsewhere that its own companies serve', () => {
  expect(isRelated('erqiao', wanke, compounds)).toBe(true)
  expect(isRelated('erqiao', guosheng, compounds)).toBe(false)
})
