import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { byPolicyAlone } from '../../../support/policyAlone.ts'
import { dropPromise } from '../../../support/promises.ts'
import { sessionOf } from '../../../support/sessions.ts'
import { test, type World } from '../../../support/world.ts'
import { during, opened, visited } from '../round.ts'

const reviewer = '龙馨园物业经理'

/** Each statement names the visit; how many rows it reached, undone at once. */
const statements = {
  score_sheet: [
    'update score_sheet set revision = 99 where visit_id = $',
    'delete from score_sheet where visit_id = $',
  ],
  score: ['update score set submitted_at = null where visit_id = $', 'delete from score where visit_id = $'],
  visit_finding: [
    'update visit_finding set submitted_at = null where visit_id = $',
    'delete from visit_finding where visit_id = $',
  ],
  visit: ['delete from visit where id = $'],
}

async function reachedBy(world: World, title: string, visitId: string): Promise<string[]> {
  const session = await sessionOf(world.beyond, title)
  const reached: string[] = []
  const undone = new Error('undone')
  for (const statement of Object.values(statements).flat()) {
    const attempt = byPolicyAlone(world.bilin.pool, { session, tenant: 'bilin', clock: during }, async (db) => {
      const { numAffectedRows } = await sql.raw(statement.replace('$', `'${visitId}'`)).execute(db)
      if (numAffectedRows) reached.push(statement.split(' where')[0]!)
      throw undone
    })
    await attempt.catch((error: unknown) => {
      // A visit is held by its sheet.
      const { code } = error as { code?: string }
      if (error !== undone && code !== '23503') throw error
    })
  }
  return reached
}

const all = Object.values(statements)
  .flat()
  .map((statement) => statement.split(' where')[0])

describe('a submitted sheet', () => {
  test('is changed and deleted by nobody, with all that is on it, by any statement', async ({ world }) => {
    const round = await visited(world)
    const visitId = round.visitOf(reviewer)
    for (const title of [reviewer, '联盟协调员']) expect(await reachedBy(world, title, visitId), title).toEqual([])
  })

  test('could be, if the promises of the tables and the reference to the visit were dropped', async ({ world }) => {
    const round = await visited(world)
    for (const table of ['score_sheet', 'score', 'visit_finding'])
      await dropPromise(world.beyond, table, 'final_once_submitted')
    await world.beyond.query('alter table score_sheet drop constraint score_sheet_tenant_id_visit_id_reviewer_id_fkey')
    expect(await reachedBy(world, '联盟协调员', round.visitOf(reviewer))).toEqual(all)
  })

  test('is what this is about: a visit without one can still be deleted', async ({ world }) => {
    const round = await opened(world)
    expect(await reachedBy(world, '联盟协调员', round.visitOf(reviewer))).toEqual(['delete from visit'])
  })
})
