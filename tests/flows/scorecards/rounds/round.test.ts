import { expect } from 'vitest'
import { waitingFor } from '../../../support/errands.ts'
import { refusal, test } from '../../../support/world.ts'
import { addDays } from '@bilin/domain/calendar'
import {
  afterwards,
  allAccept,
  at,
  coordinatorOf,
  days,
  during,
  marks,
  opened,
  plan,
  planned,
  responding,
  slug,
  disclosed,
} from '../round.ts'

test('a round is planned, visited, responded to, decided on and published, and everybody reads what is theirs', async ({
  world,
}) => {
  const { roundId, estateId } = await disclosed(world)
  const coordinator = await coordinatorOf(world, responding)
  const company = await at(world, '万科小区物业经理', responding)
  const clock = responding
  expect(await waitingFor(world, '万科小区物业经理', 'scorecards.response', { clock })).toMatchObject([
    { path: `scorecards/${slug}/findings`, count: 2, due: days.responseUntil },
  ])
  const { findings } = await company.findings.list({ slug })
  expect(findings.map(({ indicator, severity, text }) => [indicator, severity, text])).toEqual([
    ['E3', 'S1', '消防车道被私家车堵住。'],
    ['C2', 'S2', '桶站满溢，下午仍未清运。'],
  ])
  const [lane, bin] = findings
  await company.findings.respond({
    of: 'finding',
    subjectId: lane!.id,
    text: '当时正在卸消防水带，两分钟后清开，有监控截图。',
  })
  await company.findings.respond({ of: 'finding', subjectId: bin!.id, text: '当日清运车故障。' })

  expect(await waitingFor(world, '联盟协调员', 'scorecards.decision', { clock })).toMatchObject([{ count: 2 }])
  await coordinator.findings.decide({ findingId: lane!.id, status: 'struck', reason: '监控属实，撤销。' })
  await coordinator.findings.decide({ findingId: bin!.id, status: 'stands', reason: '应有备用清运安排，维持。' })
  await allAccept(world, roundId)
  await coordinator.findings.settle({ roundId, seen: 'responding' })
  await coordinator.results.publish({ roundId, seen: 'settling' })

  // Two visits of 5 and 4 are 90; E3 was marked 1 and 4 and weighs 4, C2 is held at 40 and weighs 3; of G and H nothing applies.
  const card = await company.results.card({ slug, estateId: estateId('万科小区') })
  const expected = Math.round((90 - (4 * (90 - 50)) / 78 - (3 * (90 - 40)) / 78) * 100) / 100
  expect(card.result).toMatchObject({
    visits: 2,
    stars: 4,
    rawMean: expected,
    uncappedMean: 87.95,
    adjusted: null,
  })
  expect(card.dimensions.map(({ dimension }) => dimension)).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
  expect(card.indicators.find(({ indicator }) => indicator === 'C2')).toMatchObject({
    percent: 40,
    capped: true,
    marks: 2,
  })
  expect(card.findings).toMatchObject([
    { indicator: 'C2', response: '当日清运车故障。', decision: '应有备用清运安排，维持。' },
  ])
  expect(card.neighbours).toMatchObject([{ name: '龙馨园', stars: 2 }])
  expect(card.neighbours[0]).not.toHaveProperty('rawMean')

  const community = await at(world, '三桥社区书记', afterwards)
  expect(await community.results.card({ slug, estateId: estateId('万科小区') })).toMatchObject({
    result: { rawMean: expected },
    findings: [{ indicator: 'C2' }],
  })

  const steps = 'select name from event where subject_id = $1'
  const { rows } = await world.beyond.query<{ name: string }>(steps, [roundId])
  expect(rows.map(({ name }) => name).sort()).toEqual([
    'scorecards.accepted',
    'scorecards.accepted',
    'scorecards.published',
    'scorecards.responses_opened',
    'scorecards.round_opened',
    'scorecards.round_planned',
    'scorecards.settling',
    'scorecards.values_not_applicable',
  ])
})

