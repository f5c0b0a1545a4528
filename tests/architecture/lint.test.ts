/** Our own rules in eslint.config.js, each with code that breaks it, to prove that the rule finds it. */
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
