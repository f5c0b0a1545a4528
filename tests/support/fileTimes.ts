/** Seconds by test file, read from the reports of the two test runners, so that growth is seen. */
import path from 'node:path'

export type FileTime = { file: string; seconds: number }

/** Seconds that one file should not pass on a quiet machine. Printed, never failed: a clock on somebody's machine is no test. */
export const BUDGET = 10

type VitestReport = { testResults: { name: string; startTime: number; endTime: number }[] }
type Suite = { file: string; suites?: Suite[]; specs?: { tests: { results: { duration: number }[] }[] }[] }
type PlaywrightReport = { config: { rootDir: string }; suites: Suite[] }

export const fileTimes = {
  vitest(report: unknown): FileTime[] {
    return (report as VitestReport).testResults.map(({ name, startTime, endTime }) => ({
      file: path.relative(process.cwd(), name),
      seconds: (endTime - startTime) / 1000,
    }))
  },

  /** A file's tests on every screen together. */
  playwright(report: unknown): FileTime[] {
    const { config, suites } = report as PlaywrightReport
    const files = Map.groupBy(suites, ({ file }) => path.relative(process.cwd(), path.resolve(config.rootDir, file)))
    return [...files].map(([file, own]) => ({
      file,
      seconds: own.reduce((sum, suite) => sum + sumOf(suite), 0) / 1000,
    }))
  },
}

function sumOf({ suites = [], specs = [] }: Suite): number {
  const own = specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results.map(({ duration }) => duration)))
  return [...own, ...suites.map(sumOf)].reduce((sum, duration) => sum + duration, 0)
}

/** The ten slowest, and how many pass the budget. Nothing where no file does. */
export function slowest(times: readonly FileTime[]): string {
  const over = times.filter(({ seconds }) => seconds > BUDGET)
  if (over.length === 0) return ''
  const ten = times.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10)
  const lines = ten.map(({ file, seconds }) => `  ${seconds.toFixed(1).padStart(6)} s  ${file}`)
  return `${over.length} of ${times.length} test files over ${BUDGET} s; the slowest:\n${lines.join('\n')}\n`
}
