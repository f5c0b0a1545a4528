import { expect, test } from 'vitest'
import { createCompanyLookup } from './contract.ts'

const find = createCompanyLookup([
  { id: 'donghui', name: '东晖物业（示例）' },
  { id: 'anhe', name: 'Anhe 物业' },
  { id: 'one', name: '晨光物业' },
  { id: 'other', name: '晨光 物业' },
])

test.each([
  ['东晖物业（示例）', 'donghui'],
  ['东晖物业(示例)', 'donghui'],
  [' ａｎｈｅ物业 ', 'anhe'],
])('a member is found by its name as people type it: %s', (typed, id) => {
  expect(find(typed)?.id).toBe(id)
})

test.each(['东晖', '', '晨光物业'])('a name that is no member’s, or that of two, is not guessed: %j', (typed) => {
  expect(find(typed)).toBeUndefined()
})
