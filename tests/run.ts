/**
 * `npm test`: every check, ending with one line `N passed, N failed`.
 * With names (`node tests/run.ts flows -t publish`) only those; what follows the names goes to the runner.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureChromium } from './support/chromium.ts'
import { fileTimes, slowest, type FileTime } from './support/fileTimes.ts'
import { projects } from './support/projects.ts'
import { endWithSteps, runStep, type Outcome } from './support/run-step.ts'
import { runSteps } from './support/schedule.ts'
import { useScratch } from './support/scratch.ts'
import { browser, build, everything, reportOf, screens, tests, words, type Step } from './support/steps.ts'
import { settle, tally, type Tally } from './support/tally.ts'

/** Steps at a time. Two of them keep two cores busy; more would only make each other slow. */
const SLOTS = 2

const write = (text: string) => process.stdout.write(text)

process.chdir(path.resolve(import.meta.dirname, '..'))
mkdirSync('test-results', { recursive: true })
endWithSteps()
useScratch()

const total = { passed: 0, failed: 0 }
const times: FileTime[] = []
await runSteps(stepsAsked(process.argv.slice(2)), SLOTS, async (step, failedNeed) => {
  const counted = await take(step, failedNeed)
  total.passed += counted.passed
  total.failed += counted.failed
  return counted
})
write(slowest(times))
write(`${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed > 0 ? 1 : 0

function stepsAsked(asked: string[]): Step[] {
  const known = new Set([...Object.keys(projects), 'e2e', 'screens'])
  const firstOption = asked.findIndex((word) => !known.has(word))
  const names = firstOption < 0 ? asked : asked.slice(0, firstOption)
  const args = firstOption < 0 ? [] : asked.slice(firstOption)
  if (names.length === 0) return everything(Object.keys(projects), args)
  const inVitest = names.filter((name) => name in projects)
  const inBrowser = [
    ...(names.includes('e2e') ? [browser(args)] : []),
    ...(names.includes('screens') ? [screens(args)] : []),
  ]
  return [
    words,
    ...(inBrowser.length > 0 ? [build, ...inBrowser] : []),
    ...(inVitest.length > 0 ? [tests(inVitest, args)] : []),
  ]
}

async function take(step: Step, failedNeed?: string): Promise<Tally> {
  if (failedNeed) return say(step.name, 0, { passed: 0, failed: 1, skipped: 0 }, `not run: ${failedNeed} failed`)
  const started = Date.now()
  const outcome = await prepareAndRun(step)
  const counted = settle(outcome.code, step.report && readReport(step.name, step.report))
  if (counted.failed > 0) write(`\n${outcome.output.trimEnd()}\n\n`)
  return say(step.name, Date.now() - started, counted)
}

async function prepareAndRun({ browser, command, name }: Step): Promise<Outcome> {
  try {
    if (browser) ensureChromium((line) => write(`  ${line}\n`))
  } catch (error) {
    return { code: 1, output: (error as Error).message }
  }
  return runStep(command, {
    PLAYWRIGHT_JSON_OUTPUT_FILE: path.resolve(reportOf(name)),
    TURBO_TELEMETRY_DISABLED: '1',
    ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
    DO_NOT_TRACK: '1',
  })
}

function readReport(name: string, kind: NonNullable<Step['report']>): Tally {
  try {
    const report: unknown = JSON.parse(readFileSync(reportOf(name), 'utf8'))
    times.push(...fileTimes[kind](report))
    return tally[kind](report)
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  } finally {
    rmSync(reportOf(name), { force: true })
  }
}

function say(name: string, milliseconds: number, counted: Tally, remark = ''): Tally {
  const mark = counted.failed > 0 ? '✘' : '✔'
  const counts = counted.passed + counted.failed > 1 ? `${counted.passed} passed, ${counted.failed} failed` : ''
  const skipped = counted.skipped > 0 ? `${counted.skipped} skipped` : ''
  const words = [counts, skipped, remark].filter(Boolean).join(' · ')
  write(`${mark} ${name.padEnd(12)} ${(milliseconds / 1000).toFixed(1).padStart(6)} s  ${words}`.trimEnd() + '\n')
  return counted
}
