import { expect } from 'vitest'
import { refusal, test, type World } from '../../../support/world.ts'
import { at, beside, coordinatorOf, days, during, opened, planned, slug } from '../round.ts'

test('weights that do not total a hundred are refused, saying what they total, and no rubric is kept', async ({
  world,
}) => {
  const coordinator = await coordinatorOf(world)
  const body = structuredClone(await coordinator.rubrics.template())
  body.dimensions[0]!.indicators[0]!.weight = 2.5
  const [[field, sentence] = []] = await beside(coordinator.rubrics.add({ title: '不足百分', body }))
  expect(field).toBe('body.weights')
  expect(sentence).toBe('权重合计 99.5，还差 0.5，必须正好是 100。请调整后再保存。')
  expect((await coordinator.rubrics.list()).map(({ title }) => title)).not.toContain('不足百分')
})

test('a rubric revised by two people at once is revised by one', async ({ world }) => {
  const coordinator = await coordinatorOf(world)
  const { id: rubricId, version, title } = (await coordinator.rubrics.list())[0]!
  const { body } = await coordinator.rubrics.get({ rubricId })
  await coordinator.rubrics.revise({ rubricId, version, title, body })
  expect(await refusal(coordinator.rubrics.revise({ rubricId, version, title, body }))).toBe(
    'scorecards.rubric_changed_meanwhile',
  )
})

test('a round with a short name that is taken, reserved or malformed, or with days out of order, is refused beside the field', async ({
  world,
}) => {
  const { rubricId } = await planned(world)
  const coordinator = await coordinatorOf(world)
  const round = { slug: 'another', title: '又一轮', rubricId, ...days }
  expect(await refusal(coordinator.rounds.plan({ ...round, slug }))).toBe('scorecards.slug_taken')
  expect(await beside(coordinator.rounds.plan({ ...round, slug: 'rubrics' }))).toEqual([
    ['slug', '这个链接代号由系统保留，请换一个。'],
  ])
  expect((await beside(coordinator.rounds.plan({ ...round, slug: '秋季' })))[0]![0]).toBe('slug')
  expect((await beside(coordinator.rounds.plan({ ...round, closesOn: '2026-11-01' })))[0]![0]).toBe('closesOn')
  expect(await refusal(coordinator.rounds.plan({ ...round, rubricId: crypto.randomUUID() }))).toBe(
    'scorecards.rubric_not_found',
  )
  expect((await coordinator.rounds.list()).map((known) => known.slug)).not.toContain('another')
})

test('nobody is sent to what is their own, nor twice to the same estate, and nobody from outside is sent at all', async ({
  world,
}) => {
  const { roundId, estateId, seatId } = await planned(world)
  const coordinator = await coordinatorOf(world)
  const send = (title: string, estate: string) =>
    coordinator.rota.addVisit({ roundId, estateId: estateId(estate), seatId: seatId(title) })
  expect(await refusal(send('万科小区物业经理', '万科小区'))).toBe('scorecards.own_company')
  expect(await refusal(send('三桥社区社工一', '万科小区'))).toBe('scorecards.own_estate')
  await send('龙馨园物业经理', '万科小区')
  expect(await refusal(send('龙馨园物业经理', '万科小区'))).toBe('scorecards.reviewer_already_planned')
  const { rows } = await world.beyond.query<{ id: string }>(
    `select id from seat where title in ('海洪社区书记', '联盟协调员')`,
  )
  for (const { id } of rows)
    expect(await refusal(coordinator.rota.addVisit({ roundId, estateId: estateId('龙馨园'), seatId: id }))).toBe(
      'scorecards.not_a_reviewer',
    )
  expect(
    await refusal(
      coordinator.rota.addVisit({ roundId, estateId: crypto.randomUUID(), seatId: seatId('龙馨园物业经理') }),
    ),
  ).toBe('scorecards.estate_not_in_round')
})

test('a visit outside of the round’s days is refused beside its day', async ({ world }) => {
  const { roundId, estateId, seatId } = await planned(world)
  const coordinator = await coordinatorOf(world)
  const visit = { roundId, estateId: estateId('万科小区'), seatId: seatId('龙馨园物业经理') }
  const outside = '互访日期请选在本轮互访期间，2026-11-16 至 2026-11-30。'
  expect(await beside(coordinator.rota.addVisit({ ...visit, plannedOn: '2026-12-01' }))).toEqual([
    ['plannedOn', outside],
  ])
  const { visitId } = await coordinator.rota.addVisit({ ...visit, plannedOn: '2026-11-30' })
  const move = (day: string) =>
    coordinator.rota.dateVisits({ days: { [visitId]: day }, were: { [visitId]: '2026-11-30' } })
  expect(await beside(move('2026-11-15'))).toEqual([[`days.${visitId}`, outside]])
  expect(await beside(move('9999-12-31'))).toEqual([
    [`days.${visitId}`, '日期要在 2000 年到 2100 年之间，请核对年份。'],
  ])
  expect(await move('2026-11-16')).toEqual({ dated: 1 })
})

