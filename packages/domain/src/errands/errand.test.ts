import { expect, test } from 'vitest'
import { sortErrands } from './errand.ts'

const due = (day: string | null, first = false) => ({ due: day, first })

test('what waits longest comes first, what has no day comes last, and what may change the rest before everything', () => {
  const sorted = sortErrands([due(null), due('2026-05-02'), due('2026-05-01'), due('2026-06-01', true)])
  expect(sorted).toEqual([due('2026-06-01', true), due('2026-05-01'), due('2026-05-02'), due(null)])
})
