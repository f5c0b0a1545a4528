import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { pdf } from '../../../support/pdfs.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { coordinatorOf, opened, slug } from '../round.ts'

const header = '小区\t代码\t分子\t分母\t来源\t数据截至\t不适用原因'
const table = (...rows: string[]) => [header, ...rows].join('\n')

/** Visits under way; F6 and G2 have no value yet. */
async function begun(world: World) {
  const { roundId } = await opened(world)
  const { values } = await coordinatorOf(world)
  for (const indicator of ['F6', 'G2']) await values.remove({ roundId, indicator })
  return { roundId, values }
}

test('two estates of one name are told apart by their community, and the name alone is asked about', async ({
  world,
}) => {
  const { roundId, values } = await begun(world)
  await world.beyond.query(
    `update round_estate set name = '万科小区' from round where round.id = round_id and round.slug = $1`,
    [slug],
  )
  const { rows } = await world.beyond.query<{ community: string; estate: string }>(
    `select community_name as community, estate_id as estate from round_estate join round on round.id = round_id
      where round.slug = $1 order by community_name`,
    [slug],
  )
  const bare = await values.readPasted({ roundId, pasted: table('万科小区\tF6\t\t\t\t\t没有台账') })
  expect(bare.problems.join()).toContain('有几个小区都叫“万科小区”')
  const named = rows.map(({ community }) => `万科小区（${community}）\tF6\t\t\t\t\t${community}没有台账`)
  const read = await values.readPasted({ roundId, pasted: table(...named) })
  expect(read).toMatchObject({ problems: [], count: 2 })
  await values.enterPasted({ roundId, pasted: read.pasted, files: [] })
  const { estates } = await values.list({ slug })
  const reasons = estates.map(({ estateId, values: own }) => [
    estateId,
    own.find((one) => one.indicator === 'F6')?.reason,
  ])
  expect(reasons.toSorted()).toEqual(rows.map(({ estate, community }) => [estate, `${community}没有台账`]).toSorted())
})

test('a reason that is too long is named and not cut off, and codes in full width are understood', async ({
  world,
}) => {
  const { roundId, values } = await begun(world)
  const long = await values.readPasted({ roundId, pasted: table(`万科小区\tＦ６\t\t\t\t\t${'长'.repeat(301)}`) })
  expect(long.problems).toHaveLength(1)
  expect(long.problems[0]).toContain('300')
  const good = await values.readPasted({ roundId, pasted: table(`万科小区\tＦ６\t\t\t\t\t${'长'.repeat(300)}`) })
  expect(good).toMatchObject({ problems: [], count: 1 })
})

test('the sheet of another round is refused', async ({ world }) => {
  const { roundId, values } = await begun(world)
  const own = Buffer.from((await values.sheet({ slug })).content, 'base64')
  const other = Buffer.from((await values.sheet({ slug: '2026-autumn' })).content, 'base64')
  expect(await refusal(values.readSheet({ roundId, file: other }))).toBe('scorecards.sheet_of_another_round')
  expect(await values.readSheet({ roundId, file: own })).toMatchObject({ problems: [], count: 0 })
})

test('the evidence of many values is stored once for each company, and each value shows it', async ({ world }) => {
  const { roundId, values } = await begun(world)
  const count = async () => Number((await world.beyond.query('select count(*) from file')).rows[0].count)
  const before = await count()
  const rows = ['F6', 'G2'].flatMap((code) =>
    ['万科小区', '龙馨园'].map((estate) => `${estate}\t${code}\t92\t100\t月报\t2026-10-31\t`),
  )
  const files = [{ fileId: randomUUID(), name: '月报.pdf', content: pdf('monthly report').toString('base64') }]
  await values.enterPasted({ roundId, pasted: table(...rows), files })
  expect(await count()).toBe(before + 2)
  const { evidence, estates } = await values.list({ slug })
  const entered = estates.flatMap(({ values: own }) => own.filter(({ origin }) => origin === 'entered'))
  expect(evidence.map(({ subjectId }) => subjectId).toSorted()).toEqual(entered.map(({ id }) => id).toSorted())
  // A value that is removed takes its link along; the file stays for the others.
  await values.remove({ roundId, indicator: 'F6', estateId: estates[0]!.estateId })
  expect(await count()).toBe(before + 2)
  await values.remove({ roundId, indicator: 'G2', estateId: estates[0]!.estateId })
  expect(await count()).toBe(before + 1)
})
