import ICAL from 'ical.js'
import { expect } from 'vitest'
import { addDays } from '@bilin/domain/calendar'
import { defaults } from '@bilin/domain/scorecards/rota/settings'
import { refusal, test } from '../../../support/world.ts'
import { at, coordinatorOf, marks } from '../round.ts'
import { before, during, manyMore, slug, taken, ten } from './rota.ts'

test('a reviewer leaves the company while the round is visiting: what they sent stays, the rest goes to others in one act', async ({
  world,
}) => {
  const { coordinator, roundId, plan } = await taken(world)
  await coordinator.rounds.open({ roundId, seen: 'planning' })
  const gone = '万科小区物业经理'
  const [sent, left] = (await plan()).visits.filter(({ reviewerTitle }) => reviewerTitle === gone)
  await (await at(world, gone, during)).visits.submit({ visitId: sent!.id, revision: 0, marks: marks(4), findings: [] })
  await world.beyond.query('update seat set ended_at = now() where title = $1', [gone])
  await world.beyond.query('select app.copy_names()')

  const now = await coordinatorOf(world, during)
  const seen = await now.rota.plan({ slug })
  expect(seen.counts).toMatchObject({ stranded: 1, submitted: 1 })
  expect(seen.stranded).toMatchObject([{ id: left!.id, reviewerTitle: gone, why: 'left', begun: false }])
  expect(await now.rota.reassign({ roundId })).toEqual({ visits: 1, dropped: 1 })

  const after = await now.rota.plan({ slug })
  expect(after.stranded).toEqual([])
  expect(after.planned).toBe(40)
  const before = new Set(seen.visits.map(({ id }) => id))
  expect(after.visits.filter(({ id }) => !before.has(id))).toMatchObject([{ estateId: left!.estateId }])
  expect(after.visits.find(({ id }) => id === sent!.id)).toMatchObject({ state: 'submitted' })
  expect(await now.rota.reassign({ roundId })).toEqual({ visits: 0, dropped: 0 })
})

test('an estate that changes its company meanwhile stays judged as planned, and the coordinator sees it', async ({
  world,
}) => {
  const { coordinator, plan } = await taken(world)
  expect((await plan()).changed).toEqual([])
  await world.beyond.query(
    `update listed_estate set company_id = (select id from tenant where slug = 'donghui'), company_name = '东汇物业' where name = '龙馨园'`,
  )
  expect((await plan()).changed).toMatchObject([{ name: '龙馨园', now: '东汇物业' }])
  const { estates } = await coordinator.rounds.get({ slug })
  expect(estates.find(({ name }) => name === '龙馨园')!.companyName).not.toBe('东汇物业')
})

test('a company that declares whom it competes with is not sent there, by hand neither; the coordinator sees why', async ({
  world,
}) => {
  const { coordinator, roundId, plan, seat } = await taken(world)
  const company = await at(world, '万科小区物业经理', before)
  const mine = (await plan()).visits.find(({ reviewerTitle }) => reviewerTitle === '万科小区物业经理')!
  const { conflictId } = await company.rota.declareConflict({
    roundId,
    withWhom: `estate:${mine.estateId}`,
    reason: '同投一个标段',
  })
  expect((await plan()).stranded).toMatchObject([{ id: mine.id, why: 'conflict' }])
  await coordinator.rota.reassign({ roundId })
  const { seatId } = seat('万科小区物业经理')
  expect(
    (await plan()).visits.some((visit) => visit.reviewerSeatId === seatId && visit.estateId === mine.estateId),
  ).toBe(false)
  expect(await refusal(coordinator.rota.addVisit({ roundId, estateId: mine.estateId, seatId }))).toBe(
    'scorecards.conflict_declared',
  )
  expect(
    await refusal(company.rota.declareConflict({ roundId, withWhom: `estate:${mine.estateId}`, reason: '再说一遍' })),
  ).toBe('scorecards.conflict_already_there')
  await company.rota.withdrawConflict({ conflictId })
  expect(await refusal(company.rota.withdrawConflict({ conflictId }))).toBe('scorecards.conflict_not_found')
  await coordinator.rota.addVisit({ roundId, estateId: mine.estateId, seatId })
})

test('people say on which days they are away, for themselves and colleagues, and for nobody else', async ({
  world,
}) => {
  const { coordinator, roundId, seat, plan } = await ten(world)
  const secretary = await at(world, '三桥社区书记', before)
  const away = { roundId, fromDay: '2026-12-01', toDay: addDays('2026-12-18', -1) }
  const { absenceId } = await secretary.rota.reportAbsence({ ...away, seatId: seat('三桥社区社工一').seatId })
  expect(await refusal(secretary.rota.reportAbsence({ ...away, seatId: seat('国胜社区书记').seatId }))).toBe(
    'scorecards.not_a_reviewer',
  )
  await coordinator.rota.propose({ roundId, ...defaults })
  await coordinator.rota.accept({ roundId })
  const theirs = (await plan()).visits.filter(({ reviewerTitle }) => reviewerTitle === '三桥社区社工一')
  expect(theirs.map(({ plannedOn }) => plannedOn)).toEqual(theirs.map(() => '2026-12-18'))
  await secretary.rota.withdrawAbsence({ absenceId })
  expect((await secretary.rota.declarations({ slug })).absences).toEqual([])
})

