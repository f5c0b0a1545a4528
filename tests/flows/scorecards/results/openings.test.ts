/** Cards wait for those they are about, until somebody of theirs has opened them. */
import { expect } from 'vitest'
import { waitingFor } from '../../../support/errands.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { afterwards, at, published, slug } from '../round.ts'

const clock = afterwards
const company = '万科小区物业经理'
const secretary = '三桥社区书记'
const waiting = (world: World, title: string) => waitingFor(world, title, 'scorecards.card', { clock })
const countOpenings = async (world: World) =>
  (await world.beyond.query<{ count: number }>('select count(*)::int as count from card_opening')).rows[0]!.count

test('a published card waits for its company and for its community’s secretary, each until it has opened it', async ({
  world,
}) => {
  const { estateId } = await published(world)
  const card = { slug, estateId: estateId('万科小区') }
  const expected = { title: '已发布：看万科小区的评分卡', path: `scorecards/${slug}/cards/${card.estateId}` }
  expect(await waiting(world, company)).toMatchObject([{ ...expected, about: '冬季互评', count: 1 }])
  expect(await waiting(world, secretary)).toMatchObject([expected])

  const { results } = await at(world, company, clock)
  expect((await results.card(card)).unopened).toBe(true)
  const before = await countOpenings(world)
  await Promise.all([results.open(card), results.open(card)])
  await results.open(card)
  expect(await countOpenings(world)).toBe(before + 1)
  expect((await results.card(card)).unopened).toBe(false)
  expect(await waiting(world, company)).toEqual([])
  expect(await waiting(world, secretary)).toHaveLength(1)
})

test('the cards of a secretary with several compounds are one line, and the list of them all is enough', async ({
  world,
}) => {
  const [line] = await waiting(world, secretary)
  const round = '2026-summer'
  expect(line!.count).toBeGreaterThan(1)
  expect(line).toMatchObject({
    title: `已发布：看 ${line!.count} 个小区的评分卡`,
    path: `scorecards/${round}/results?own=1`,
  })

  const { results } = await at(world, secretary, clock)
  const own = await results.list({ slug: round, own: true })
  expect(own.unopened).toBe(true)
  expect((await results.list({ slug: round })).unopened).toBe(false)
  await results.open({ slug: round, estateId: own.results[0]!.estateId })
  expect((await waiting(world, secretary))[0]!.count).toBe(line!.count - 1)
  await results.open({ slug: round })
  expect(await waiting(world, secretary)).toEqual([])
  expect((await results.list({ slug: round, own: true })).unopened).toBe(false)
})

test('only the cards of the newest round wait', async ({ world }) => {
  expect((await waiting(world, company)).map(({ about }) => about)).toEqual(['2026 年夏季红物业互评（示例）'])
  await published(world)
  expect((await waiting(world, company)).map(({ about }) => about)).toEqual(['冬季互评'])
})

test('who opens a card of others notes nothing, and no card waits for staff or the coordinator', async ({ world }) => {
  const { estateId } = await published(world)
  const card = { slug, estateId: estateId('万科小区') }
  const before = await countOpenings(world)
  for (const title of ['龙馨园物业经理', '联盟协调员']) {
    const { results } = await at(world, title, clock)
    expect((await results.card(card)).unopened).toBe(false)
    await results.open(card)
  }
  expect(await countOpenings(world)).toBe(before)
  expect(await waiting(world, '三桥社区社工一')).toEqual([])
  expect(await waiting(world, '联盟协调员')).toEqual([])
  const { results } = await at(world, company, clock)
  expect(await refusal(results.open({ slug: 'no-such-round' }))).toBe('scorecards.round_not_found')
})
