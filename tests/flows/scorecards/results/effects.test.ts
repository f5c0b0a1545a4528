import { expect } from 'vitest'
import { test, type World } from '../../../support/world.ts'

const slug = '2026-summer'
const clock = new Date('2026-11-20T10:00:00+08:00')
const at = (world: World, title: string) => world.as(title).at('bilin', { clock })

async function responding(world: World) {
  const reader = await at(world, '联盟协调员')
  const { practices } = await reader.practices.found({ q: '10分钟应急' })
  return practices[0]!.practiceId
}
const effectsSeen = async (world: World, title: string, practiceId: string) =>
  (await (await at(world, title)).practices.shared({ practiceId })).effects
const lowestOf = async (world: World, title: string, estate: string) => {
  const { scorecards } = await at(world, title)
  const card = (await scorecards.results.list({ slug })).results.find(({ name }) => name.startsWith(estate))!
  return (await scorecards.improvements.weakest({ slug, estateId: card.estateId })).lines
}

test('the effect of a practice is measured when a round is published, and every member reads the same', async ({
  world,
}) => {
  const practiceId = await responding(world)
  const effects = await effectsSeen(world, '联盟协调员', practiceId)
  expect(effects).toMatchObject([
    { indicator: 'E4', round: slug, adopters: 3, others: 4 },
    { indicator: 'E5', round: slug, adopters: 3, others: 4 },
  ])
  const [helped, unsure] = effects
  // The story's gain for adopters is smaller than the noise of E5.
  expect(helped!.low).toBeGreaterThan(0)
  expect(unsure!.low! < 0 && unsure!.high! > 0).toBe(true)
  for (const title of ['三桥社区书记', '龙馨园物业经理', '国胜社区社工一'])
    expect(await effectsSeen(world, title, practiceId), title).toEqual(effects)
})

test('a card names what was measured to help first, beside the indicator it helped', async ({ world }) => {
  const line = (await lowestOf(world, '和睦家园物业经理', '和睦家园')).find(({ indicator }) => indicator === 'E4')!
  expect(line.practices.length).toBeGreaterThan(1)
  expect(line.practices[0]).toMatchObject({
    title: '10分钟应急消防处置机制',
    effect: { adopters: 3, others: 4 },
  })
  expect(line.practices.slice(1).every(({ effect }) => effect === null)).toBe(true)
})

test('a practice that was taken back is on no card any more, and its effect with it', async ({ world }) => {
  const practiceId = await responding(world)
  const helping = async () =>
    (await lowestOf(world, '和睦家园物业经理', '和睦家园'))
      .flatMap(({ practices }) => practices)
      .some((practice) => practice.practiceId === practiceId)
  expect(await helping()).toBe(true)
  await (
    await world.as('三桥社区书记').at('sanqiao', { clock })
  ).practices.withdraw({ practiceId, alliance: 'bilin', version: 1 })
  expect(await helping()).toBe(false)
})

test('averages stay away where a community that knows its own estates could work out its neighbour’s', async ({
  world,
}) => {
  const practiceId = await responding(world)
  // Two of the three that adopted it lie in Erqiao, and three of the four that did not.
  const { rows } = await world.beyond.query<{ communities: number }>(
    `select count(distinct estate.author_tenant_id)::int as communities from adoption
       join listed_estate estate on estate.id = adoption.listed_estate_id where practice_id = $1`,
    [practiceId],
  )
  expect(rows[0]!.communities).toBe(2)
  for (const { points, adoptersBefore, othersAfter } of await effectsSeen(world, '国胜社区书记', practiceId))
    expect({ measured: points !== null, adoptersBefore, othersAfter }).toEqual({
      measured: true,
      adoptersBefore: null,
      othersAfter: null,
    })
})

test('a correction measures anew, by the marks as they are then', async ({ world }) => {
  const practiceId = await responding(world)
  const before = await effectsSeen(world, '联盟协调员', practiceId)
  const { rows } = await world.beyond.query<{ id: string; round_id: string; mark: number }>(
    `select mark.id, mark.round_id, mark.mark from mark
       join round on round.id = mark.round_id and round.slug = $1
       join round_estate on round_estate.round_id = round.id and round_estate.estate_id = mark.estate_id
      where mark.indicator = 'E4' and round_estate.name like '永宁家园%'`,
    [slug],
  )
  const { id: markId, round_id: roundId, mark } = rows[0]!
  await (
    await at(world, '联盟协调员')
  ).scorecards.results.correct({
    roundId,
    version: 1,
    reason: '复核消防设施台账，原评分有误',
    marks: [{ markId, mark: mark === 5 ? 1 : 5 }],
  })
  const after = await effectsSeen(world, '联盟协调员', practiceId)
  expect(after[0]!.points).not.toBe(before[0]!.points)
  expect(after[1]).toEqual(before[1])
})