const readEvents = ({ content }: { content: string }) =>
  new ICAL.Component(ICAL.parse(Buffer.from(content, 'base64').toString()) as never[])
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event))

test('visits go into a calendar: one’s own, with day, place and link; the coordinator has all', async ({ world }) => {
  const { coordinator, plan } = await taken(world)
  const [one] = (await plan()).visits
  const reviewer = await at(world, one!.reviewerTitle, before)
  const asked = { slug, origin: 'https://bilin.example' }
  const mine = readEvents(await reviewer.rota.calendar(asked))
  expect(mine).toHaveLength(2)
  const theirs = mine.find(({ uid }) => uid === `${one!.id}@bilin`)!
  expect(theirs.startDate.isDate).toBe(true)
  expect(theirs.startDate.toString()).toBe(one!.plannedOn)
  expect(theirs.endDate.toString()).toBe(addDays(one!.plannedOn!, 1))
  expect(theirs.summary).toBe(`互访：${one!.estate}`)
  expect(theirs.location).toContain(one!.communityName)
  expect(theirs.component.getFirstPropertyValue('url')).toBe(
    `https://bilin.example/bilin/scorecards/${slug}/visits/${one!.id}`,
  )
  expect(readEvents(await coordinator.rota.calendar(asked))).toHaveLength(40)
})

test('a later calendar file counts as later, and takes out what was submitted or has lapsed', async ({ world }) => {
  const { coordinator, roundId, plan } = await taken(world)
  const asked = { slug, origin: 'https://bilin.example' }
  const readAt = async (clock: Date) => {
    const all = readEvents(await (await coordinatorOf(world, clock)).rota.calendar(asked))
    return new Map(all.map((event) => [event.uid, event]))
  }
  const status = (event?: ICAL.Event) => event?.component.getFirstPropertyValue('status')
  const first = await readAt(before)
  await coordinator.rounds.open({ roundId, seen: 'planning' })
  const [one, other] = (await plan()).visits
  const reviewer = await at(world, one!.reviewerTitle, during)
  await reviewer.visits.submit({ visitId: one!.id, revision: 0, marks: marks(4), findings: [] })
  const later = await readAt(during)
  const [was, is] = [first, later].map((file) => file.get(`${one!.id}@bilin`))
  expect([status(was), status(is)]).toEqual(['CONFIRMED', 'CANCELLED'])
  expect(is!.sequence).toBeGreaterThan(was!.sequence)
  expect(status(later.get(`${other!.id}@bilin`))).toBe('CONFIRMED')
  expect(is!.component.getFirstPropertyValue('last-modified')?.toString()).toBe('2026-12-03T02:00:00Z')
})

test('a large rota is computed by the worker: others are answered meanwhile, and it can be cancelled', async ({
  world,
}) => {
  const { coordinator, roundId, plan } = await ten(world)
  await manyMore(world, roundId)
  const settings = { roundId, ...defaults, requiredVisits: 2, visitsPerDay: 10 }
  const first = mustRun(await coordinator.rota.propose(settings))
  expect(await coordinator.rota.progress(first)).toMatchObject({ of: expect.any(Number) })
  expect((await plan()).running?.id).toBe(first.jobId)
  const neighbour = (await world.as('海洪联盟协调员').at('haihong-lianmeng')).scorecards
  expect(await neighbour.rota.progress(first), 'another alliance’s job').toBeNull()
  await coordinator.rota.cancel({ roundId })
  expect(await coordinator.rota.progress(first)).toBeNull()

  world.startWorker()
  const second = mustRun(await coordinator.rota.propose(settings))
  let answered = 0
  while (await coordinator.rota.progress(second)) answered += (await coordinator.rounds.list()).length > 0 ? 1 : 0
  expect(answered).toBeGreaterThan(3)
  expect((await plan()).proposal?.rota?.facts).toMatchObject({ groups: 1 })
  expect(await coordinator.rota.accept({ roundId })).toMatchObject({ visits: 820 })
  const shown = new Set<string>()
  let after: string | null = ''
  for (let page = 1; after !== null; page += 1) {
    const { found, next, visits }: Awaited<ReturnType<typeof plan>> = await plan({ after })
    expect(found).toBe(820)
    expect(visits).toHaveLength(page < 9 ? 100 : 20)
    for (const { id } of visits) shown.add(id)
    after = next
  }
  expect(shown.size, 'every visit once').toBe(820)
})

function mustRun({ jobId }: { jobId: string | null }): { jobId: string } {
  if (jobId === null) throw new Error('so small a rota that no job computes it')
  return { jobId }
}
