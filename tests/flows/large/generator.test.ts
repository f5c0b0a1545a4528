import { makeLargeDatabase } from '../../bench/large/make.ts'
import { expect } from 'vitest'
import { test } from '../../support/world.ts'

test('the bench’s large database, made small, is one in which people work: a coordinator sees rounds, results and practices', async ({
  world,
}) => {
  await makeLargeDatabase(world.url('postgres'), 0.003)
  const coordinator = await world.as('邻里联盟1协调员').at('alliance-1')
  const rounds = await coordinator.scorecards.rounds.list()
  expect(rounds.map(({ slug, stage }) => [slug, stage])).toEqual([
    ['2026-autumn', 'visiting'],
    ['2026-spring', 'settling'],
    ['2025-autumn', 'published'],
    ['2025-spring', 'published'],
  ])
  const figures = await coordinator.scorecards.results.figures({ slug: '2025-autumn' })
  expect(figures).toHaveLength(12 * 8)
  const { practices } = await coordinator.practices.found({ q: '充电' })
  expect(practices.length).toBeGreaterThan(0)
})
