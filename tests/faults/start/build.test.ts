/** What has not changed is not built again. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { entrance, house, isBuilt, markBuilt } from '../../../scripts/build.ts'
import { emptyFolder } from '../bilin.ts'
import { built } from './launch.ts'

beforeAll(built)

test('built once, this house is not built again and not a word is said', () => {
  expect(execFileSync(process.execPath, ['scripts/build.ts'], { cwd: house, encoding: 'utf8' })).toBe('')
})

test('a change in what is built asks for building, and one elsewhere does not', () => {
  const small = smallHouse()
  expect(isBuilt(small)).toBe(true)
  for (const file of [
    'apps/web/README.md',
    'apps/web/src/page.test.ts',
    'docs/words.md',
    'apps/web/.svelte-kit/made.ts',
  ])
    write(small, file)
  expect(isBuilt(small)).toBe(true)
  for (const file of [
    'apps/web/src/page.ts',
    'packages/i18n/messages/new.json',
    'db/src/new.ts',
    'package-lock.json',
  ]) {
    const other = smallHouse()
    write(other, file)
    expect(isBuilt(other), file).toBe(false)
  }
})

test('a file taken away, or a build that was taken away, asks for building', () => {
  const small = smallHouse()
  rmSync(path.join(small, 'apps/web/src/page.ts'))
  expect(isBuilt(small)).toBe(false)
  const other = smallHouse()
  rmSync(path.join(other, 'apps/web/build'), { recursive: true })
  expect(isBuilt(other)).toBe(false)
})

function smallHouse(): string {
  const small = emptyFolder('house')
  for (const file of ['apps/web/src/page.ts', 'packages/i18n/messages/zh.json', 'db/src/roles.ts', entrance])
    write(small, file)
  markBuilt(small)
  return small
}

function write(at: string, file: string) {
  mkdirSync(path.dirname(path.join(at, file)), { recursive: true })
  if (file.endsWith('.json')) writeFileSync(path.join(at, file), `{ "at": ${Math.random()} }`)
  else appendFileSync(path.join(at, file), 'more\n')
}
