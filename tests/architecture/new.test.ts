/** `npm run new -- <feature>` makes files that follow every rule, and a table with the same policies as the others. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '@bilin/db/migrate'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import * as arrows from './arrows.ts'
import { readHouse, type Source } from './house.ts'
import * as manners from './manners.ts'
import * as ownership from './ownership.ts'
import * as words from './words.ts'

const script = path.resolve(import.meta.dirname, '../../scripts/new.ts')
const rules = Object.values({ ...arrows, ...manners, ...ownership, ...words })
const house = readHouse()

let copy: string
let laid: Source[]

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'bilin-new-'))
  for (const { file, text } of house) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true })
    writeFileSync(path.join(copy, file), text)
  }
  lay('honours', '荣誉')
  laid = readHouse(copy).filter(({ file }) => !house.some((source) => source.file === file))
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('a new feature has its five places', () => {
  const places = [
    'packages/domain/src/honours/',
    'apps/api/src/features/honours/',
    'apps/web/src/routes/[tenant]/honours/',
  ]
  for (const place of places) expect(laid.filter(({ file }) => file.startsWith(place))).toHaveLength(2)
  expect(laid.filter(({ file }) => /^db\/migrations\/\d{4}_honours\.sql$/.test(file))).toHaveLength(1)
  expect(laid.filter(({ file }) => file.endsWith('/honours.json'))).toHaveLength(2)
  expect(laid).toHaveLength(9)
})

test('it breaks no rule of the house', () => {
  const before = new Set(rules.flatMap((rule) => rule(house)))
  const after = rules.flatMap((rule) => rule([...house, ...laid]))
  expect(after.filter((found) => !before.has(found))).toEqual([])
})

test('its form is bound to the schema of its procedure, without a cast', () => {
  const [server] = laid.filter(({ file }) => file.endsWith('+page.server.ts'))
  expect(server!.text).toContain('submit(event, NewHonour, (api) => api.honours.add)')
  expect(laid.filter(({ text }) => /\bas (never|any|unknown)\b/.test(text))).toEqual([])
})

test('its table belongs to its tenants from the first migration on', async () => {
  const database = await freshDatabase({ story: false })
  const client = new pg.Client({ connectionString: database.url('bilin_owner') })
  await client.connect()
  try {
    expect(await migrate(client, { dir: path.join(copy, 'db/migrations') })).toHaveLength(1)
    const { rows } = await client.query(
      `select relrowsecurity and relforcerowsecurity as sealed from pg_class where relname = 'honour'`,
    )
    expect(rows).toEqual([{ sealed: true }])
  } finally {
    await client.end()
    await database.drop()
  }
})

test.each([
  { name: 'honours', why: 'a feature that is there already' },
  { name: 'scorecards', why: 'one of the first features' },
  { name: 'honour', why: 'a single one' },
  { name: 'Tasks', why: 'a capital letter' },
  { name: 'utils', why: 'a name that says nothing' },
  { name: 'orders', why: 'a word of SQL' },
  { name: 'estate-plans', why: 'two words' },
  { name: '', why: 'no name at all' },
])('$name is refused in a sentence: $why', ({ name }) => {
  const before = readHouse(copy).length
  expect(() => lay(name)).toThrow(/npm run new|will not do|says nothing|exists already|word of SQL/)
  expect(readHouse(copy)).toHaveLength(before)
})

function lay(...args: string[]) {
  execFileSync(process.execPath, [script, ...args], {
    cwd: copy,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
