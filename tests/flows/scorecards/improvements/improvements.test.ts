import { expect } from 'vitest'
import { dropPromise } from '../../../support/promises.ts'
import { pdf } from '../../../support/pdfs.ts'
import { png } from '../../../support/pictures.ts'
import { refusal, test, type World } from '../../../support/world.ts'

const slug = '2026-summer'
const clock = new Date('2026-11-20T10:00:00+08:00')
const wording = {
  what: '桶站每天 8 点、16 点各清运一次，值守到 20 点',
  who: '环境主管',
  until: '2026-12-20',
}

const at = async (world: World, title: string, when = clock) =>
  (await world.as(title).at('bilin', { clock: when })).scorecards

async function committed(world: World) {
  const company = await at(world, '龙馨园物业经理')
  const { cards } = await company.improvements.list({ slug })
  const { estateId, lines } = cards[0]!
  const indicator = lines[0]!.indicator
  const { improvementId } = await company.improvements.commit({ slug, estateId, indicator, ...wording })
  return { company, estateId, indicator, improvementId }
}
const listed = async (world: World, title: string) =>
  (await (await at(world, title)).improvements.list({ slug })).improvements

test('a company commits to an improvement, the costliest indicator first, and its community and the coordinator read it', async ({
  world,
}) => {
  const { company, improvementId, indicator } = await committed(world)
  const { cards } = await company.improvements.list({ slug })
  const loss = cards[0]!.lines.map(({ percent, weight }) => Math.round((100 - percent) * weight * 100))
  expect(loss).toEqual(loss.toSorted((a, b) => b - a))

  for (const title of ['龙馨园物业经理', '二桥社区书记', '联盟协调员']) {
    const found = (await listed(world, title)).find(({ id }) => id === improvementId)
    expect(found, title).toMatchObject({ ...wording, indicator, state: 'open' })
  }
})

test('no other member reads what a company is going to improve', async ({ world }) => {
  const { improvementId } = await committed(world)
  const others = ['三桥社区书记', '万科小区物业经理']
  const seen = async (title: string) => (await listed(world, title)).some(({ id }) => id === improvementId)
  for (const title of others) expect(await seen(title), title).toBe(false)

  // The control: without the promise beside the table they would.
  await dropPromise(world.beyond, 'improvement', 'own_card')
  for (const title of others) expect(await seen(title), title).toBe(true)
})

test('a company improves its own estates only, after publication and not in the past', async ({ world }) => {
  const { company, estateId, indicator } = await committed(world)
  const neighbour = await at(world, '万科小区物业经理')
  expect(await refusal(neighbour.improvements.commit({ slug, estateId, indicator, ...wording }))).toBe(
    'scorecards.not_your_card',
  )
  const commit = (but: object) =>
    refusal(company.improvements.commit({ slug, estateId, indicator, ...wording, ...but } as never))
  expect(await commit({})).toBe('scorecards.improvement_already_planned')
  expect(await commit({ until: '2026-11-19' })).toBe('scorecards.improvement_until_past')
  expect(await commit({ indicator: 'Z9' })).toBe('scorecards.indicator_not_on_card')
  expect(await commit({ slug: '2026-autumn' })).toBe('scorecards.round_not_published')
  const coordinator = await at(world, '联盟协调员')
  expect(await refusal(coordinator.improvements.commit({ slug, estateId, indicator, ...wording }))).toBe(
    'permissions.not_yours',
  )
})

test('done needs evidence, can be taken up again, and a form filled over another change says so', async ({ world }) => {
  const { company, improvementId } = await committed(world)
  const evidence = '连续两周清运台账，值守排班表'
  const finish = { improvementId, revision: 1, doneOn: '2026-11-20', evidence }
  expect(await refusal(company.improvements.finish({ ...finish, doneOn: '2026-11-21' }))).toBe(
    'scorecards.improvement_done_later',
  )
  await company.improvements.finish(finish)
  expect(await refusal(company.improvements.finish(finish))).toBe('scorecards.improvement_changed_meanwhile')
  expect(await refusal(company.improvements.finish({ ...finish, revision: 2 }))).toBe(
    'scorecards.improvement_already_done',
  )
  expect(await refusal(company.improvements.drop({ improvementId, revision: 2 }))).toBe(
    'scorecards.improvement_already_done',
  )
  await company.improvements.resume({ improvementId, revision: 2 })
  const [found] = (await listed(world, '龙馨园物业经理')).filter(({ id }) => id === improvementId)
  expect(found).toMatchObject({ state: 'open', evidence, revision: 3 })
  await company.improvements.drop({ improvementId, revision: 3 })
  expect((await listed(world, '龙馨园物业经理')).some(({ id }) => id === improvementId)).toBe(false)
})

