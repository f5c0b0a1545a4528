/** Acts that write twice: when the second half fails, the first is not written either. */
import { randomUUID } from 'node:crypto'
import { defaults } from '@bilin/domain/scorecards/rota/settings'
import { expect } from 'vitest'
import { refusal, test, type World } from '../../../support/world.ts'
import { taken, ten } from './rota.ts'

const noProposal = (world: World) =>
  world.beyond.query('alter table rota add constraint planted check (proposal is null) not valid')
const allowed = (world: World) => world.beyond.query('alter table rota drop constraint planted')

test('of the days of a page all are set, or none', async ({ world }) => {
  const { coordinator, plan } = await taken(world)
  const [one, other] = (await plan()).visits
  const dayOf = async (id: string) => (await plan()).visits.find((visit) => visit.id === id)!.plannedOn
  const days = { [one!.id]: '2026-12-17', [randomUUID()]: '2026-12-17' }
  expect(await refusal(coordinator.rota.dateVisits({ days }))).toBe('scorecards.visit_not_found')
  expect(await dayOf(one!.id)).toBe(one!.plannedOn)

  const moved = { [one!.id]: '2026-12-17', [other!.id]: '' }
  const were = { [other!.id]: other!.plannedOn! }
  expect(await coordinator.rota.dateVisits({ days: moved, were })).toEqual({ dated: 2 })
  expect([await dayOf(one!.id), await dayOf(other!.id)]).toEqual(['2026-12-17', null])
})

test('a day that was not changed on the page is not written', async ({ world }) => {
  const { coordinator, plan } = await taken(world)
  const [one] = (await plan()).visits
  const asDrawn = { [one!.id]: '2026-12-02' }
  expect(await coordinator.rota.dateVisits({ days: asDrawn, were: asDrawn })).toEqual({ dated: 0 })
  expect((await plan()).visits.find(({ id }) => id === one!.id)!.plannedOn).toBe(one!.plannedOn)
})

test('settings are not saved when the proposal they were for cannot be', async ({ world }) => {
  const { coordinator, roundId, plan } = await ten(world)
  const requiredVisits = async () => (await plan()).settings.requiredVisits
  const propose = () => coordinator.rota.propose({ roundId, ...defaults, requiredVisits: 3 })
  await noProposal(world)
  await expect(propose()).rejects.toThrow()
  expect(await requiredVisits()).toBe(defaults.requiredVisits)
  await allowed(world)
  await propose()
  expect(await requiredVisits()).toBe(3)
})

test('an obstacle stays as it is when the proposal without it cannot be saved', async ({ world }) => {
  const { coordinator, roundId, plan } = await ten(world)
  await coordinator.rota.propose({ roundId, ...defaults, requiredVisits: 4, maxVisits: 1 })
  const countExceptions = async () => (await plan()).exceptions.people.length
  const at = (await plan()).proposal!.obstacle!.relaxations.findIndex(({ kind }) => kind === 'raise_max_visits')
  await noProposal(world)
  await expect(coordinator.rota.relax({ roundId, at })).rejects.toThrow()
  expect(await countExceptions()).toBe(0)
  expect((await plan()).proposal?.obstacle?.kind).toBe('short')
  await allowed(world)
  await coordinator.rota.relax({ roundId, at })
  expect(await countExceptions()).toBeGreaterThan(0)
})
