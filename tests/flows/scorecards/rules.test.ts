/** Marking rules from the reviewer's form to the published card. */
import { expect } from 'vitest'
import { refusal, test, type World } from '../../support/world.ts'
import { afterwards, at, beside, coordinatorOf, marks, opened, openResponses, responding, slug } from './round.ts'

const veto = '伪造检查或整改证据'
const forged = {
  indicator: 'B3',
  severity: 'S2',
  place: '',
  text: '九月的巡查记录是同一天补签的。',
  veto,
} as const
const leaking = { excluded: '开发商遗留的屋面渗漏' } as const

type Sent = { marks: Record<string, unknown>; findings?: readonly object[] }

/** One visit to 万科小区 says this, another all 5; responses are open. */
async function disclosed(world: World, sent: Sent, other: Sent = { marks: marks(5) }) {
  const round = await opened(world)
  for (const [title, { marks, findings = [] }] of [
    ['龙馨园物业经理', sent],
    ['国胜社区社工一', other],
  ] as const)
    await (
      await at(world, title)
    ).visits.submit({
      visitId: round.visitOf(title),
      revision: 0,
      marks: marks as never,
      findings: findings as never,
    })
  await openResponses(await coordinatorOf(world, responding), round.roundId)
  return round
}

async function published(world: World, { roundId, estateId }: Awaited<ReturnType<typeof disclosed>>) {
  const coordinator = await coordinatorOf(world, afterwards)
  await coordinator.findings.settle({ roundId, seen: 'responding' })
  await coordinator.results.publish({ roundId, seen: 'settling' })
  return (await at(world, '万科小区物业经理', afterwards)).results.card({ slug, estateId: estateId('万科小区') })
}

const indicatorOf = ({ indicators }: Awaited<ReturnType<typeof published>>, code: string) =>
  indicators.find(({ indicator }) => indicator === code)

test('a number counted on the spot makes the mark by the rubric’s table, and stands beside it', async ({ world }) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区社工一')
  const visitId = round.visitOf('国胜社区社工一')
  const { revision } = await reviewer.visits.save({
    visitId,
    revision: 0,
    marks: { C1: { counted: '３' }, E2: { counted: 97.96 }, D3: '4' },
  })
  expect(await reviewer.visits.get({ visitId })).toMatchObject({
    marks: { C1: 3, E2: 5, D3: 4 },
    counted: { C1: 3, E2: 97.96 },
  })
  const save = (marks: Record<string, unknown>) =>
    refusal(reviewer.visits.save({ visitId, revision, marks: marks as never }))
  expect(await save({ C1: { mark: 5, counted: 3 } })).toBe('scorecards.counted_disagrees')
  expect(await save({ E3: { counted: 1 } })).toBe('scorecards.not_counted')
  expect(await save({ C1: { counted: 2.5 } })).toBe('scorecards.counted_not_whole')
  expect(await reviewer.visits.get({ visitId })).toMatchObject({ revision, counted: { C1: 3 } })
})

test('a mark without its number is refused beside the indicator; a draft kept from before opens, loses nothing and waits for the number', async ({
  world,
}) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区社工一')
  const visitId = round.visitOf('国胜社区社工一')
  const sentence = 'C1 按数量评分，还没有填数。请填上数到几处或百分之几，分数由计数表得出；用不上就选“不适用”。'
  const plain = { visitId, revision: 0, marks: { C1: 3 } }
  expect(await beside(reviewer.visits.save(plain))).toEqual([['marks.C1', sentence]])
  expect(await refusal(reviewer.visits.submit(plain))).toBe('scorecards.number_missing')

  await reviewer.visits.save({ visitId, revision: 0, marks: { C1: { counted: 2 }, C2: 'na', D3: 4 } as never })
  await world.beyond.query(`update score set counted = null where visit_id = $1`, [visitId])
  const before = await reviewer.visits.get({ visitId })
  expect(before).toMatchObject({ marks: { C1: 3, C2: null, D3: 4 }, counted: {} })
  expect(await refusal(reviewer.visits.submit({ visitId, revision: 1 }))).toBe('scorecards.number_missing')
  expect(await reviewer.visits.get({ visitId })).toEqual(before)
  await reviewer.visits.save({ visitId, revision: 1, dimension: 'D', marks: { D3: 5 } })
  expect(await reviewer.visits.get({ visitId })).toMatchObject({ marks: { C1: 3, C2: null, D3: 5 } })
  await reviewer.visits.submit({ visitId, revision: 2, marks: { C1: { counted: 3 }, C2: null, D3: 5 } })
  expect(await reviewer.visits.get({ visitId })).toMatchObject({ marks: { C1: 3, D3: 5 }, counted: { C1: 3 } })
})