test('the coordinator plans ten estates in one act, and then changes a visit', async ({ world }) => {
  const coordinator = await coordinatorOf(world)
  const rubricId = (await coordinator.rubrics.list())[0]!.id
  const days = { opensOn: '2026-12-01', closesOn: '2026年12月18日', responseUntil: '2027/1/8' }
  const { roundId, estates } = await coordinator.rounds.plan({
    slug: ' 2027-Spring ',
    title: '春季互评',
    rubricId,
    ...days,
  })
  expect(estates).toBe(10)
  expect(await coordinator.rota.proposeVisits({ roundId, perEstate: '4' as unknown as number })).toEqual({
    visits: 40,
  })
  expect(await coordinator.rota.proposeVisits({ roundId })).toEqual({ visits: 0 })

  const visits = await coordinator.rounds.visits({ slug: '2027-spring' })
  const people = new Map<string, number>()
  for (const { reviewerTitle } of visits) people.set(reviewerTitle, (people.get(reviewerTitle) ?? 0) + 1)
  expect([...new Set(people.values())]).toEqual([2])

  await coordinator.rota.dropVisit({ visitId: visits[0]!.id })
  await coordinator.rota.dateVisits({ days: { [visits[1]!.id]: addDays('2026-12-01', 3) } })
  const { visitId } = await coordinator.rota.addVisit({
    roundId,
    estateId: visits[0]!.estateId,
    seatId: visits[0]!.reviewerSeatId,
    plannedOn: '2026-12-05',
  })
  const changed = await coordinator.rounds.get({ slug: '2027-spring' })
  expect(changed).toMatchObject({ progress: { planned: 40, begun: 0, submitted: 0 }, stage: 'planning' })
  const after = await coordinator.rounds.visits({ slug: '2027-spring' })
  expect(after.find(({ id }) => id === visitId)).toMatchObject({ plannedOn: '2026-12-05' })
  expect(after.find(({ id }) => id === visits[1]!.id)).toMatchObject({ plannedOn: '2026-12-04' })
})

test('a reviewer keeps a draft dimension by dimension, and what was kept of one stays when another is saved', async ({
  world,
}) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区社工一')
  const visitId = round.visitOf('国胜社区社工一')
  const visits = async () =>
    (await waitingFor(world, '国胜社区社工一', 'scorecards.visit', { clock: during })).map(({ id }) => id)
  expect(await visits()).toContain(visitId)

  const findings = [{ indicator: 'D1', severity: 'S4' as const, text: '草坪未修剪。' }]
  const first = await reviewer.visits.save({
    visitId,
    revision: 0,
    dimension: 'D',
    marks: { D3: '４', D2: 'na', D1: { counted: '' } } as never,
    findings,
  })
  const second = await reviewer.visits.save({ visitId, revision: first.revision, dimension: 'A', marks: { A1: 5 } })
  expect(await reviewer.visits.get({ visitId })).toMatchObject({
    own: true,
    revision: 2,
    marks: { D3: 4, D2: null, A1: 5 },
    findings: [{ indicator: 'D1', place: '' }],
    submittedAt: null,
  })

  await reviewer.visits.save({ visitId, revision: second.revision, dimension: 'D', marks: { D1: { counted: 0 } } })
  expect(await reviewer.visits.get({ visitId })).toMatchObject({ marks: { D1: 5, A1: 5 }, findings: [] })
  await reviewer.visits.submit({ visitId, revision: 3 })
  expect((await reviewer.visits.get({ visitId })).submittedAt).toBeInstanceOf(Date)
  expect(await visits()).not.toContain(visitId)
})

test('the same save sent twice, because the line broke, counts once', async ({ world }) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区书记')
  const save = {
    visitId: round.visitOf('国胜社区书记'),
    revision: 0,
    dimension: 'D',
    marks: { D1: { counted: 1 }, D2: null },
  }
  expect(await reviewer.visits.save(save)).toEqual({ revision: 1 })
  expect(await reviewer.visits.save(save)).toEqual({ revision: 1 })
})

