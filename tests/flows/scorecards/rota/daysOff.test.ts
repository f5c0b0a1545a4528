import { defaults } from '@bilin/domain/scorecards/rota/settings'
import { expect } from 'vitest'
import { refusal, test } from '../../../support/world.ts'
import { at } from '../round.ts'
import { before, slug, taken, ten } from './rota.ts'

const week = { fromDay: '2026-12-07', toDay: '2026-12-11', reason: '社区换届选举' }

test('the rota leaves out the days on which nobody visits, and all members read them', async ({ world }) => {
  const { coordinator, roundId, plan } = await ten(world)
  const { usableDays } = await plan()
  await coordinator.rota.leaveOutDays({ roundId, ...week })
  expect((await plan()).usableDays).toBe(usableDays! - 5)
  await coordinator.rota.propose({ roundId, ...defaults })
  await coordinator.rota.accept({ roundId })
  const planned = (await plan()).visits.map(({ plannedOn }) => plannedOn!)
  expect(planned.length).toBeGreaterThan(0)
  expect(planned.filter((day) => week.fromDay <= day && day <= week.toDay)).toEqual([])
  const reader = await at(world, '国胜社区书记', before)
  expect((await reader.rounds.get({ slug })).daysOff).toMatchObject([week])
  expect(await refusal(reader.rota.leaveOutDays({ roundId, ...week }))).toBe('permissions.not_yours')

  const { daysOff } = await coordinator.rota.daysOff({ slug })
  await coordinator.rota.useDaysAgain({ roundId, daysOffId: daysOff[0]!.id })
  expect((await plan()).usableDays).toBe(usableDays)
})

test('no visit is planned on a day left out, and none is left out while visits are planned on it', async ({
  world,
}) => {
  const { coordinator, roundId, plan } = await taken(world)
  const [visit] = (await plan()).visits
  const day = visit!.plannedOn!
  expect(await refusal(coordinator.rota.leaveOutDays({ roundId, fromDay: day }))).toBe('scorecards.visits_on_days_off')
  const free = '2026-12-12'
  await coordinator.rota.leaveOutDays({ roundId, fromDay: free })
  expect(await refusal(coordinator.rota.dateVisits({ days: { [visit!.id]: free } }))).toBe('scorecards.day_left_out')
  expect(await refusal(coordinator.rota.leaveOutDays({ roundId, fromDay: free }))).toBe(
    'scorecards.days_off_already_there',
  )
  expect(await refusal(coordinator.rota.leaveOutDays({ roundId, fromDay: '2027-01-04' }))).toBe(
    'scorecards.day_outside_round',
  )
})

test('a proposal made before days were left out is not accepted', async ({ world }) => {
  const { coordinator, roundId } = await ten(world)
  await coordinator.rota.propose({ roundId, ...defaults })
  await coordinator.rota.leaveOutDays({ roundId, ...week })
  expect(await refusal(coordinator.rota.accept({ roundId }))).toBe('scorecards.rota_out_of_date')
})
