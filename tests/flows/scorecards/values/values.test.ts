import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { pdf } from '../../../support/pdfs.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { afterwards, allAccept, at, coordinatorOf, marks, opened, responding, slug } from '../round.ts'

const evidence = () => [
  { fileId: randomUUID(), name: '12345 月报.pdf', content: pdf('monthly report').toString('base64') },
]
const share = { indicator: 'F6', numerator: 92, denominator: 100, source: '报修月报 2026-10', asOf: '2026-10-31' }

/** Visits under way, F6 without a value yet, everything else not applicable. */
async function begun(world: World) {
  const round = await opened(world)
  const coordinator = await coordinatorOf(world)
  await coordinator.values.remove({ roundId: round.roundId, indicator: 'F6' })
  const of = { roundId: round.roundId, estateId: round.estateId('万科小区') }
  const enter = (more: object = {}) =>
    coordinator.values.enter({ ...of, ...share, revision: 0, files: evidence(), ...more })
  return { ...round, coordinator, of, enter }
}

async function submitted(world: World, round: Awaited<ReturnType<typeof begun>>) {
  for (const [title, all] of [
    ['龙馨园物业经理', 5],
    ['国胜社区社工一', 4],
    ['万科小区物业经理', 3],
    ['国胜社区书记', 4],
  ] as const)
    await (
      await at(world, title)
    ).visits.submit({
      visitId: round.visitOf(title),
      revision: 0,
      marks: marks(all, { F1: null }),
    })
}

const seenBy = async (world: World, title: string, estateId: string) => {
  const { marks, sources } = await (await at(world, title, responding)).findings.disclosedMarks({ slug, estateId })
  return { mark: marks.find(({ indicator }) => indicator === 'F6'), sources }
}

describe('a value', () => {
  test('is entered with numerator, denominator, source and evidence; without evidence it is not saved', async ({
    world,
  }) => {
    const { coordinator, enter } = await begun(world)
    expect(await refusal(enter({ files: [] }))).toBe('scorecards.evidence_missing')
    expect((await coordinator.values.list({ slug })).missing).toMatchObject([{ code: 'F6', missing: 2 }])
    await enter()
    const { missing, estates, evidence: attached } = await coordinator.values.list({ slug })
    expect(missing).toMatchObject([{ code: 'F6', missing: 1 }])
    const value = estates.flatMap(({ values }) => values).find(({ indicator }) => indicator === 'F6')!
    expect(value).toMatchObject({ origin: 'entered', mark: 4, counted: 92, numerator: 92, periodFrom: '2026-05-01' })
    expect(attached).toMatchObject([{ subjectId: value.id, kind: 'pdf' }])
  })

  test('that somebody else has changed meanwhile is not saved over, and with the present one it is', async ({
    world,
  }) => {
    const { enter } = await begun(world)
    await enter()
    expect(await refusal(enter({ numerator: 50 }))).toBe('scorecards.value_changed_meanwhile')
    await enter({ numerator: 97, revision: 1, files: [] })
  })

  test.for([
    ['a reviewer marks on site', { indicator: 'C1' }, 'scorecards.not_sourced'],
    ['counts up to a day to come', { asOf: '2026-12-24' }, 'scorecards.as_of_in_future'],
    ['is of an estate elsewhere', { estateId: randomUUID() }, 'scorecards.estate_not_in_round'],
  ] as const)('that %s is refused', async ([, more, code], { world }) => {
    const { enter } = await begun(world)
    expect(await refusal(enter(more))).toBe(code)
  })

  test('is entered by the coordinator alone', async ({ world }) => {
    const { of } = await begun(world)
    for (const title of ['三桥社区书记', '万科小区物业经理'])
      expect(
        await refusal((await at(world, title)).values.enter({ ...of, ...share, revision: 0, files: evidence() })),
      ).toBe('permissions.not_yours')
  })

  test('is what responses wait for: they are not opened while one is missing without a reason', async ({ world }) => {
    const round = await begun(world)
    const { coordinator, roundId } = round
    await submitted(world, round)
    await round.enter()
    const open = async () =>
      (await coordinatorOf(world, responding)).findings.openResponses({ roundId, seen: 'visiting' })
    expect(await refusal(open())).toBe('scorecards.values_missing')
    await coordinator.values.declareNotApplicable({ roundId, indicators: ['F6'], reason: '没有报修台账。' })
    await open()
  })
})

test('a reviewer marks no indicator whose value the alliance enters, nor is asked for one', async ({ world }) => {
  const round = await begun(world)
  const reviewer = await at(world, '国胜社区书记')
  const visitId = round.visitOf('国胜社区书记')
  const form = await reviewer.visits.get({ visitId })
  expect(form.rubric.body.dimensions.map(({ code }) => code)).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
  const send = (code: string) => reviewer.visits.submit({ visitId, revision: 0, marks: { B4: 5, [code]: 5 } })
  for (const code of ['A3', 'F6', 'G1', 'H1']) expect(await refusal(send(code))).toBe('scorecards.not_seen_on_site')
  await send('A1')
})