test('an improvement names the practice it follows, by the title it had then', async ({ world }) => {
  const { company, estateId, indicator } = await committed(world)
  const { practices } = await company.improvements.list({ slug })
  const { practiceId, title } = practices[0]!
  const follow = { slug, estateId, indicator, ...wording, what: '照邻居的做法改' }
  const { improvementId } = await company.improvements.commit({ ...follow, practiceId })
  const [found] = (await listed(world, '二桥社区书记')).filter(({ id }) => id === improvementId)
  expect(found!.practiceTitle).toBe(title)
  expect(
    await refusal(
      company.improvements.commit({ ...follow, what: '照不存在的做法改', practiceId: crypto.randomUUID() }),
    ),
  ).toBe('scorecards.practice_not_shared')
})

test('the next published round shows what the indicator came to since', async ({ world }) => {
  const company = await at(world, '龙馨园物业经理')
  const { cards } = await company.improvements.list({ slug: '2026-spring' })
  const { estateId, lines } = cards[0]!
  const { indicator, percent } = lines[0]!
  await company.improvements.commit({ slug: '2026-spring', estateId, indicator, ...wording })
  const { improvements } = await company.improvements.list({ slug: '2026-spring' })
  expect(improvements[0]!.before!.percent).toBe(percent)
  expect(improvements[0]!.after!.slug).toBe('2026-summer')
})

test('photos and PDFs of what was mended are for the company, its community and the coordinator', async ({ world }) => {
  const { company, improvementId } = await committed(world)
  const photo = { fileId: crypto.randomUUID(), name: '桶站.png', content: png(40, 30).toString('base64') }
  const paper = { fileId: crypto.randomUUID(), name: '验收单.pdf', content: pdf('accepted').toString('base64') }
  const finish = { improvementId, revision: 1, doneOn: '2026-11-20', evidence: '验收单见附件', files: [photo, paper] }
  const neighbour = await at(world, '万科小区物业经理')
  expect(await refusal(neighbour.improvements.finish(finish))).toBe('scorecards.improvement_not_found')
  const broken = { ...paper, content: paper.content.slice(0, 400) }
  expect(await refusal(company.improvements.finish({ ...finish, files: [photo, broken] }))).toBe('files.pdf_broken')
  const filesThere = async () =>
    (await world.beyond.query(`select from file where name <> '数据来源（示例）.pdf'`)).rowCount
  expect(await filesThere()).toBe(0)

  await company.improvements.finish(finish)
  for (const title of ['龙馨园物业经理', '二桥社区书记', '联盟协调员']) {
    const found = (await listed(world, title)).find(({ id }) => id === improvementId)
    expect(found!.files, title).toMatchObject([
      { id: photo.fileId, kind: 'photo' },
      { id: paper.fileId, kind: 'pdf', name: '验收单.pdf' },
    ])
  }
  for (const title of ['三桥社区书记', '万科小区物业经理'])
    expect(
      await refusal((await world.as(title).at('bilin', { clock })).files.get({ fileId: paper.fileId })),
      title,
    ).toBe('files.not_found')

  await neighbour.improvements.removeFile({ fileId: paper.fileId })
  expect(await filesThere()).toBe(2)
  await company.improvements.removeFile({ fileId: paper.fileId })
  expect(await filesThere()).toBe(1)
  await company.improvements.resume({ improvementId, revision: 2 })
  await company.improvements.drop({ improvementId, revision: 3 })
  expect(await filesThere()).toBe(0)
})
