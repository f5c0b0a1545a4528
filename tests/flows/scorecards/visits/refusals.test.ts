import { expect } from 'vitest'
import { refusal, test } from '../../../support/world.ts'
import {
  afterwards,
  at,
  beside,
  blockedLane,
  coordinatorOf,
  lastMinute,
  marks,
  opened,
  plan,
  planned,
  responding,
  slug,
  disclosed,
  visited,
  openResponses,
} from '../round.ts'

type Found = { id: string }

test('a mark out of range, an indicator the rubric does not have, and an empty sheet are refused, and nothing is kept', async ({
  world,
}) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区书记')
  const visitId = round.visitOf('国胜社区书记')
  const send = (sent: Record<string, number | null>) => reviewer.visits.save({ visitId, revision: 0, marks: sent })
  for (const mark of [0, 6, 3.5])
    expect(await refusal(send({ A1: 5, A2: mark })), String(mark)).toBe('scorecards.mark_out_of_range')
  expect(await beside(reviewer.visits.save({ visitId, revision: 0, marks: { A1: '很好' } as never }))).toEqual([
    ['marks.A1', '评分请选 1 到 5，或者选不适用。'],
  ])
  expect(await refusal(send({ Z9: 5 }))).toBe('scorecards.unknown_indicator')
  expect(await refusal(reviewer.visits.save({ visitId, revision: 0, dimension: 'A', marks: { B1: 5 } }))).toBe(
    'scorecards.unknown_indicator',
  )
  expect(await refusal(reviewer.visits.save({ visitId, revision: 0, dimension: 'Z', marks: {} }))).toBe(
    'scorecards.unknown_dimension',
  )
  expect(
    await refusal(
      reviewer.visits.submit({
        visitId,
        revision: 0,
        marks: marks(5, {}),
        findings: [{ ...blockedLane, indicator: 'Z9' }],
      }),
    ),
  ).toBe('scorecards.unknown_indicator')
  expect(await refusal(reviewer.visits.submit({ visitId, revision: 0, marks: { A1: null }, findings: [] }))).toBe(
    'scorecards.nothing_marked',
  )
  expect(await refusal(reviewer.visits.submit({ visitId, revision: 0 }))).toBe('scorecards.nothing_marked')
  expect(await reviewer.visits.get({ visitId })).toMatchObject({ revision: 0, marks: {}, findings: [] })
})

test('of two tabs on one visit the second is refused, and overwrites nothing; what is submitted stays as it is', async ({
  world,
}) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区书记')
  const visitId = round.visitOf('国胜社区书记')
  await reviewer.visits.save({ visitId, revision: 0, marks: { A1: 5 } })
  expect(await refusal(reviewer.visits.save({ visitId, revision: 0, marks: { A1: 2 } }))).toBe(
    'scorecards.changed_meanwhile',
  )
  await reviewer.visits.save({ visitId, revision: 1, marks: { A1: 4 } })
  expect(await refusal(reviewer.visits.save({ visitId, revision: 1, marks: { A1: 3 } }))).toBe(
    'scorecards.changed_meanwhile',
  )
  await reviewer.visits.submit({ visitId, revision: 2 })
  expect(await refusal(reviewer.visits.save({ visitId, revision: 3, marks: { A1: 1 } }))).toBe(
    'scorecards.already_submitted',
  )
  expect(await refusal(reviewer.visits.submit({ visitId, revision: 3 }))).toBe('scorecards.already_submitted')
  expect(await refusal((await coordinatorOf(world)).rota.dropVisit({ visitId }))).toBe('scorecards.already_submitted')
  expect((await reviewer.visits.get({ visitId })).marks).toEqual({ A1: 4 })
})

test('what the coordinator entered for a reviewer is not quietly changed by the reviewer', async ({ world }) => {
  const round = await opened(world)
  const visitId = round.visitOf('国胜社区书记')
  await (await coordinatorOf(world)).visits.save({ visitId, revision: 0, marks: { A1: 5 } })
  const reviewer = await at(world, '国胜社区书记')
  expect(await refusal(reviewer.visits.save({ visitId, revision: 1, marks: { A1: 2 } }))).toBe(
    'scorecards.entered_for_you',
  )
})

