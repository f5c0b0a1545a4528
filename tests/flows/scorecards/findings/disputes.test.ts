import { describe, expect } from 'vitest'
import { waitingFor } from '../../../support/errands.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import {
  afterwards,
  allAccept,
  at,
  coordinatorOf,
  during,
  lastMinute,
  opened,
  responding,
  settled,
  slug,
  disclosed,
  marks,
} from '../round.ts'

const company = (world: World, clock = responding) => at(world, '万科小区物业经理', clock)

/** The mark of that indicator which is as low as that. */
async function toMark(world: World, indicator: string, mark: number) {
  const { marks } = await (await company(world)).findings.disclosedMarks({ slug })
  return marks.find((one) => one.indicator === indicator && one.mark === mark)!
}

test('a company disputes one mark, the coordinator sets another, and both see the first one beside it for ever', async ({
  world,
}) => {
  const { roundId, estateId } = await disclosed(world)
  const { id: markId } = await toMark(world, 'E3', 1)
  await (
    await company(world)
  ).findings.respond({ of: 'mark', subjectId: markId, text: '当日消防演练，车道由水带占用，有通知。' })
  await allAccept(world, roundId)

  const coordinator = await coordinatorOf(world, responding)
  expect(await waitingFor(world, '联盟协调员', 'scorecards.decision', { clock: responding })).toMatchObject([
    { path: `scorecards/${slug}/findings`, count: 1 },
  ])
  await coordinator.findings.settle({ roundId, seen: 'responding' })
  expect(await refusal(coordinator.results.publish({ roundId, seen: 'settling' }))).toBe(
    'scorecards.responses_undecided',
  )
  expect(await coordinator.findings.disputed({ slug })).toMatchObject([
    { id: markId, estate: '万科小区', indicator: 'E3', mark: 1, final: null, decidedAt: null },
  ])
  await coordinator.findings.decideMark({ markId, mark: 4, reason: '通知属实，改为 4 分。' })
  expect(await coordinator.findings.disputed({ slug })).toMatchObject([{ mark: 1, final: 4 }])
  await coordinator.results.publish({ roundId, seen: 'settling' })

  for (const seen of [coordinator, await company(world, afterwards)])
    expect(await seen.findings.disputed({ slug })).toMatchObject([
      { mark: 1, final: 4, response: '当日消防演练，车道由水带占用，有通知。', reason: '通知属实，改为 4 分。' },
    ])
  // Marked 1 and 4, E3 would be 50; it is 80 now.
  const { indicators } = await (await company(world)).results.card({ slug, estateId: estateId('万科小区') })
  expect(indicators.find(({ indicator }) => indicator === 'E3')).toMatchObject({ percent: 80 })
})

test('a company sees the marks of its own estates without who gave them, and nobody else’s', async ({ world }) => {
  await disclosed(world)
  const shown = await (await company(world)).findings.disclosedMarks({ slug })
  expect(shown.estates.map(({ name }) => name)).toEqual(['万科小区'])
  expect(shown.marks.filter(({ indicator }) => indicator === 'A1').map(({ mark }) => mark)).toEqual([5, 4])
  expect(Object.keys(shown.marks[0]!).filter((key) => /visit|seat|person/i.test(key))).toEqual([])
  expect((await (await coordinatorOf(world, responding)).findings.disclosedMarks({ slug })).estates).toHaveLength(2)
  for (const title of ['三桥社区书记', '国胜社区社工一'])
    expect((await (await at(world, title, responding)).findings.disclosedMarks({ slug })).estates, title).toEqual([])
})

test('a mark is disputed in time, by its own company, before it is decided on, and not where there is no better', async ({
  world,
}) => {
  const { roundId } = await disclosed(world)
  const { id: markId } = await toMark(world, 'E3', 1)
  const dispute = { of: 'mark', subjectId: markId, text: '有记录。' } as const
  expect(await refusal((await at(world, '龙馨园物业经理', responding)).findings.respond(dispute))).toBe(
    'scorecards.mark_not_found',
  )
  expect(await refusal((await at(world, '三桥社区书记', responding)).findings.respond(dispute))).toBe(
    'permissions.not_yours',
  )
  const best = await toMark(world, 'A1', 5)
  expect(await refusal((await company(world)).findings.respond({ ...dispute, subjectId: best.id }))).toBe(
    'scorecards.nothing_to_dispute',
  )
  expect(await refusal((await company(world, afterwards)).findings.respond(dispute))).toBe(
    'scorecards.response_deadline_passed',
  )
  const coordinator = await coordinatorOf(world, responding)
  const decision = { markId, mark: 1, reason: '维持。' } as const
  expect(await refusal(coordinator.findings.decideMark(decision))).toBe('scorecards.no_response_to_decide')
  await (await company(world, lastMinute)).findings.respond(dispute)
  await coordinator.findings.decideMark(decision)
  expect(await refusal((await company(world)).findings.respond({ ...dispute, text: '再说一次。' }))).toBe(
    'scorecards.already_decided',
  )
  await (await coordinatorOf(world, afterwards)).findings.settle({ roundId, seen: 'responding' })
  expect(await refusal((await company(world)).findings.acceptRest({ roundId }))).toBe('scorecards.round_not_responding')
})

