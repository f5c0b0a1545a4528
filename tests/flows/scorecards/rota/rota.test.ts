import { expect } from 'vitest'
import { defaults } from '@bilin/domain/scorecards/rota/settings'
import { refusal, test } from '../../../support/world.ts'
import { at } from '../round.ts'
import { days, during, taken, ten } from './rota.ts'

test('the coordinator looks at a proposal with its days and facts, and takes it', async ({ world }) => {
  const { coordinator, roundId, plan } = await ten(world)
  expect(await coordinator.rota.propose({ roundId, ...defaults })).toEqual({ jobId: null })
  const looked = await plan()
  expect(looked.planned).toBe(0)
  expect(looked.proposal?.rota).toMatchObject({
    visits: 40,
    facts: { minLoad: 2, maxLoad: 2, groups: 1, unmeasured: 0 },
  })
  expect(await coordinator.rota.accept({ roundId })).toEqual({ visits: 40, dropped: 0 })
  const { visits, proposal, counts } = await plan()
  expect(proposal).toBeNull()
  expect(counts).toMatchObject({ planned: 40, stranded: 0 })
  for (const { plannedOn } of visits) {
    expect(plannedOn! >= days.opensOn && plannedOn! <= days.closesOn, plannedOn!).toBe(true)
    expect([0, 6]).not.toContain(new Date(plannedOn!).getUTCDay())
  }
  expect(await refusal(coordinator.rota.accept({ roundId }))).toBe('scorecards.nothing_proposed')
})

test('a proposal made from what has changed since is not taken', async ({ world }) => {
  const { coordinator, roundId, seat, plan } = await ten(world)
  await coordinator.rota.propose({ roundId, ...defaults })
  await coordinator.rota.reportAbsence({
    roundId,
    seatId: seat('三桥社区书记').seatId,
    fromDay: '2026-12-01',
    toDay: '2026-12-18',
  })
  expect((await plan()).proposal).toMatchObject({ outOfDate: true })
  expect(await refusal(coordinator.rota.accept({ roundId }))).toBe('scorecards.rota_out_of_date')
  await coordinator.rota.propose({ roundId, ...defaults })
  await coordinator.rota.accept({ roundId })
  expect((await plan()).visits.some(({ reviewerTitle }) => reviewerTitle === '三桥社区书记')).toBe(false)
})

test('settings and exceptions hold: fewer at one estate, nobody more than asked, on the weekdays chosen', async ({
  world,
}) => {
  const { coordinator, roundId, seat, plan } = await ten(world)
  const [first] = (await plan()).estates
  const asked = { ...defaults, requiredVisits: 3, visitsPerDay: 1, weekdays: [2, 4], proposeDays: true }
  await coordinator.rota.setRequiredVisits({ roundId, estateId: first!.estateId, requiredVisits: 5 })
  await coordinator.rota.setMaxVisits({ roundId, seatId: seat('国胜社区书记').seatId, maxVisits: 0 })
  await coordinator.rota.propose({ roundId, ...asked })
  await coordinator.rota.accept({ roundId })
  const { visits, exceptions, settings } = await plan()
  expect(settings).toMatchObject({ requiredVisits: 3, weekdays: [2, 4] })
  expect(visits.filter(({ estateId }) => estateId === first!.estateId)).toHaveLength(5)
  expect(visits).toHaveLength(32)
  expect(new Set(visits.map(({ plannedOn }) => new Date(plannedOn!).getUTCDay()))).toEqual(new Set([2, 4]))
  expect(visits.some(({ reviewerTitle }) => reviewerTitle === '国胜社区书记')).toBe(false)
  expect(exceptions).toMatchObject({
    estates: [{ requiredVisits: 5 }],
    people: [{ title: '国胜社区书记', maxVisits: 0 }],
  })
  await coordinator.rota.setRequiredVisits({ roundId, estateId: first!.estateId })
  expect((await plan()).exceptions.estates).toEqual([])
})

test('what cannot be done is named, and giving way in the way offered makes it possible', async ({ world }) => {
  const { coordinator, roundId, plan } = await ten(world)
  await coordinator.rota.propose({ roundId, ...defaults, requiredVisits: 4, maxVisits: 1 })
  const { obstacle } = (await plan()).proposal!
  // Twenty people who make one visit each: six estates are enough that cannot get four, and any six are.
  expect(obstacle).toMatchObject({ kind: 'short', count: 6, requiredVisits: 24, possible: 20, oneOfSeveral: true })
  expect(await refusal(coordinator.rota.accept({ roundId }))).toBe('scorecards.nothing_proposed')
  const raised = obstacle!.relaxations.findIndex(({ kind }) => kind === 'raise_max_visits')
  await coordinator.rota.relax({ roundId, at: raised })
  expect((await plan()).proposal?.rota).toMatchObject({ visits: 40, facts: { minLoad: 2, maxLoad: 2 } })

  const people = obstacle!.relaxations.findIndex(({ kind }) => kind === 'more_reviewers')
  await coordinator.rota.propose({ roundId, ...defaults, requiredVisits: 20 })
  expect(people).toBeGreaterThanOrEqual(0)
  expect((await plan()).proposal?.obstacle?.kind).toBe('short')
})

test('planned visits that nobody has begun give way only where that is wished; begun ones never', async ({ world }) => {
  const { coordinator, roundId, plan } = await taken(world)
  await coordinator.rounds.open({ roundId, seen: 'planning' })
  const [one] = (await plan()).visits
  const reviewer = await at(world, one!.reviewerTitle, during)
  await reviewer.visits.save({ visitId: one!.id, revision: 0, marks: { A1: 5 } })
  await coordinator.rota.propose({ roundId, ...defaults })
  expect((await plan()).proposal?.rota).toMatchObject({ visits: 0 })

  await coordinator.rota.propose({ roundId, ...defaults, requiredVisits: 3, replaces: true })
  expect((await plan()).proposal).toMatchObject({ replaced: 39, rota: { visits: 29 } })
  expect(await coordinator.rota.accept({ roundId })).toEqual({ visits: 29, dropped: 39 })
  const now = await plan()
  expect(now.planned).toBe(30)
  expect(now.visits.find(({ id }) => id === one!.id)).toMatchObject({ state: 'begun' })
})

test('what was begun while a proposal was looked at is not thrown away', async ({ world }) => {
  const { coordinator, roundId, plan } = await taken(world)
  await coordinator.rounds.open({ roundId, seen: 'planning' })
  await coordinator.rota.propose({ roundId, ...defaults, requiredVisits: 3, replaces: true })
  const [one] = (await plan()).visits
  await (await at(world, one!.reviewerTitle, during)).visits.save({ visitId: one!.id, revision: 0, marks: { A1: 5 } })
  expect(await refusal(coordinator.rota.accept({ roundId }))).toBe('scorecards.rota_out_of_date')
  expect((await plan()).planned).toBe(40)
})
