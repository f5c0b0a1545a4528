import { expect, test } from 'vitest'
import { standsNear } from './kinship.ts'

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
  expect(standsNear('anhe', longxin, compounds)).toBe(true)
  expect(standsNear('donghui', longxin, compounds)).toBe(false)
})

test('a community stands near the compounds elsewhere that its own companies serve', () => {
  expect(standsNear('erqiao', wanke, compounds)).toBe(true)
  expect(standsNear('erqiao', guosheng, compounds)).toBe(false)
})
