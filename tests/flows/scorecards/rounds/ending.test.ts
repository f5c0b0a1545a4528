import { expect } from 'vitest'
import { waitingFor } from '../../../support/errands.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import {
  at,
  blockedLane,
  coordinatorOf,
  disclosed,
  during,
  marks,
  opened,
  openResponses,
  responding,
  slug,
  visited,
} from '../round.ts'

/** One of four visits is submitted. */
async function oneVisited(world: World) {
  const round = await opened(world)
  const reviewer = await at(world, '龙馨园物业经理')
  const sent = { marks: marks(5, { E3: 1 }), findings: [blockedLane] }
  await reviewer.visits.submit({ visitId: round.visitOf('龙馨园物业经理'), revision: 0, ...sent })
  return round
}

test('ending visits early names each visit that lapses and each estate left without one, and asks', async ({
  world,
}) => {
  const { roundId, visitOf } = await oneVisited(world)
  const coordinator = await coordinatorOf(world)
  const { visits, fewVisited } = await coordinator.messages.behind({ slug })
  expect(visits.map(({ reviewerTitle, estate }) => [reviewerTitle, estate]).sort()).toEqual([
    ['万科小区物业经理', '龙馨园'],
    ['国胜社区书记', '龙馨园'],
    ['国胜社区社工一', '万科小区'],
  ])
  expect(fewVisited.map(({ name, visits }) => [name, visits]).sort()).toEqual([
    ['万科小区', 1],
    ['龙馨园', 0],
  ])

  const confirmedEstates = fewVisited.map(({ estateId }) => estateId)
  const confirmedVisits = visits.map(({ visitId }) => visitId)
  const end = (confirmed: object) =>
    coordinator.findings.openResponses({ roundId, seen: 'visiting', confirmedEstates, confirmedVisits, ...confirmed })
  await expect(end({ confirmedVisits: [] })).rejects.toThrow('scorecards.lapsing_unconfirmed')
  expect(await refusal(end({ confirmedVisits: confirmedVisits.slice(1) }))).toBe('scorecards.lapsing_changed')
  expect(await refusal(end({ confirmedEstates: confirmedEstates.slice(1) }))).toBe('scorecards.few_visits_changed')
  expect((await coordinator.rounds.get({ slug })).stage).toBe('visiting')

  // One more is submitted between the question and the answer: fewer lapse than were confirmed.
  const late = await at(world, '万科小区物业经理')
  await late.visits.submit({ visitId: visitOf('万科小区物业经理'), revision: 0, marks: marks(4) })
  await end({})
  expect((await coordinator.rounds.get({ slug })).stage).toBe('responding')
})

test('those who are behind are reminded with one tap, once a day with the same words', async ({ world }) => {
  const { roundId } = await oneVisited(world)
  const coordinator = await coordinatorOf(world)
  const note = '互访快截止了，请抓紧。'
  expect(await coordinator.messages.remind({ roundId, note })).toEqual({ reminded: 3 })
  expect(await coordinator.messages.remind({ roundId, note })).toEqual({ reminded: 0 })
  const tomorrow = await coordinatorOf(world, new Date(+during + 86_400_000))
  expect(await tomorrow.messages.remind({ roundId, note })).toEqual({ reminded: 3 })

  const seen = async (title: string) =>
    (await waitingFor(world, title, 'scorecards.message', { clock: during })).filter(({ path }) => path.includes(slug))
  expect(await seen('国胜社区书记')).toHaveLength(1)
  expect((await (await at(world, '国胜社区书记')).messages.mine({ slug }))?.note).toBe(note)
  // The one who has submitted is left alone.
  expect(await seen('龙馨园物业经理')).toEqual([])
})

test('visits ended by mistake are opened again, and what was disclosed is taken back with its photos', async ({
  world,
}) => {
  const { roundId, visitOf } = await oneVisited(world)
  const coordinator = await coordinatorOf(world)
  await openResponses(coordinator, roundId)
  const company = await at(world, '万科小区物业经理', during)
  expect((await company.findings.list({ slug })).findings).toHaveLength(1)

  const before = await countDisclosed(world, roundId)
  expect(Object.values(before).every((count) => count > 0)).toBe(true)
  await coordinator.findings.reopen({ roundId, seen: 'responding' })
  expect(await countDisclosed(world, roundId)).toEqual({ finding: 0, mark: 0, mark_source: 0, disclosed_dimension: 0 })
  expect((await company.findings.list({ slug })).findings).toEqual([])
  const { steps } = await coordinator.rounds.get({ slug })
  expect(steps.slice(-2).map(({ from, to, by }) => [from, to, by])).toEqual([
    ['visiting', 'responding', '联盟协调员'],
    ['responding', 'visiting', '联盟协调员'],
  ])

  // A visit that had lapsed is made after all, and the visits end again.
  await company.visits.submit({ visitId: visitOf('万科小区物业经理'), revision: 0, marks: marks(4) })
  await openResponses(coordinator, roundId)
  expect((await company.findings.list({ slug })).findings).toHaveLength(1)
  expect((await countDisclosed(world, roundId)).mark).toBeGreaterThan(before.mark!)
})

test('visits are not opened again once a company has answered, nor by anybody but the coordinator', async ({
  world,
}) => {
  const { roundId } = await disclosed(world)
  const coordinator = await coordinatorOf(world, responding)
  const company = await at(world, '万科小区物业经理', responding)
  expect(await refusal(company.findings.reopen({ roundId, seen: 'responding' }))).toBe('permissions.not_yours')
  expect(await refusal(coordinator.findings.reopen({ roundId, seen: 'visiting' }))).toBe('scorecards.round_moved_on')
  const { findings } = await company.findings.list({ slug })
  await company.findings.accept({ findingIds: [findings[0]!.id] })
  expect(await refusal(coordinator.findings.reopen({ roundId, seen: 'responding' }))).toBe(
    'scorecards.already_answered',
  )
  expect((await coordinator.findings.owed({ slug })).answered).toBe(1)
})

test('a round that is not visiting has nobody to remind', async ({ world }) => {
  const { roundId } = await visited(world)
  const coordinator = await coordinatorOf(world)
  await openResponses(coordinator, roundId)
  expect((await coordinator.messages.behind({ slug })).visits).toEqual([])
  expect(await refusal(coordinator.messages.remind({ roundId, note: '请抓紧' }))).toBe('scorecards.round_not_visiting')
})

async function countDisclosed(world: World, roundId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of ['finding', 'mark', 'mark_source', 'disclosed_dimension']) {
    const { rows } = await world.beyond.query<{ count: number }>(
      `select count(*)::int as count from ${table} where round_id = $1`,
      [roundId],
    )
    counts[table] = rows[0]!.count
  }
  return counts
}
