/** Counts read from the reports of the two test runners. */
export type Tally = { passed: number; failed: number; skipped: number }

type VitestReport = {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors?: unknown[]
}

export const tally = {
  /** A file that failed before its first test counts as one failure. */
  vitest(report: unknown): Tally {
    const files = (report as VitestReport).testResults
    const each = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status))
    const broken = files.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
    )
    const passed = each.filter((status) => status === 'passed').length
    const failed = each.filter((status) => status === 'failed').length
    return { passed, failed: failed + broken.length, skipped: each.length - passed - failed }
  },

  /** An error outside any test (a start that failed) counts as one failure; a flaky test is not a pass. */
  playwright(report: unknown): Tally {
    const { stats, errors = [] } = report as PlaywrightReport
    const { expected, unexpected, flaky, skipped } = stats
    return { passed: expected, failed: unexpected + flaky + errors.length, skipped }
  },
}

/** A step's counts: a check counts as one, tests as many as ran; no test at all is a failure. */
export function settle(code: number, counted?: Tally): Tally {
  if (!counted) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  const silent = counted.passed + counted.failed === 0
  // A runner may also fail outside every test: a leak after the last one, a broken configuration.
  const unexplained = code !== 0 && counted.failed === 0
  return silent || unexplained ? { ...counted, failed: counted.failed + 1 } : counted
}
