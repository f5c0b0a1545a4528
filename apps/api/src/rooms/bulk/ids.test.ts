import { id } from '@bilin/domain/fields'
import { expect, test } from 'vitest'
import { ascendingIds } from './ids.ts'

test('each id is above the one before it, and is an id like any other', () => {
  const ids = ascendingIds(new Date('2026-03-01T10:00:00+08:00'))
  const made = Array.from({ length: 5000 }, () => ids.next().value)
  expect(made).toEqual(made.toSorted())
  expect(new Set(made).size).toBe(5000)
  for (const one of made) expect(id().parse(one)).toBe(one)
})
