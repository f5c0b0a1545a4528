/**
 * A tenant that was filled a moment ago, in a database whose statistics do not know it: PostgreSQL expects one row where there are
 * tens of thousands, and may choose to compare each with each. Of 45,600 marks that takes minutes, far beyond what the role's
 * statement_timeout allows.
 */
import { insertAlliance, makeLargeDatabase } from '../../bench/large/make.ts'
import { expect } from 'vitest'
import { test, type World } from '../../support/world.ts'

test('300 estates are looked at for fairness and published in an alliance that was filled a moment ago', async ({
  emptyWorld: world,
}) => {
  const { results } = await fill(world, ['settling'])
  const roundId = await getRoundId(world)

  const { subjects } = await results.fairness({ slug })
  expect(subjects.length).toBeGreaterThan(0)

  const published = await results.publish({ roundId, seen: 'settling' })
  expect(published).toMatchObject({ estates: 300 })
})

test('300 estates are disclosed and read by their companies in an alliance that was filled a moment ago', async ({
  emptyWorld: world,
}) => {
  const { findings } = await fill(world, ['visiting'])
  await findings.openResponses({ roundId: await getRoundId(world), seen: 'visiting' })
  const { estates, more, marks } = await findings.disclosedMarks({ slug })
  expect([estates.length > 0, more, marks.length]).toEqual([true, true, 4 * 38])
  const listed = await findings.list({ slug })
  expect(listed.findings).toHaveLength(50)
})

const slug = '2026-autumn'

/** A small copy of the large database, analysed once and then never again; and the procedures of a new alliance's coordinator. */
async function fill({ url, beyond, as }: World, rounds: ('settling' | 'visiting')[]) {
  await makeLargeDatabase(url('postgres'), 0.01)
  await beyond.query(`do $$ declare t regclass; begin
    for t in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
      execute format('alter table %s set (autovacuum_enabled = false)', t);
    end loop; end $$`)
  await insertAlliance(url('postgres'), { n: 9001, estates: 300, rounds })
  return (await as('邻里联盟9001协调员').at('alliance-9001')).scorecards
}

async function getRoundId({ beyond }: World): Promise<string> {
  const { rows } = await beyond.query<{ id: string }>(
    `select round.id from round join tenant on tenant.id = round.tenant_id where tenant.slug = 'alliance-9001'`,
  )
  return rows[0]!.id
}
