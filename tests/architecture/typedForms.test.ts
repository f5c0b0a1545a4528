/** A form that names a field its procedure does not know does not compile. The page is a real one, with one key renamed. */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const web = path.resolve(import.meta.dirname, '../../apps/web')
const page = path.join(web, 'src/routes/[tenant]/projects/ProjectFields.svelte')
const action = path.join(web, 'src/routes/[tenant]/projects/new/+page.server.ts')

let folder: string
let found: string

beforeAll(async () => {
  // Where neither the build nor another check looks: they run at the same time.
  folder = mkdtempSync(path.join(web, '.svelte-kit/renamed-'))
  const text = readFileSync(page, 'utf8')
  cpSync(page, path.join(folder, 'AsItIs.svelte'))
  writeFileSync(path.join(folder, 'Renamed.svelte'), text.replace("field('title')", "field('titel')"))
  writeFileSync(path.join(folder, 'RenamedInList.svelte'), text.replace('.words`)', '.word`)'))
  // An action with the schema of another procedure than the one it calls.
  const swapped = readFileSync(action, 'utf8')
    .replaceAll('NewProject', 'ProjectStep')
    .replace('../addresses.ts', './addresses.ts')
  writeFileSync(
    path.join(folder, 'swapped.ts'),
    swapped.replace("import type { Actions, PageServerLoad } from './$types'", types),
  )
  writeFileSync(
    path.join(folder, 'addresses.ts'),
    'export const projectPath = (tenant: string, slug: string) => tenant + slug\n',
  )
  const settings = { extends: '../../tsconfig.json', include: ['./*', '../../src/app.d.ts'] }
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(settings))
  found = await svelteCheck(path.join(folder, 'tsconfig.json'))
})

const types =
  "import type { Actions as Any, ServerLoad } from '@sveltejs/kit'\ntype Actions = Any<{ tenant: string }>\ntype PageServerLoad = ServerLoad<{ tenant: string }, { seat: { role: 'secretary' } }>"

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const errorsIn = (file: string) => found.split('\n').filter((line) => line.includes(' ERROR ') && line.includes(file))

test('the form as it is compiles', () => {
  expect(found).toContain('COMPLETED')
  expect(errorsIn('AsItIs.svelte')).toEqual([])
})

test('a key renamed in the form does not', () => {
  expect(errorsIn('Renamed.svelte').join()).toContain('titel')
  expect(errorsIn('RenamedInList.svelte').join()).toContain('.word')
})

test('nor does an action that reads the form by the schema of another procedure', () => {
  expect(errorsIn('swapped.ts').join()).toContain('projectId')
})

function svelteCheck(tsconfig: string): Promise<string> {
  const args = [
    'svelte-check',
    '--tsconfig',
    tsconfig,
    '--output',
    'machine',
    '--threshold',
    'error',
    '--tsgo-experimental-api',
  ]
  return new Promise((resolve) => {
    execFile('npx', args, { cwd: web, maxBuffer: 1e8 }, (_failed, out) => resolve(out))
  })
}
