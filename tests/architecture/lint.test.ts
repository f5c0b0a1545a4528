/** Our own rules in eslint.config.js and .oxlintrc.json, each with code that breaks it, to prove that the rule finds it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { ESLint, Linter } from 'eslint'
import ts from 'typescript-eslint'
import { expect, test } from 'vitest'

const eslint = new ESLint()

/** Only the syntax rules: the others need a program of the whole workspace. */
async function lint(file: string, code: string): Promise<string[]> {
  const { rules } = await eslint.calculateConfigForFile(file)
  const own = { 'no-restricted-syntax': rules['no-restricted-syntax'] ?? 'off' }
  const settings = [{ files: ['**/*.ts'], languageOptions: { parser: ts.parser as Linter.Parser }, rules: own }]
  const messages = new Linter().verify(code, settings, 'code.ts')
  return messages.map(({ message }) => message)
}

const procedure = 'apps/api/src/features/tenants/router.ts'
const rule = 'packages/domain/src/calendar.ts'
const load = 'apps/web/src/routes/[tenant]/estates/[estate]/+page.server.ts'
const readsTheClock = expect.stringContaining('readClock')

test.each([procedure, rule, load, 'apps/api/src/auth/session.ts'])('%s may not read the clock', async (file) => {
  for (const code of ['new Date()', 'Date.now()', 'const at = { at: +new Date() }', 'Date()'])
    expect(await lint(file, code), code).toEqual([readsTheClock])
})

test('a date that is written down is no clock', async () => {
  for (const code of ['new Date(0)', "new Date('2026-11-28')", 'Date.parse(day)', 'ctx.now.getTime()'])
    expect(await lint(procedure, code), code).toEqual([])
})

test.each(['apps/api/src/rooms/clock.ts', 'packages/domain/src/calendar.test.ts', 'scripts/start.ts'])(
  '%s may read the clock',
  async (file) => {
    expect(await lint(file, 'new Date()')).toEqual([])
  },
)

test.each([procedure, rule, load, 'apps/api/src/rooms/clock.ts'])('%s may not cast what it was given', async (file) => {
  for (const code of ['given as never', 'given as any', 'given as unknown as Given'])
    expect(await lint(file, code), code).toEqual([expect.stringContaining('Read it with a schema')])
})

/** What is wrong with a promise or a case shows only to who knows the types. */
const typed = `
const save = async (value: string) => void (await fetch(value))
export function give(kind: 'visit' | 'round') {
  save(kind)
  if (save(kind)) return [1].filter((one) => save(String(one)))
  switch (kind) {
    case 'visit':
      return 1
  }
}
export const wait = async () => await 1
`

test('a promise that nobody awaits, one taken for an answer, an await of none and a case left out are found', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bilin-lint-'))
  try {
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true } }))
    writeFileSync(path.join(folder, 'code.ts'), typed)
    const command = ['--type-aware', '--config', path.resolve('.oxlintrc.json'), '--format', 'json', folder]
    const answer = await promisify(execFile)(path.resolve('node_modules/.bin/oxlint'), command).catch(
      (error: { stdout: string }) => error,
    )
    const { diagnostics } = JSON.parse(answer.stdout) as { diagnostics: { code: string }[] }
    expect(diagnostics.map(({ code }) => /\((.*)\)/.exec(code)?.[1]).toSorted()).toEqual([
      'await-thenable',
      'no-floating-promises',
      'no-misused-promises',
      'no-misused-promises',
      'switch-exhaustiveness-check',
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
