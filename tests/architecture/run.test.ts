/** The last line of `npm test` can be believed: nothing that went wrong is counted as right. */
import { describe, expect, test } from 'vitest'
import { settle, tally } from '../support/tally.ts'

const file = (status: string, ...assertions: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: assertions.map((status) => ({ status })),
})
const stats = (expected: number, unexpected = 0, flaky = 0) => ({
  stats: { expected, unexpected, flaky, skipped: 0 },
})

describe('a check', () => {
  test('counts as one, by how it ended', () => {
    expect(settle(0)).toMatchObject({ passed: 1, failed: 0 })
    expect(settle(2)).toMatchObject({ passed: 0, failed: 1 })
  })
})

describe('tests', () => {
  test('count one by one, and a skipped one is neither passed nor failed', () => {
    const report = { testResults: [file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed')] }
    expect(tally.vitest(report)).toEqual({ passed: 2, failed: 1, skipped: 1 })
  })

  test('a file that broke before its first test is a failure', () => {
    expect(tally.vitest({ testResults: [file('failed')] })).toMatchObject({ passed: 0, failed: 1 })
  })

  test('a browser test that passed only at the second try is a failure', () => {
    expect(tally.playwright(stats(3, 0, 1))).toMatchObject({ passed: 3, failed: 1 })
  })

  test('an error outside every browser test is a failure', () => {
    expect(tally.playwright({ ...stats(3), errors: [{}] })).toMatchObject({ failed: 1 })
  })

  test('none at all is a failure, even when the runner is content', () => {
    expect(settle(0, tally.vitest({ testResults: [] }))).toMatchObject({ passed: 0, failed: 1 })
  })

  test('a runner that ends badly with nothing but passes is a failure', () => {
    expect(settle(1, tally.playwright(stats(5)))).toMatchObject({ passed: 5, failed: 1 })
  })
})
