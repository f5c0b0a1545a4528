/** A round keeps the rule under which it was first published; ties are stored, sealed and shown with it. */
import { expect } from 'vitest'
import { test, type World } from '../../../support/world.ts'
import { afterwards, coordinatorOf } from '../round.ts'

const slug = '2026-summer'

const rowsOf = async (world: World, version: number) =>
  (
    await world.beyond.query<{ rule: number | null; place: number | null; adjusted: string }>(
      `select rule, place, adjusted from result_total
         join round on round.tenant_id = result_total.tenant_id and round.id = result_total.round_id
         where round.tenant_id = (select id from tenant where slug = 'bilin') and round.slug = $1 and result_total.version = $2 order by estate_id`,
      [slug, version],
    )
  ).rows

async function correct(world: World) {
  const coordinator = await coordinatorOf(world, afterwards)
  const { round, results } = await coordinator.results.list({ slug })
  await coordinator.results.correct({
    roundId: round.id,
    version: 1,
    reason: '门岗不归物业管。',
    exclusions: [{ estateId: results[0]!.estateId, indicator: 'A1', excluded: true }],
  })
}

test('tied estates share a place, and the card says with how many others, without saying which place', async ({
  world,
}) => {
  const coordinator = await coordinatorOf(world, afterwards)
  const { results } = await coordinator.results.list({ slug })
  const byPlace = Map.groupBy(results, ({ place }) => place)
  expect(byPlace.size).toBeGreaterThan(1)
  for (const [place, tie] of byPlace) {
    expect(place).not.toBeNull()
    for (const { tied, rule } of tie) expect([tied, rule]).toEqual([tie.length, 2])
  }
  // Nobody of a later place has a higher score than the first of an earlier one.
  const firsts = [...byPlace]
    .toSorted(([a], [b]) => a! - b!)
    .map(([, tie]) => Math.max(...tie.map((one) => one.adjusted!)))
  expect(firsts).toEqual(firsts.toSorted((a, b) => b - a))
  const { result } = await coordinator.results.card({ slug, estateId: results[0]!.estateId })
  expect(result.tied).toBe(results[0]!.tied)
})

test('a round that was published under the first rule keeps it when it is corrected; others have the newest', async ({
  world,
}) => {
  const before = await rowsOf(world, 1)
  await world.beyond.query('update result_total set rule = null, place = null, tied = null')
  await correct(world)
  const after = await rowsOf(world, 2)
  expect(after).toHaveLength(before.length)
  expect(after.every(({ rule, place }) => rule === null && place === null)).toBe(true)
  const coordinator = await coordinatorOf(world, afterwards)
  const { results } = await coordinator.results.list({ slug })
  // Its ties are still read by bands that overlap.
  expect(results.every(({ place, tied }) => place !== null && tied !== null)).toBe(true)
})

test('a correction of a round under the newest rule is under it too', async ({ world }) => {
  await correct(world)
  expect((await rowsOf(world, 2)).every(({ rule, place }) => rule === 2 && place !== null)).toBe(true)
})
