/** A merged migration is never edited: db/migrations/hashes.txt has the SHA-256 of each. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readMigrations } from '@bilin/db/migrate'
import { expect, test } from 'vitest'

type Hashed = { name: string; checksum: string }

const list = readFileSync(path.resolve(import.meta.dirname, '../../db/migrations/hashes.txt'), 'utf8')
const frozen: Hashed[] = list
  .trim()
  .split('\n')
  .map((line) => ({ checksum: line.split(' ')[0]!, name: line.split(' ')[1]! }))
const migrations = readMigrations()

test('no migration was edited, and each is in db/migrations/hashes.txt', () => {
  expect(objections(frozen, migrations)).toEqual([])
})

test('a migration edited, added or deleted is noticed, with a sentence that says what to do', () => {
  const [first, second] = migrations
  const edited = { name: first!.name, checksum: 'f'.repeat(64) }
  const added = { name: '9999_estates_more.sql', checksum: 'f'.repeat(64) }
  expect(objections(frozen, [edited, ...migrations.slice(1)])).toEqual([expect.stringMatching(/^0001.* was edited/)])
  expect(objections(frozen, [...migrations, added])).toEqual([expect.stringMatching(/^9999.* is new/)])
  expect(objections(frozen, [first!, ...migrations.slice(2)])).toEqual([`${second!.name} is gone: put it back.`])
})

function objections(frozen: readonly Hashed[], migrations: readonly Hashed[]): string[] {
  const hashes = new Map(frozen.map(({ name, checksum }) => [name, checksum]))
  const names = new Set(migrations.map(({ name }) => name))
  return [
    ...migrations.flatMap(({ name, checksum }) => {
      const hash = hashes.get(name)
      if (hash === checksum) return []
      if (!hash) return [`${name} is new: run "npm run db:generate", which adds it to db/migrations/hashes.txt.`]
      return [
        `${name} was edited: put it back and write a new migration. If nobody has applied it yet, delete its line ` +
          'in db/migrations/hashes.txt and run "npm run db:generate".',
      ]
    }),
    ...[...hashes.keys()].filter((name) => !names.has(name)).map((name) => `${name} is gone: put it back.`),
  ]
}