test('a round that was planned before keeps its rule: its reviewers mark everything, and nothing is entered', async ({
  world,
}) => {
  const round = await begun(world)
  await world.beyond.query('update round set sourced = false where slug = $1', [slug])
  const reviewer = await at(world, '国胜社区书记')
  await reviewer.visits.submit({ visitId: round.visitOf('国胜社区书记'), revision: 0, marks: { F6: { counted: 96 } } })
  expect(await refusal(round.enter())).toBe('scorecards.round_not_sourced')
})

test('a value is put to the company with its source, disputed, decided on, and sealed in its card', async ({
  world,
}) => {
  const round = await begun(world)
  await submitted(world, round)
  await round.enter()
  await round.coordinator.values.declareNotApplicable({
    ...{ roundId: round.roundId, estateId: round.estateId('龙馨园') },
    ...{ indicators: ['F6'], reason: '没有报修台账。' },
  })
  const later = await coordinatorOf(world, responding)
  await later.findings.openResponses({ roundId: round.roundId, seen: 'visiting' })

  const { mark, sources } = await seenBy(world, '万科小区物业经理', round.of.estateId)
  expect(mark).toMatchObject({ mark: 4, counted: 92 })
  expect(sources).toMatchObject([{ numerator: 92, denominator: 100, evidence: [{ kind: 'pdf' }] }])
  expect((await seenBy(world, '龙馨园物业经理', round.of.estateId)).sources).toEqual([])

  const company = await at(world, '万科小区物业经理', responding)
  await company.findings.respond({ of: 'mark', subjectId: mark!.id, text: '漏计四件，均按时完成。' })
  await later.findings.decideMark({ markId: mark!.id, mark: 5, reason: '补计四件，按时率 96%。' })
  await allAccept(world, round.roundId)
  const last = await coordinatorOf(world, afterwards)
  await last.findings.settle({ roundId: round.roundId, seen: 'responding' })
  await last.results.publish({ roundId: round.roundId, seen: 'settling' })

  const card = await last.results.card({ slug, estateId: round.of.estateId })
  expect(card.indicators.find(({ indicator }) => indicator === 'F6')).toMatchObject({ percent: 100, adjusted: null })
  expect(card.decided).toMatchObject([{ indicator: 'F6', first: 4, final: 5 }])
  // 70 points are seen on visits, without the lifts' 4, and F6 has 2.
  expect(card.result.covered).toBe(68)
  const { rows } = await world.beyond.query<{ document: string }>(
    'select document from sealed_card where estate_id = $1 and round_id = $2',
    [round.of.estateId, round.roundId],
  )
  expect(JSON.parse(rows[0]!.document).resultValue.F6).toMatchObject({
    ...{ numerator: 92, denominator: 100, mark: 4, source: share.source },
    ...{ periodFrom: '2026-05-01', periodUntil: '2026-10-31' },
  })
})

test('a sheet of values goes out, is filled in, is shown before it is saved, and each row that is wrong is named', async ({
  world,
}) => {
  const { coordinator, roundId } = await begun(world)
  const header = '小区\t代码\t分子\t分母\t来源\t数据截至\t不适用原因'
  const good = ['万科小区\tF6\t92\t100\t报修月报\t2026-10-31\t', '龙馨园\tF6\t\t\t\t\t没有台账']
  const bad = ['万科小区\tF6\t120\t100\t报修月报\t2026-10-31\t', '没有小区\tF6\t1\t2\t报修月报\t2026-10-31\t']
  const wrong = await coordinator.values.readPasted({ roundId, pasted: [header, ...bad].join('\n') })
  expect(wrong.problems).toHaveLength(2)
  expect(wrong.problems.join()).toContain('分子不能大于分母')
  const read = await coordinator.values.readPasted({ roundId, pasted: [header, ...good].join('\n') })
  expect(read).toMatchObject({ problems: [], count: 2, needsEvidence: true })
  expect((await coordinator.values.list({ slug })).missing).toHaveLength(1)
  expect(await refusal(coordinator.values.enterPasted({ roundId, pasted: read.pasted, files: [] }))).toBe(
    'scorecards.evidence_missing',
  )
  await coordinator.values.enterPasted({ roundId, pasted: read.pasted, files: evidence() })
  expect((await coordinator.values.list({ slug })).missing).toEqual([])
  const again = await coordinator.values.readPasted({ roundId, pasted: read.pasted })
  expect(again).toMatchObject({ count: 0, problems: [] })
  // What was entered is changed, and what was not applicable is entered.
  const later = good.map((row) => `${row.split('\t').slice(0, 2).join('\t')}\t96\t100\t报修月报\t2026-10-31\t`)
  await coordinator.values.enterPasted({ roundId, pasted: [header, ...later].join('\n'), files: evidence() })
  const { estates } = await coordinator.values.list({ slug })
  const shares = estates.flatMap(({ values }) => values.filter(({ indicator }) => indicator === 'F6'))
  expect(shares).toMatchObject([
    { origin: 'entered', numerator: 96, reason: '', revision: 2 },
    { origin: 'entered', numerator: 96, reason: '', revision: 2 },
  ])
})
