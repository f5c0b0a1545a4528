/** The last line of `npm test` is correct: no failure is counted as a pass. */
import { describe, expect, test } from 'vitest'
import { fileTimes, slowest } from '../support/fileTimes.ts'
import { runSteps, type Scheduled } from '../support/schedule.ts'
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

describe('steps', () => {
  const steps: Scheduled[] = [
    { name: 'words' },
    { name: 'format' },
    { name: 'build', needs: ['words'] },
    { name: 'browser', needs: ['build'] },
    { name: 'tests', needs: ['words', 'build'] },
  ]

  /** The steps in the order in which they began. */
  async function history(slots: number, failing?: string, asked = steps): Promise<string[]> {
    const lines: string[] = []
    let most = 0
    let running = 0
    await runSteps(asked, slots, async ({ name }, failedNeed) => {
      most = Math.max(most, (running += 1))
      lines.push(failedNeed ? `${name} not run for ${failedNeed}` : name)
      await Promise.resolve()
      running -= 1
      return { failed: failedNeed || name === failing ? 1 : 0 }
    })
    expect(most).toBeLessThanOrEqual(slots)
    return lines
  }

  test('run side by side, never before what they need and never more than there are slots', async () => {
    expect(await history(1)).toEqual(['words', 'format', 'build', 'browser', 'tests'])
    const two = await history(2)
    expect(two.slice(0, 2)).toEqual(['words', 'format'])
    expect(two.indexOf('build')).toBeLessThan(two.indexOf('browser'))
    expect(two).toHaveLength(steps.length)
  })

  test('that need a failed one are not run, and neither are those that need these', async () => {
    expect(await history(2, 'words')).toEqual([
      'words',
      'format',
      'build not run for words',
      'browser not run for build',
      'tests not run for words',
    ])
  })

  test('that only come after a failed one are run', async () => {
    expect(await history(2, 'lint', [{ name: 'tests', after: ['lint'] }, { name: 'lint' }])).toEqual(['lint', 'tests'])
  })

  test('need nothing that was not asked for', async () => {
    expect(await history(2, undefined, [{ name: 'tests', needs: ['build'] }])).toEqual(['tests'])
  })

  test('that wait for each other are an error and not an endless wait', async () => {
    const circle = [
      { name: 'a', needs: ['b'] },
      { name: 'b', needs: ['a'] },
    ]
    await expect(history(2, undefined, circle)).rejects.toThrow(/wait for each other/)
  })
})

describe('the times of test files', () => {
  test('are read from both reports, and a file on two screens is one', () => {
    const name = `${process.cwd()}/tests/flows/a.test.ts`
    const vitest = { testResults: [{ name, startTime: 1000, endTime: 13_500 }] }
    expect(fileTimes.vitest(vitest)).toEqual([{ file: 'tests/flows/a.test.ts', seconds: 12.5 }])
    const suite = { file: 'b.e2e.ts', specs: [{ tests: [{ results: [{ duration: 2000 }] }] }] }
    const playwright = {
      config: { rootDir: `${process.cwd()}/tests/e2e` },
      suites: [{ ...suite, suites: [suite] }, suite],
    }
    expect(fileTimes.playwright(playwright)).toEqual([{ file: 'tests/e2e/b.e2e.ts', seconds: 6 }])
  })

  test('are printed when a file is over its budget, the slowest first, and not otherwise', () => {
    const [quick, slow] = [
      { file: 'quick', seconds: 1 },
      { file: 'slow', seconds: 11 },
    ]
    expect(slowest([quick])).toBe('')
    expect(slowest([quick, slow])).toMatch(/^1 of 2 test files over 10 s.*\n +11.0 s {2}slow\n +1.0 s {2}quick\n$/)
  })
})