test('a colleague enters the marks, and so may the coordinator; the sheet says who did', async ({ world }) => {
  const round = await opened(world)
  const colleague = await at(world, '国胜社区社工二')
  await colleague.visits.save({ visitId: round.visitOf('国胜社区社工一'), revision: 0, marks: marks(4) })
  const coordinator = await coordinatorOf(world)
  await coordinator.visits.submit({
    visitId: round.visitOf('万科小区物业经理'),
    revision: 0,
    marks: marks(3),
    findings: [],
  })

  expect(await colleague.visits.get({ visitId: round.visitOf('国胜社区社工一') })).toMatchObject({
    own: false,
    savedBy: '国胜社区社工二',
  })
  const reviewer = await at(world, '万科小区物业经理')
  expect(await reviewer.visits.get({ visitId: round.visitOf('万科小区物业经理') })).toMatchObject({
    own: true,
    savedBy: '联盟协调员',
  })
})

test('companies that take the rest as it is let the round be published before the deadline', async ({ world }) => {
  const { roundId } = await disclosed(world)
  const company = await at(world, '万科小区物业经理', responding)
  const coordinator = await coordinatorOf(world, responding)
  await company.findings.acceptRest({ roundId })
  expect((await company.findings.list({ slug })).findings.map(({ disputes }) => disputes)).toEqual([false, false])
  expect((await coordinator.findings.list({ slug })).awaited).toBe(1)
  expect(await refusal(coordinator.findings.settle({ roundId, seen: 'responding' }))).toBe(
    'scorecards.responses_still_due',
  )
  await allAccept(world, roundId)
  const steps = await waitingFor(world, '联盟协调员', 'scorecards.step', { clock: responding })
  expect(steps.map(({ id }) => id)).toContain(roundId)
  await coordinator.findings.settle({ roundId, seen: 'responding' })
  await expect(coordinator.results.publish({ roundId, seen: 'settling' })).resolves.toMatchObject({
    stage: 'published',
    estates: 2,
  })
  // The blocked lane holds its dimension of 18 at forty percent, the open bin its indicator of 3.
  const { result } = await company.results.card({
    slug,
    estateId: (await company.rounds.get({ slug })).estates.find(({ name }) => name === '万科小区')!.estateId,
  })
  expect(result).toMatchObject({ uncappedMean: 87.95, stars: 3 })
})

test('a rubric is revised into a next version, and the round keeps the one it was planned with', async ({ world }) => {
  const { rubricId } = await planned(world)
  const coordinator = await coordinatorOf(world)
  const { title, version, ...read } = await coordinator.rubrics.get({ rubricId })
  const body = structuredClone(read.body)
  body.dimensions[0]!.indicators[0]!.guide = '现场查看公示栏。'
  const next = await coordinator.rubrics.revise({ rubricId, version, title, body })
  expect(next.version).toBe(2)
  expect(await coordinator.rubrics.list()).toMatchObject([{ id: next.rubricId, version: 2 }])
  expect((await coordinator.rubrics.get({ rubricId: next.rubricId })).versions.map((known) => known.version)).toEqual([
    2, 1,
  ])
  expect((await coordinator.rounds.get({ slug })).rubric).toMatchObject({ id: rubricId, version: 1 })
})

test('estates come and go while the round is planned, and their visits with them', async ({ world }) => {
  const { roundId, estateId, seatId } = await planned(world)
  const coordinator = await coordinatorOf(world)
  await coordinator.rota.addVisit({ roundId, estateId: estateId('龙馨园'), seatId: seatId(plan[2][0]) })
  await coordinator.rounds.removeEstate({ roundId, estateId: estateId('龙馨园') })
  expect(await coordinator.rounds.get({ slug })).toMatchObject({ estates: [{ name: '万科小区' }] })
  expect(await coordinator.rounds.visits({ slug })).toEqual([])
  const [another] = await coordinator.rounds.candidates({ roundId })
  await coordinator.rounds.addEstates({ roundId, estateIds: [another!.estateId] })
  expect((await coordinator.rounds.get({ slug })).estates).toHaveLength(2)
})
