/** What `npm test` does. Steps run side by side, in this order where there is a choice. */
import type { fileTimes } from './fileTimes.ts'
import type { Scheduled } from './schedule.ts'
import type { tally } from './tally.ts'

export type Step = Scheduled & {
  command: string[]
  browser?: boolean
  /** Whose report it writes, with counts and times; without one the step counts as one check. */
  report?: keyof typeof tally & keyof typeof fileTimes
}

/** A name of this run's own: two runs in one checkout do not count each other's tests. */
export const reportOf = (name: string) => `test-results/${name}-${process.pid}.json`

/** Through turbo, whose cache then has it for the build. */
export const words: Step = {
  name: 'words',
  command: ['turbo', 'run', 'build', '--filter=@bilin/i18n', '--output-logs=errors-only'],
}

/** Writes what the checks and tests read (compiled messages, generated types), so it runs before them and not beside them. */
export const build: Step = { name: 'build', command: ['node', 'scripts/build.ts'], needs: ['words'] }

const format: Step = { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] }
const boundaries: Step = { name: 'boundaries', command: ['npm', 'run', '--silent', 'boundaries'], needs: ['words'] }
const lint: Step = { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] }
const promises: Step = { name: 'promises', command: ['oxlint', '--type-aware'], needs: ['words', 'build'] }
const types: Step = { name: 'types', command: ['npm', 'run', '--silent', 'check'], needs: ['words', 'build'] }

export function tests(projects: readonly string[], args: readonly string[]): Step {
  const name = 'tests'
  const command = [
    ...['node', 'tests/support/vitest.ts', 'run', '--config', 'tests/vitest.config.ts'],
    ...projects.map((project) => `--project=${project}`),
    ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${reportOf(name)}`],
    ...args,
  ]
  // Tests write files of their own into the house for a moment, which a check would find.
  return {
    name,
    command,
    needs: ['words', 'build'],
    after: ['format', 'boundaries', 'lint', 'promises', 'types'],
    report: 'vitest',
  }
}

export const browser = (args: readonly string[]): Step => inChromium('browser', ['phone', 'desktop'], args)
export const screens = (args: readonly string[]): Step => inChromium('screens', ['screens'], args)

/** The browser waits most, so it starts as soon as there is something to open, and the checks and tests fill its pauses. */
export const everything = (projects: readonly string[], args: readonly string[]): Step[] => [
  ...[words, format, build, boundaries, browser(args), lint, promises, types],
  tests(projects, args),
]

function inChromium(name: string, projects: string[], args: readonly string[]): Step {
  const command = [
    ...['playwright', 'test', '--config', 'tests/playwright.config.ts'],
    ...(args.some((arg) => arg.startsWith('--project')) ? [] : projects.map((project) => `--project=${project}`)),
    ...args,
  ]
  return { name, command, needs: ['build'], browser: true, report: 'playwright' }
}
