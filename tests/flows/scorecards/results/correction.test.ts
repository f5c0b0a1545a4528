/** A correction shows what it comes to before it is published, covers several estates, and leaves the former version to be saved. */
import { readSheet } from '@bilin/sheets/read'
import { expect } from 'vitest'
import { refusal, test, type World } from '../../../support/world.ts'
import { afterwards, at, coordinatorOf, settled, slug } from '../round.ts'

const veto = '发生安全责任事故'
const address = 'https://bilin.example/bilin/scorecards/2026-winter/results'

/** 万科小区 has one star for a veto that stands. */
async function withVeto(world: World) {
  const round = await settled(world)
  const coordinator = await coordinatorOf(world, afterwards)
  const { findings } = await coordinator.findings.list({ slug })
  const lane = findings.find(({ indicator }) => indicator === 'E3')!
  await world.beyond.query('update finding set veto = $1 where id = $2', [veto, lane.id])
  await coordinator.findings.decide({ findingId: lane.id, status: 'stands', reason: '事实清楚。' })
  await coordinator.results.publish({ roundId: round.roundId, seen: 'settling' })
  const { marks } = await coordinator.findings.disclosedMarks({ slug, estateId: round.estateId('龙馨园') })
  const changes = {
    findings: [{ findingId: lane.id, status: 'struck' as const }],
    marks: marks.flatMap(({ id, mark, valueId }) => (mark === 3 && !valueId ? [{ markId: id, mark: 5 }] : [])),
  }
  const exclusions = [{ estateId: round.estateId('龙馨园'), indicator: 'A1', excluded: true }]
  return { ...round, coordinator, changes: { ...changes, exclusions } }
}

test('what a correction of two estates comes to is shown before anything is changed, and is what is then published', async ({
  world,
}) => {
  const { roundId, coordinator, changes } = await withVeto(world)
  const { changes: effect, digest, findings, marks } = await coordinator.results.correctionEffect({ slug, ...changes })
  const stars = effect.map(({ name, before, after }) => [name, before?.stars, after?.stars])
  expect(stars).toEqual([
    ['龙馨园', 2, 5],
    ['万科小区', 1, 4],
  ])
  expect(findings).toMatchObject([{ estate: '万科小区', indicator: 'E3', from: 'stands', to: 'struck' }])
  expect(marks[0]).toMatchObject({ estate: '龙馨园', from: 3, to: 5 })
  const starsNow = async () => {
    const { version, results } = await coordinator.results.list({ slug })
    return { version, stars: Object.fromEntries(results.map((one) => [one.name, one.stars])) }
  }
  expect(await starsNow()).toEqual({ version: 1, stars: { 万科小区: 1, 龙馨园: 2 } })

  await coordinator.results.correct({ roundId, version: 1, reason: '复核属实。', previewed: digest, ...changes })
  expect(await starsNow()).toEqual({ version: 2, stars: { 万科小区: 4, 龙馨园: 5 } })
})

test('a correction of nothing, of what is not in the round, or by anybody else, has no effect to show', async ({
  world,
}) => {
  const { coordinator, changes } = await withVeto(world)
  const ask = (who: typeof coordinator, what: object) => refusal(who.results.correctionEffect({ slug, ...what }))
  expect(await ask(coordinator, {})).toBe('scorecards.nothing_corrected')
  expect(await refusal(coordinator.results.correctionEffect({ ...changes, slug: '2026-summer' }))).toBe(
    'scorecards.finding_not_found',
  )
  expect(await ask(await at(world, '万科小区物业经理', afterwards), changes)).toBe('permissions.not_yours')
})

test('the former version is saved as it was published, and each workbook names its round, version and address', async ({
  world,
}) => {
  const { roundId, coordinator, changes } = await withVeto(world)
  await coordinator.results.correct({ roundId, version: 1, reason: '复核属实。', ...changes })
  const save = async (version: number) => {
    const { content } = await coordinator.results.sheet({ slug, version, address: `${address}?version=${version}` })
    const columns = ['小区', '星级'].map((header) => ({ key: header, header, kind: 'text' as const }))
    const read = await readSheet(Buffer.from(content, 'base64'), { title: '', columns })
    if (!read.ok) throw new Error(read.refusal.code)
    return { rows: read.rows.map(({ values }) => [values['小区'], values['星级']]), above: read.above.join('\n') }
  }
  const [old, now] = [await save(1), await save(2)]
  expect(old.rows).toEqual([
    ['龙馨园', '2'],
    ['万科小区', '1'],
  ])
  expect(now.rows).toEqual([
    ['龙馨园', '5'],
    ['万科小区', '4'],
  ])
  expect(old.above).toContain(`冬季互评，第 1 版（2026-12-12 发布） ${address}?version=1`)
  expect(now.above).toContain('第 2 版')
})

test('a mark that nobody disputed and a correction changed is not among the disputed ones', async ({ world }) => {
  const { roundId, estateId, coordinator, changes } = await withVeto(world)
  await coordinator.results.correct({ roundId, version: 1, reason: '录入有误。', ...changes })
  const { decided } = await coordinator.results.card({ slug, estateId: estateId('龙馨园') })
  expect(decided.length).toBe(changes.marks.length)
  expect(new Set(decided.map(({ response }) => response))).toEqual(new Set(['']))
})