test('a severe finding holds its indicator at mark 2, a life-safety one its dimension at 40 percent', async ({
  world,
}) => {
  const found = (indicator: string, severity: string) => ({ indicator, severity, place: '', text: '问题' })
  const card = await published(
    world,
    await disclosed(world, {
      marks: marks(5),
      findings: [found('C2', 'S2'), found('E3', 'S1'), found('D1', 'S3'), found('F1', 'S4')],
    }),
  )
  const dimension = (code: string) => card.dimensions.find(({ dimension }) => dimension === code)
  expect(indicatorOf(card, 'C2')).toMatchObject({ percent: 40, capped: true })
  expect(dimension('C')).toMatchObject({ percent: 88.75, capped: false })
  expect(dimension('E')).toMatchObject({ percent: 40, capped: true })
  expect([dimension('D'), dimension('F')]).toMatchObject([
    { percent: 100, capped: false },
    { percent: 100, capped: false },
  ])
})

test('what is not the company’s to answer for is left out, with its reason on the card', async ({ world }) => {
  const card = await published(
    world,
    await disclosed(
      world,
      { marks: { ...marks(4), F4: leaking, F5: leaking } },
      { marks: { ...marks(4, { F5: 2 }), F4: leaking } },
    ),
  )
  expect(indicatorOf(card, 'F4')).toMatchObject({ percent: null, marks: 0, excluded: [leaking.excluded] })
  expect(indicatorOf(card, 'F5')).toMatchObject({ percent: 40, marks: 1, excluded: [leaking.excluded] })
  const remaining = await world.beyond.query<{ n: number }>(
    `select count(*)::int as n from score where excluded = $1 and mark is null`,
    [leaking.excluded],
  )
  expect(remaining.rows[0]?.n).toBe(3)
})

test('a mark beside a reason for leaving it out is refused', async ({ world }) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区社工一')
  const sent = { visitId: round.visitOf('国胜社区社工一'), revision: 0 }
  expect(await refusal(reviewer.visits.save({ ...sent, marks: { F4: { mark: 2, ...leaking } } }))).toBe(
    'scorecards.marked_and_excluded',
  )
  expect(await refusal(reviewer.visits.submit({ ...sent, marks: { F4: leaking } }))).toBe('scorecards.nothing_marked')
})

test('a veto that stands leaves one star, named on the card', async ({ world }) => {
  const round = await disclosed(world, { marks: marks(5), findings: [forged] })
  const company = await at(world, '万科小区物业经理', responding)
  const { findings } = await company.findings.list({ slug })
  expect(findings).toMatchObject([{ indicator: 'B3', severity: 'S1', veto }])
  await company.findings.respond({ of: 'finding', subjectId: findings[0]!.id, text: '记录是当天补录的。' })
  const coordinator = await coordinatorOf(world, afterwards)
  await coordinator.findings.decide({
    findingId: findings[0]!.id,
    status: 'stands',
    reason: '签字时间与系统记录不符。',
  })
  const card = await published(world, round)
  expect(card.result).toMatchObject({ stars: 1, vetoed: [veto] })
  expect(card.result.rawMean).toBeGreaterThan(90)
})

test('a veto struck by an upheld response holds nothing', async ({ world }) => {
  const round = await disclosed(world, { marks: marks(5), findings: [forged] })
  const company = await at(world, '万科小区物业经理', responding)
  const { findings } = await company.findings.list({ slug })
  await company.findings.respond({ of: 'finding', subjectId: findings[0]!.id, text: '系统原始记录附上。' })
  const coordinator = await coordinatorOf(world, afterwards)
  await coordinator.findings.decide({ findingId: findings[0]!.id, status: 'struck', reason: '原始记录属实。' })
  const card = await published(world, round)
  expect(card.result).toMatchObject({ stars: 5, vetoed: [] })
})

test('a veto the rubric does not have is refused', async ({ world }) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区社工一')
  const findings = [{ ...forged, veto: '态度不好' }]
  const sent = { visitId: round.visitOf('国胜社区社工一'), revision: 0, marks: marks(5), findings }
  expect(await refusal(reviewer.visits.save(sent))).toBe('scorecards.unknown_veto')
})