test('marks are given only while the round is visiting', async ({ world }) => {
  const { roundId, estateId, seatId } = await planned(world)
  const coordinator = await coordinatorOf(world)
  const [title, estate] = plan[3]
  const { visitId } = await coordinator.rota.addVisit({
    roundId,
    estateId: estateId(estate),
    seatId: seatId(title),
  })
  const reviewer = await at(world, title)
  expect(await refusal(reviewer.visits.save({ visitId, revision: 0, marks: { A1: 5 } }))).toBe(
    'scorecards.round_not_visiting',
  )
  await coordinator.rounds.open({ roundId, seen: 'planning' })
  await reviewer.visits.submit({ visitId, revision: 0, marks: marks(4), findings: [] })
  const late = (
    await coordinator.rota.addVisit({ roundId, estateId: estateId(estate), seatId: seatId('国胜社区社工一') })
  ).visitId
  await openResponses(coordinator, roundId)
  expect(
    await refusal(
      (await at(world, '国胜社区社工一')).visits.submit({
        visitId: late,
        revision: 0,
        marks: marks(1),
        findings: [],
      }),
    ),
  ).toBe('scorecards.round_not_visiting')
  expect(await refusal(coordinator.rota.dropVisit({ visitId: late }))).toBe('scorecards.round_over')
  expect(await refusal(coordinator.rounds.removeEstate({ roundId, estateId: estateId(estate) }))).toBe(
    'scorecards.round_not_planning',
  )
})

test('a round in which nobody submitted anything goes nowhere', async ({ world }) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区书记')
  await reviewer.visits.save({ visitId: round.visitOf('国胜社区书记'), revision: 0, marks: marks(5) })
  const coordinator = await coordinatorOf(world)
  expect(await refusal(openResponses(coordinator, round.roundId))).toBe('scorecards.nothing_scored')
  expect(await refusal(coordinator.results.publish({ roundId: round.roundId, seen: 'visiting' }))).toBe(
    'scorecards.round_not_settling',
  )
})

test('two presses of one button take one step', async ({ world }) => {
  const { roundId } = await visited(world)
  const coordinator = await coordinatorOf(world, responding)
  await coordinator.findings.openResponses({ roundId, seen: 'visiting' })
  expect(await refusal(coordinator.findings.openResponses({ roundId, seen: 'visiting' }))).toBe(
    'scorecards.round_not_visiting',
  )
  expect(await refusal(coordinator.rounds.open({ roundId, seen: 'planning' }))).toBe('scorecards.round_not_planning')
  expect((await coordinator.findings.list({ slug })).findings).toHaveLength(2)
})

test('a response counts to the last minute of the last day; after that, after a decision, and by anybody else it is refused', async ({
  world,
}) => {
  const { roundId } = await disclosed(world)
  const company = (clock: Date) => at(world, '万科小区物业经理', clock)
  const [lane, bin] = (await (await company(responding)).findings.list({ slug })).findings.map(({ id }) => ({
    id,
  })) as [Found, Found]
  const answer = { of: 'finding', subjectId: lane.id, text: '已清开。' } as const

  expect(await refusal((await at(world, '龙馨园物业经理', responding)).findings.respond(answer))).toBe(
    'scorecards.finding_not_found',
  )
  expect(await refusal((await at(world, '三桥社区书记', responding)).findings.respond(answer))).toBe(
    'permissions.not_yours',
  )
  expect((await beside((await company(responding)).findings.respond({ ...answer, text: '  ' })))[0]![0]).toBe('text')
  await (await company(lastMinute)).findings.respond(answer)
  expect(await refusal((await company(afterwards)).findings.respond({ ...answer, subjectId: bin.id }))).toBe(
    'scorecards.response_deadline_passed',
  )

  const coordinator = await coordinatorOf(world, responding)
  expect(await refusal(coordinator.findings.decide({ findingId: bin.id, status: 'struck', reason: '无' }))).toBe(
    'scorecards.no_response_to_decide',
  )
  expect(await refusal(coordinator.findings.settle({ roundId, seen: 'responding' }))).toBe(
    'scorecards.responses_still_due',
  )
  await coordinator.findings.decide({ findingId: lane.id, status: 'stands', reason: '维持。' })
  expect(await refusal((await company(responding)).findings.respond({ ...answer, text: '再说一次。' }))).toBe(
    'scorecards.already_decided',
  )

  const later = await coordinatorOf(world, afterwards)
  await later.findings.settle({ roundId, seen: 'responding' })
  expect(await refusal((await company(responding)).findings.accept({ findingIds: [bin.id] }))).toBe(
    'scorecards.round_not_responding',
  )
  await later.results.publish({ roundId, seen: 'settling' })
  expect(await refusal(coordinator.findings.decide({ findingId: lane.id, status: 'struck', reason: '改判。' }))).toBe(
    'scorecards.round_not_settling',
  )
})
