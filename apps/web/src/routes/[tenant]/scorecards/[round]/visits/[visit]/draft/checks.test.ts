import { template } from '@bilin/domain/scorecards/rubrics/template'
import { expect, test } from 'vitest'
import { checkDraft } from './checks.ts'

const check = (
  given: Record<string, { mark?: string; counted?: string; excluded?: string }>,
  findings: string[] = [],
) => {
  const { missing, low, mismatches } = checkDraft(template.dimensions, {
    given: new Map(Object.entries(given)),
    worded: findings.map((indicator) => ({ indicator })),
  })
  return {
    missing: missing.map(({ indicator }) => indicator.code),
    low: low.map(({ indicator }) => indicator.code),
    mismatches: mismatches.map(({ indicator, counted, findings: n }) => [indicator.code, counted, n]),
  }
}

test('before submitting a reviewer sees what has no mark and what has less than 5', () => {
  const { missing, low } = check({
    A1: { mark: '5' },
    A2: { mark: '3' },
    B1: { mark: '4' },
    D3: { excluded: '开发商遗留' },
  })
  expect(missing).not.toContain('A1')
  expect(missing, 'a counted item without its number').toContain('B1')
  expect(missing).not.toContain('D3')
  expect(missing, 'not seen on a visit').not.toContain('H1')
  expect(low).toEqual(['A2', 'B1'])
})

test('a finding beside the best mark, or more findings than were counted, is pointed out', () => {
  const marked = {
    A1: { mark: '5' },
    A2: { mark: '4' },
    C1: { mark: '4', counted: '1' },
    C2: { mark: '4', counted: '2' },
  }
  expect(check(marked, ['A1', 'A2', 'C1', 'C1', 'C2']).mismatches).toEqual([
    ['A1', null, 1],
    ['C1', 1, 2],
  ])
  expect(check(marked).mismatches, 'the control: without findings there is nothing to point out').toEqual([])
})