test('the table itself refuses a visit to one’s own estate, should a procedure ever forget', async ({ world }) => {
  const { roundId } = await planned(world)
  await expect(
    world.beyond.query(
      `insert into visit (tenant_id, author_tenant_id, round_id, estate_id, company_id, community_id, reviewer_seat_id, reviewer_id, reviewer_title)
       select e.tenant_id, e.author_tenant_id, e.round_id, e.estate_id, e.company_id, e.community_id, s.id, e.company_id, s.title
         from round_estate e join seat s on s.tenant_id = e.company_id where e.round_id = $1`,
      [roundId],
    ),
  ).rejects.toThrow('scorecards__own_company')
})

test('a round is not opened without visits, and not proposed more visits than there are people', async ({ world }) => {
  const { roundId, seatId } = await planned(world)
  const coordinator = await coordinatorOf(world)
  expect(await refusal(coordinator.rounds.open({ roundId, seen: 'planning' }))).toBe('scorecards.no_visits_planned')
  const few = { roundId, perEstate: 2, seatIds: [seatId('三桥社区书记'), seatId('龙馨园物业经理')] }
  expect(await refusal(coordinator.rota.proposeVisits(few))).toBe('scorecards.too_few_reviewers')
  expect(await coordinator.rounds.visits({ slug })).toEqual([])
})

test('what is the coordinator’s is refused to everybody else', async ({ world }) => {
  const { roundId, estateId, seatId, rubricId } = await planned(world)
  const visit = { roundId, estateId: estateId('万科小区'), seatId: seatId('龙馨园物业经理') }
  for (const title of ['三桥社区书记', '国胜社区社工一', '万科小区物业经理']) {
    const somebody = await at(world, title, during)
    const acts = [
      () => somebody.rounds.plan({ slug: 'mine', title: '我的', rubricId, ...days }),
      () => somebody.rota.addVisit(visit),
      () => somebody.rota.proposeVisits({ roundId }),
      () => somebody.rota.reviewers(),
      () => somebody.rounds.candidates({}),
      () => somebody.rounds.open({ roundId, seen: 'planning' }),
      () => somebody.findings.openResponses({ roundId, seen: 'visiting' }),
      () => somebody.results.publish({ roundId, seen: 'responding' }),
      () => somebody.rubrics.add({ title: '我的' }),
      () => somebody.findings.decide({ findingId: roundId, status: 'struck', reason: '是' }),
      () => somebody.rounds.removeEstate({ roundId, estateId: visit.estateId }),
    ]
    for (const act of acts) expect(await refusal(act()), title).toBe('permissions.not_yours')
  }
})

test('an absent round, visit, rubric or result answers as a stranger’s does', async ({ world }) => {
  const round = await opened(world)
  const stranger = await strangerOf(world)
  const member = await at(world, '三桥社区书记')
  for (const [asker, visitId] of [
    [member, round.visitOf('国胜社区书记')],
    [member, crypto.randomUUID()],
    [stranger, round.visitOf('国胜社区书记')],
  ] as const) {
    expect(await refusal(asker.visits.get({ visitId }))).toBe('scorecards.visit_not_found')
    expect(await refusal(asker.visits.sheet({ visitId }))).toBe('scorecards.visit_not_found')
    expect(await refusal(asker.visits.save({ visitId, revision: 0, marks: { A1: 5 } }))).toBe(
      'scorecards.visit_not_found',
    )
  }
  for (const asker of [member, stranger]) {
    expect(await refusal(asker.rubrics.get({ rubricId: crypto.randomUUID() }))).toBe('scorecards.rubric_not_found')
    expect(await refusal(asker.rounds.get({ slug: 'nowhere' }))).toBe('scorecards.round_not_found')
  }
  expect(await refusal(stranger.rounds.get({ slug }))).toBe('scorecards.round_not_found')
  expect(await refusal(stranger.rubrics.get({ rubricId: round.rubricId }))).toBe('scorecards.rubric_not_found')
  expect(await refusal(member.results.card({ slug, estateId: round.estateId('万科小区') }))).toBe(
    'scorecards.result_not_found',
  )
})

const strangerOf = async (world: World) =>
  (await world.as('海洪社区书记').at('haihong-lianmeng', { clock: during })).scorecards
