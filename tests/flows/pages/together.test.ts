/** Several lists in one statement (apps/api rooms/together.ts) are what each is by itself: in numbers, days, moments and blanks. */
import { readTogether } from '@bilin/api/rooms/together'
import { inTenant } from '@bilin/db/tenant'
import { expect } from 'vitest'
import { sessionOf } from '../../support/sessions.ts'
import { test } from '../../support/world.ts'

test('lists that are read together are what each would be by itself', async ({ world }) => {
  const actor = { session: await sessionOf(world.beyond, '联盟协调员'), tenant: 'bilin' }
  const [together, alone] = await inTenant(world.bilin.pool, actor, async (db) => {
    const queries = {
      rounds: db.selectFrom('round').select(['slug', 'opensOn', 'publishedAt', 'discloseFromVisits']).orderBy('slug'),
      totals: db.selectFrom('resultTotal').select(['estateId', 'rawMean', 'adjusted', 'linkedGroup']).orderBy('id'),
      sheets: db.selectFrom('scoreSheet').select(['visitId', 'savedAt', 'submittedAt']).orderBy('id'),
      nobody: db.selectFrom('round').select('slug').where('slug', '=', 'no such round'),
    }
    const { rounds, totals, sheets, nobody } = queries
    const each = [await rounds.execute(), await totals.execute(), await sheets.execute(), await nobody.execute()]
    return [await readTogether(db, queries), each]
  })
  const { rounds, totals, sheets, nobody } = together
  expect([rounds, totals, sheets, nobody]).toEqual(alone)
  expect(rounds.some(({ publishedAt }) => publishedAt instanceof Date)).toBe(true)
  expect(rounds.some(({ publishedAt }) => publishedAt === null)).toBe(true)
  expect(totals.length * sheets.length).toBeGreaterThan(0)
})
