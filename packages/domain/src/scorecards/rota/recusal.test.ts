import { expect, test } from 'vitest'
import { assertMayVisit } from './recusal.ts'

const estate = { estateId: 'long', companyId: 'longxin', communityId: 'erqiao' }

test('nobody visits an estate of their own company or community', () => {
  expect(() => assertMayVisit({ memberId: 'longxin' }, estate)).toThrow('scorecards.own_company')
  expect(() => assertMayVisit({ memberId: 'erqiao' }, estate)).toThrow('scorecards.own_estate')
  expect(() => assertMayVisit({ memberId: 'anhe' }, estate)).not.toThrow()
})

test('nobody visits what their company competes for: a rival, or one estate', () => {
  for (const rival of [{ companyId: 'longxin' }, { estateId: 'long' }])
    expect(() => assertMayVisit({ memberId: 'anhe' }, estate, [{ memberId: 'anhe', ...rival }])).toThrow(
      'scorecards.conflict_declared',
    )
  const others = [
    { memberId: 'anhe', companyId: 'haihong' },
    { memberId: 'wanke', companyId: 'longxin' },
  ]
  expect(() => assertMayVisit({ memberId: 'anhe' }, estate, others)).not.toThrow()
})
