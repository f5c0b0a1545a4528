import { expect } from 'vitest'
import { waitingFor } from '../../../support/errands.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import {
  afterwards,
  allAccept,
  at,
  beside,
  coordinatorOf,
  days,
  disclosed,
  during,
  opened,
  planned,
  responding,
  settled,
  slug,
} from '../round.ts'

const title = '冬季互评'

async function changing(world: World, roundId: string, clock = during) {
  const coordinator = await coordinatorOf(world, clock)
  const change = async (typed: object) => {
    const { revision } = await coordinator.rounds.get({ slug })
    return coordinator.rounds.change({ roundId, revision, title, ...typed })
  }
  return { coordinator, change, round: () => coordinator.rounds.get({ slug }) }
}

/** What somebody's list of things to do says about the round. */
const toldTo = async (world: World, who: string, kind: 'scorecards.visit' | 'scorecards.response', clock: Date) =>
  (await waitingFor(world, who, kind, { clock }))
    .filter(({ path }) => path.includes(slug))
    .map(({ about, late }) => ({ about, late }))

test('before visits begin, a round’s name, days and numbers can be changed, and the history has old and new', async ({
  world,
}) => {
  const { roundId } = await planned(world)
  const { change, round } = await changing(world, roundId)
  await change({
    title: '冬季互评（改期）',
    ...days,
    opensOn: '2026-11-18',
    closesOn: '2026-12-02',
    discloseFromVisits: 3,
  })
  const now = await round()
  expect(now).toMatchObject({ title: '冬季互评（改期）', opensOn: '2026-11-18', closesOn: '2026-12-02', revision: 2 })
  expect(now.discloseFromVisits).toBe(3)
  expect(now.changes.map(({ field, before, after, by }) => [field, before, after, by])).toEqual([
    ['closesOn', days.closesOn, '2026-12-02', '联盟协调员'],
    ['discloseFromVisits', '2', '3', '联盟协调员'],
    ['opensOn', days.opensOn, '2026-11-18', '联盟协调员'],
    ['title', title, '冬季互评（改期）', '联盟协调员'],
  ])
  expect(await refusal(change({ title: '冬季互评（改期）' }))).toBe('scorecards.nothing_changed')
  expect((await beside(change({ opensOn: '2026-12-03' }))).map(([field]) => field)).toEqual(['closesOn'])
})

test('values about the months before a round follow its first day', async ({ world }) => {
  const { roundId } = await planned(world)
  const { change, round } = await changing(world, roundId)
  expect((await round()).periodFrom).toBe('2026-05-01')
  await change({ opensOn: '2026-12-01', closesOn: '2026-12-20', responseUntil: '2026-12-31' })
  expect(await round()).toMatchObject({ periodFrom: '2026-06-01', periodUntil: '2026-11-30' })
})

test('visits that would fall outside of the round are named, and nothing changes', async ({ world }) => {
  const { roundId, visitOf } = await opened(world)
  const { coordinator, change, round } = await changing(world, roundId)
  await coordinator.rota.dateVisits({ days: { [visitOf('国胜社区书记')]: '2026-11-28' } })
  expect(await refusal(change({ closesOn: '2026-11-27' }))).toBe('scorecards.visits_outside_round')
  expect(await beside(change({ closesOn: '2026-11-27' }))).toEqual([
    ['closesOn', expect.stringContaining('龙馨园（国胜社区书记，2026-11-28）')],
  ])
  expect((await round()).closesOn).toBe(days.closesOn)
  await change({ closesOn: '2026-11-28' })
  expect((await round()).closesOn).toBe('2026-11-28')
})

test('while visits are made, the last day moves and those who still have visits to submit are told', async ({
  world,
}) => {
  const { roundId } = await opened(world)
  const { coordinator, change } = await changing(world, roundId)
  expect(await toldTo(world, '国胜社区书记', 'scorecards.visit', during)).toEqual([{ about: title, late: false }])
  await change({ closesOn: '2026-12-04' })
  expect(await toldTo(world, '国胜社区书记', 'scorecards.visit', during)).toEqual([
    { about: '冬季互评 · 互访截止日由 2026-11-30 改为 2026-12-04', late: false },
  ])
  expect(await refusal(change({ opensOn: '2026-11-17' }))).toBe('scorecards.field_fixed')
  expect(await refusal(change({ discloseFromVisits: 4 }))).toBe('scorecards.field_fixed')
  expect(await refusal(change({ closesOn: '2026-11-19' }))).toBe('scorecards.deadline_past')
  const reader = await at(world, '国胜社区书记')
  expect((await reader.rounds.get({ slug })).changes).toHaveLength(1)
  expect(await refusal(reader.rounds.change({ roundId, revision: 2, title: '别的' }))).toBe('permissions.not_yours')
  expect(await refusal(coordinator.rounds.change({ roundId, revision: 1, title: '别的' }))).toBe(
    'scorecards.round_changed_meanwhile',
  )
})

test('while companies respond their deadline can only be later, and those who are not done are told', async ({
  world,
}) => {
  const { roundId } = await disclosed(world)
  const { change } = await changing(world, roundId, responding)
  expect(await refusal(change({ responseUntil: '2026-12-10' }))).toBe('scorecards.deadline_only_later')
  expect(await refusal(change({ closesOn: '2026-12-01' }))).toBe('scorecards.field_fixed')
  await change({ responseUntil: '2026-12-20' })
  expect(await toldTo(world, '万科小区物业经理', 'scorecards.response', responding)).toEqual([
    { about: '冬季互评 · 异议截止日由 2026-12-11 改为 2026-12-20', late: false },
  ])
  // The old deadline has passed; the company still responds.
  const company = await at(world, '万科小区物业经理', afterwards)
  const { findings } = await company.findings.list({ slug })
  await company.findings.accept({ findingIds: [findings[0]!.id] })
  await allAccept(world, roundId)
  expect(await toldTo(world, '万科小区物业经理', 'scorecards.response', responding)).toEqual([])
})

test('after responses only the name can be changed, and after publication nothing', async ({ world }) => {
  const { roundId } = await settled(world)
  const { change, coordinator } = await changing(world, roundId, afterwards)
  expect(await refusal(change({ responseUntil: '2026-12-20' }))).toBe('scorecards.field_fixed')
  await change({ title: '冬季互评之一' })
  await coordinator.results.publish({ roundId, seen: 'settling' })
  expect(await refusal(change({ title: '冬季互评之二' }))).toBe('scorecards.round_is_sealed')
})
