import { expect, test } from 'vitest'
import { assertMayVisit } from './recusal.ts'

const compound = { estateId: 'long', companyId: 'longxin', communityId: 'erqiao' }

test('nobody visits a compound of their own company or community', () => {
  expect(() => assertMayVisit({ memberId: 'longxin' }, compound)).toThrow('scorecards.own_company')
  expect(() => assertMayVisit({ memberId: 'erqiao' }, compound)).toThrow('scorecards.own_estate')
  expect(() => assertMayVisit({ memberId: 'anhe' }, compound)).not.toThrow()
})

test('nobody visits what their company competes for: a rival, or one compound', () => {
  for (const rival of [{ companyId: 'longxin' }, { estateId: 'long' }])
    expect(() => assertMayVisit({ memberId: 'anhe' }, compound, [{ memberId: 'anhe', ...rival }])).toThrow(
      'scorecards.conflict_declared',
    )
  const others = [
    { memberId: 'anhe', companyId: 'haihong' },
    { memberId: 'wanke', companyId: 'longxin' },
  ]
  expect(() => assertMayVisit({ memberId: 'anhe' }, compound, others)).not.toThrow()
})
