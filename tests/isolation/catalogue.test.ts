/** The lint finds nothing in the catalogue, and finds one planted mistake for each of its rules. */
import { lintCatalogue, rules } from '@bilin/db/lint/lint'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { mutants } from './mutants.ts'

let database: FreshDatabase
let beyond: pg.Client
let owner: pg.Client

beforeAll(async () => {
  database = await freshDatabase({ story: false })
  beyond = new pg.Client({ connectionString: database.url('postgres') })
  owner = new pg.Client({ connectionString: database.url('bilin_owner') })
  await Promise.all([beyond.connect(), owner.connect()])
})

afterAll(async () => {
  await Promise.all([beyond?.end(), owner?.end()])
  await database?.drop()
})

test('the migrated database keeps every rule, as its owner and a superuser see it', async () => {
  expect(await lintCatalogue(owner)).toEqual([])
  expect(await lintCatalogue(beyond)).toEqual([])
})

test('every rule has its mistake, and every mistake its rule', () => {
  expect(Object.keys(mutants).sort()).toEqual(rules.map(({ name }) => name).sort())
})

describe.each(Object.entries(mutants))('%s, or it is caught:', (rule, mistakes) => {
  test.each(Object.entries(mistakes))('%s', async (sql, seen) => {
    await beyond.query('begin')
    try {
      await beyond.query(sql)
      const found = (await lintCatalogue(beyond)).filter((finding) => finding.rule === rule)
      expect(found.map(({ object }) => object)).toContainEqual(expect.stringContaining(seen))
    } finally {
      await beyond.query('rollback')
    }
  })
})

test('asking changes nothing: the asker’s own path stays', async () => {
  await owner.query('set search_path = app')
  await lintCatalogue(owner)
  expect((await owner.query<{ search_path: string }>('show search_path')).rows).toEqual([{ search_path: 'app' }])
  await owner.query('reset search_path')
})
