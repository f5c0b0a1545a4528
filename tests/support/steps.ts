/** What `npm test` does, in order. A step that needs another is not run when that one failed. */
import { tally, type Tally } from './tally.ts'

export type Step = {
  name: string
  command: string[]
  needs?: string[]
  browser?: boolean
  /** Reads the counts from the step's report; without it the step counts as one check. */
  read?: (report: unknown) => Tally
}

/** A name of this run's own: two runs in one checkout do not count each other's tests. */
export const reportOf = (name: string) => `test-results/${name}-${process.pid}.json`

export const words: Step = { name: 'words', command: ['npm', 'run', 'build', '-w', '@bilin/i18n'] }

export const checks: Step[] = [
  words,
  { name: 'types', command: ['npm', 'run', '--silent', 'check'], needs: ['words'] },
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'], needs: ['words'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'boundaries', command: ['npm', 'run', '--silent', 'boundaries'] },
]

export function tests(projects: readonly string[], args: readonly string[]): Step {
  const name = 'tests'
  const command = [
    ...['node', 'tests/support/vitest.ts', 'run', '--config', 'tests/vitest.config.ts'],
    ...projects.map((project) => `--project=${project}`),
    ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${reportOf(name)}`],
    ...args,
  ]
  return { name, command, needs: ['words'], read: tally.vitest }
}

export const build: Step = {
  name: 'build',
  command: ['node', 'scripts/build.ts'],
  needs: ['words'],
}

export const browser = (args: readonly string[]): Step => inChromium('browser', ['phone', 'desktop'], args)
export const screens = (args: readonly string[]): Step => inChromium('screens', ['screens'], args)

function inChromium(name: string, projects: string[], args: readonly string[]): Step {
  const command = [
    ...['playwright', 'test', '--config', 'tests/playwright.config.ts'],
    ...(args.some((arg) => arg.startsWith('--project')) ? [] : projects.map((project) => `--project=${project}`)),
    ...args,
  ]
  return { name, command, needs: ['build'], browser: true, read: tally.playwright }
}
