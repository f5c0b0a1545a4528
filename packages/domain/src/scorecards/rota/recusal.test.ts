import { expect, test } from 'vitest'
import { mayVisit } from './recusal.ts'

const compound = { estateId: 'long', companyId: 'longxin', communityId: 'erqiao' }

test('nobody visits a compound of their own company or community', () => {
  expect(() => mayVisit({ memberId: 'longxin' }, compound)).toThrow('scorecards.own_company')
  expect(() => mayVisit({ memberId: 'erqiao' }, compound)).toThrow('scorecards.own_estate')
  expect(() => mayVisit({ memberId: 'anhe' }, compound)).not.toThrow()
})

test('nobody visits what their company competes for: a rival, or one compound', () => {
  for (const rival of [{ companyId: 'longxin' }, { estateId: 'long' }])
    expect(() => mayVisit({ memberId: 'anhe' }, compound, [{ memberId: 'anhe', ...rival }])).toThrow(
      'scorecards.conflict_declared',
    )
  const others = [
    { memberId: 'anhe', companyId: 'haihong' },
    { memberId: 'wanke', companyId: 'longxin' },
  ]
  expect(() => mayVisit({ memberId: 'anhe' }, compound, others)).not.toThrow()
})
