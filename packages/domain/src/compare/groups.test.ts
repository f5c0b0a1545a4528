import { expect, test } from 'vitest'
import { mayGroup } from './groups.ts'

test('a company is not shown means of what it sees only in part', () => {
  expect(() => mayGroup('company', 'community')).toThrow('compare.bands_only')
  expect(() => mayGroup('unit', 'kind')).toThrow('compare.bands_only')
  expect(() => mayGroup('company', 'estate')).not.toThrow()
  expect(() => mayGroup('community', 'community')).not.toThrow()
})
