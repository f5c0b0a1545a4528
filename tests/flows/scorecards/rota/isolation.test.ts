import { defaults } from '@bilin/domain/scorecards/rota/settings'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { byPolicyAlone } from '../../../support/policyAlone.ts'
import { dropPromise } from '../../../support/promises.ts'
import { sessionOf } from '../../../support/sessions.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { at } from '../round.ts'
import { before, slug, ten } from './rota.ts'

const tables = ['rota', 'rota_estate', 'rota_person', 'absence', 'declared_conflict'] as const
const policies = {
  rota: 'of_the_alliance_alone',
  rota_estate: 'of_the_alliance_alone',
  rota_person: 'of_the_alliance_alone',
  absence: 'between_member_and_alliance',
  declared_conflict: 'between_member_and_alliance',
} as const

/** How many rows of each table somebody may read of a round by any query at all. */
async function rowsSeenBy(world: World, title: string, roundId: string): Promise<Record<string, number>> {
  const session = await sessionOf(world.beyond, title)
  return byPolicyAlone(world.bilin.pool, { session, tenant: 'bilin', clock: before }, async (db) => {
    const seen: Record<string, number> = {}
    for (const table of tables) {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from ${sql.table(table)} where round_id = ${roundId}`.execute(db)
      seen[table] = rows[0]!.count
    }
    return seen
  })
}

async function declared(world: World) {
  const round = await ten(world)
  const { coordinator, roundId, seat, plan } = round
  const [estate] = (await plan()).estates
  await coordinator.rota.setRequiredVisits({ roundId, estateId: estate!.estateId, requiredVisits: 5 })
  await coordinator.rota.setMaxVisits({ roundId, seatId: seat('国胜社区书记').seatId, maxVisits: 1 })
  await coordinator.rota.propose({ roundId, ...defaults })
  const company = await at(world, '万科小区物业经理', before)
  const rival = (await plan()).estates.find(({ name }) => name === '龙馨园')!
  const { conflictId } = await company.rota.declareConflict({
    roundId,
    withWhom: `company:${rival.companyId}`,
    reason: '同投一个标段',
  })
  const { absenceId } = await company.rota.reportAbsence({
    roundId,
    seatId: seat('万科小区物业经理').seatId,
    fromDay: '2026-12-01',
  })
  return { ...round, conflictId, absenceId }
}

const nothing = { rota: 0, rota_estate: 0, rota_person: 0, absence: 0, declared_conflict: 0 }

test('who is to come, who is away and who competes with whom is known to the coordinator and to the member it is about', async ({
  world,
}) => {
  const { conflictId, absenceId, roundId } = await declared(world)
  for (const title of ['龙馨园物业经理', '三桥社区书记', '江海湾物业经理'])
    expect(await rowsSeenBy(world, title, roundId), title).toEqual(nothing)
  expect(await rowsSeenBy(world, '万科小区物业经理', roundId)).toEqual({
    ...nothing,
    absence: 1,
    declared_conflict: 1,
  })
  expect(await rowsSeenBy(world, '联盟协调员', roundId)).toEqual({
    rota: 1,
    rota_estate: 1,
    rota_person: 1,
    absence: 1,
    declared_conflict: 1,
  })

  const rival = await at(world, '龙馨园物业经理', before)
  expect(await rival.rota.declarations({ slug })).toMatchObject({ absences: [], conflicts: [] })
  expect(await refusal(rival.rota.withdrawConflict({ conflictId }))).toBe('scorecards.conflict_not_found')
  expect(await refusal(rival.rota.withdrawAbsence({ absenceId }))).toBe('scorecards.absence_not_found')
  for (const act of [
    () => rival.rota.propose({ roundId, ...defaults }),
    () => rival.rota.accept({ roundId }),
    () => rival.rota.reassign({ roundId }),
    () => rival.rota.plan({ slug }),
  ])
    expect(await refusal(act())).toBe('permissions.not_yours')
})

test('and would be known to all if the promises beside the tables were dropped', async ({ world }) => {
  const { roundId } = await declared(world)
  for (const table of tables) await dropPromise(world.beyond, table, policies[table])
  const seen = await rowsSeenBy(world, '龙馨园物业经理', roundId)
  expect(tables.filter((table) => seen[table]! > 0)).toEqual([...tables])
})