test('an indicator that is not the company’s to answer for is left out with its reason, until it is taken back', async ({
  world,
}) => {
  const { roundId, estateId } = await settled(world)
  const coordinator = await coordinatorOf(world, afterwards)
  const one = { roundId, estateId: estateId('万科小区'), indicator: 'C2' }
  await coordinator.findings.exclude({ ...one, indicator: 'E3', reason: '误选' })
  await coordinator.findings.include({ ...one, indicator: 'E3' })
  expect(await refusal(coordinator.findings.exclude({ ...one, indicator: 'Z9', reason: '无此项' }))).toBe(
    'scorecards.unknown_indicator',
  )
  await coordinator.findings.exclude({ ...one, reason: '桶站属开发商遗留，未移交。' })
  await coordinator.results.publish({ roundId, seen: 'settling' })
  const { indicators } = await coordinator.results.card({ slug, estateId: one.estateId })
  expect(indicators.find(({ indicator }) => indicator === 'C2')).toMatchObject({
    percent: null,
    marks: 0,
    excluded: ['桶站属开发商遗留，未移交。'],
  })
  expect(indicators.find(({ indicator }) => indicator === 'E3')).toMatchObject({ marks: 2, excluded: [] })
  expect(await refusal(coordinator.findings.include(one))).toBe('scorecards.round_not_settling')
})

describe('a round cancelled after half of the visits', () => {
  async function halfway(world: World) {
    const round = await opened(world)
    const reviewer = await at(world, '国胜社区社工一')
    const visitId = round.visitOf('国胜社区社工一')
    await reviewer.visits.submit({ visitId, revision: 0, marks: marks(4), findings: [] })
    await (
      await at(world, '龙馨园物业经理')
    ).visits.save({ visitId: round.visitOf('龙馨园物业经理'), revision: 0, marks: marks(3) })
    const coordinator = await coordinatorOf(world)
    await coordinator.rounds.cancel({ roundId: round.roundId, seen: 'visiting', reason: '台风停工，本轮改期。' })
    return { ...round, visitId, coordinator }
  }

  test('says why to everybody, and stays readable to those who made the visits', async ({ world }) => {
    const { visitId } = await halfway(world)
    const round = await (await at(world, '三桥社区书记')).rounds.get({ slug })
    expect(round.stage).toBe('cancelled')
    expect(round.steps.at(-1)).toMatchObject({
      from: 'visiting',
      to: 'cancelled',
      words: '台风停工，本轮改期。',
      by: '联盟协调员',
    })
    expect((await (await at(world, '国胜社区社工一')).visits.get({ visitId })).marks.A1).toBe(4)
    expect((await (await coordinatorOf(world)).visits.get({ visitId })).marks.A1).toBe(4)
    expect(await refusal((await company(world)).visits.get({ visitId }))).toBe('scorecards.visit_not_found')
  })

  test('puts nothing to any company, publishes nothing and goes nowhere', async ({ world }) => {
    const { roundId, coordinator, visitOf } = await halfway(world)
    expect((await (await company(world)).findings.disclosedMarks({ slug })).marks).toEqual([])
    expect((await (await company(world)).findings.list({ slug })).findings).toEqual([])
    const steps = [
      () => coordinator.findings.openResponses({ roundId, seen: 'visiting' }),
      () => coordinator.findings.settle({ roundId, seen: 'responding' }),
      () => coordinator.results.publish({ roundId, seen: 'settling' }),
      () => coordinator.rota.proposeVisits({ roundId, perEstate: 2 }),
      () => coordinator.rounds.cancel({ roundId, seen: 'cancelled', reason: '再取消' }),
      async () =>
        (await at(world, '国胜社区书记')).visits.save({
          visitId: visitOf('国胜社区书记'),
          revision: 0,
          marks: marks(5),
        }),
    ]
    for (const step of steps) expect(await refusal(step())).toBe('scorecards.round_cancelled')
    expect((await coordinator.results.list({ slug })).results).toEqual([])
    const secretary = await world.as('国胜社区书记').at('bilin', { clock: during })
    expect(JSON.stringify(await secretary.errands.list())).not.toContain(slug)
  })
})

test('what is published is not cancelled any more', async ({ world }) => {
  const { roundId } = await settled(world)
  const coordinator = await coordinatorOf(world, afterwards)
  await coordinator.results.publish({ roundId, seen: 'settling' })
  expect(await refusal(coordinator.rounds.cancel({ roundId, seen: 'published', reason: '反悔' }))).toBe(
    'scorecards.round_already_published',
  )
})
