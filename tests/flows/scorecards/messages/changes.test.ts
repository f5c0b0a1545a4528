import { expect } from 'vitest'
import { refusal, test } from '../../../support/world.ts'
import { changes, getStatus, messageWaiting, open, says, sent, visitsOf, wanke } from './messages.ts'
import { at, coordinatorOf, marks, openResponses } from '../round.ts'
import { before, during, slug, taken } from '../rota/rota.ts'

test('a visit that goes to somebody else is sent to both: it is no longer theirs, it is now yours', async ({
  world,
}) => {
  const { coordinator, roundId, mine, knows, plan } = await sent(world)
  const [lost] = mine
  const company = await at(world, wanke, before)
  await company.rota.declareConflict({ roundId, withWhom: `estate:${lost!.estateId}`, reason: '同投一个标段' })
  const had = new Set((await plan()).visits.map(({ id }) => id))
  await coordinator.rota.reassign({ roundId })
  const [found] = (await plan()).visits.filter(({ id }) => !had.has(id))
  expect(changes(await knows())).toEqual([[lost!.estate, 'removed']])
  expect(changes(await getStatus(world, found!.reviewerTitle))).toEqual([[found!.estate, 'added']])
  expect(await coordinator.messages.list({ slug })).toMatchObject({ unaware: 2 })
  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: 2 })
  expect(changes(await open(world))).toEqual([[lost!.estate, 'removed']])
  expect(changes(await open(world, found!.reviewerTitle))).toEqual([[found!.estate, 'added']])
})

test('whoever loses every visit is sent so, and then not again', async ({ world }) => {
  const { coordinator, roundId, mine, knows } = await sent(world)
  await open(world)
  for (const { id } of mine) await coordinator.rota.dropVisit({ visitId: id })
  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: 1 })
  expect(await messageWaiting(world)).toMatchObject({ title: says('changed'), due: null })
  const message = await open(world)
  expect(message!.visits.map(({ change }) => change)).toEqual(mine.map(() => 'removed'))
  expect(await knows()).toMatchObject({ status: 'opened' })
  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: 0 })
})

test('a reviewer who has left is not sent: their visits are to be reassigned first', async ({ world }) => {
  const { coordinator, roundId, plan, knows } = await sent(world)
  const [one] = await visitsOf(plan, wanke)
  await world.beyond.query('update seat set ended_at = now() where title = $1', [wanke])
  await world.beyond.query('select app.copy_names()')
  expect(await knows()).toMatchObject({ status: 'left' })
  await coordinator.rota.dateVisits({ days: { [one!.id]: '2026-12-18' } })
  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: 0 })
  expect(await refusal(coordinator.messages.send({ roundId, seatId: one!.reviewerSeatId, note: '在吗' }))).toBe(
    'scorecards.reviewer_left',
  )
  await coordinator.rota.reassign({ roundId })
  expect(await knows()).toBeUndefined()
  expect((await coordinator.messages.send({ roundId })).sent).toBeGreaterThan(0)
})

test('a visit that somebody else entered meanwhile is no news to its reviewer', async ({ world }) => {
  const { coordinator, roundId, mine, knows } = await sent(world)
  await coordinator.rounds.open({ roundId, seen: 'planning' })
  const later = await coordinatorOf(world, during)
  await later.visits.submit({ visitId: mine[0]!.id, revision: 0, marks: marks(4), findings: [] })
  expect(await knows()).toMatchObject({ status: 'unopened' })
  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: 0 })
})

test('a round called off is sent to those who were to visit; what they made already stays made', async ({ world }) => {
  const { coordinator, roundId, mine, knows, plan } = await sent(world)
  await open(world)
  await coordinator.rounds.open({ roundId, seen: 'planning' })
  const reviewer = await at(world, wanke, during)
  await reviewer.visits.submit({ visitId: mine[0]!.id, revision: 0, marks: marks(4), findings: [] })
  await coordinator.rounds.cancel({ roundId, seen: 'visiting', reason: '台风。' })
  const reviewers = new Set((await plan()).visits.map(({ reviewerTitle }) => reviewerTitle)).size
  expect(await coordinator.messages.list({ slug })).toMatchObject({ unaware: reviewers })
  // Also before a message is sent, the page says so and the plan is no longer shown as one.
  expect(changes(await reviewer.messages.mine({ slug }))).toEqual([[mine[1]!.estate, 'removed']])
  const other = (await plan()).visits.find(({ reviewerTitle }) => reviewerTitle !== wanke)!.reviewerTitle
  const waits = async (title: string) => (await messageWaiting(world, title, during))?.title
  expect([await waits(wanke), await waits(other)]).toEqual([undefined, says('cancelled')])

  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: reviewers })
  expect(await waits(wanke)).toBe(says('cancelled'))
  expect(changes(await open(world))).toEqual([[mine[1]!.estate, 'removed']])
  expect(await knows()).toMatchObject({ status: 'opened' })
  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: 0 })
})

test('a round called off is sent also to those who had only seen their visits in the list', async ({ world }) => {
  const { coordinator, roundId, plan } = await taken(world)
  await coordinator.rounds.cancel({ roundId, seen: 'planning', reason: '台风。' })
  const mine = await visitsOf(plan, wanke)
  const off = mine.map(({ estate }) => [estate, 'removed']).sort()
  expect((await getStatus(world))!.status).toBe('unsent')
  expect(changes(await getStatus(world))!.sort()).toEqual(off)
  expect((await coordinator.messages.send({ roundId })).sent).toBeGreaterThan(10)
  expect(changes(await open(world))!.sort()).toEqual(off)
  expect(await coordinator.messages.list({ slug })).toMatchObject({ unaware: 0 })
})

test('no message is sent once visiting is over, by anybody but the coordinator, or to a stranger', async ({
  world,
}) => {
  const { coordinator, roundId, mine, seat } = await sent(world)
  const unvisiting = { roundId, seatId: seat('万科小区物业经理').seatId, note: '一句话' }
  expect(await refusal((await at(world, '三桥社区书记', before)).messages.send({ roundId }))).toBe(
    'permissions.not_yours',
  )
  expect(await refusal((await at(world, '三桥社区书记', before)).messages.list({ slug }))).toBe('permissions.not_yours')
  expect(await refusal(coordinator.messages.send({ roundId, seatId: roundId }))).toBe('scorecards.not_a_reviewer')
  await coordinator.rounds.open({ roundId, seen: 'planning' })
  const reviewer = await at(world, wanke, during)
  await reviewer.visits.submit({ visitId: mine[0]!.id, revision: 0, marks: marks(4), findings: [] })
  await openResponses(coordinator, roundId, slug)
  expect(await refusal(coordinator.messages.send(unvisiting))).toBe('scorecards.sending_over')
  expect(await coordinator.messages.list({ slug })).toMatchObject({ unaware: 0, count: 0 })
  expect(await reviewer.messages.mine({ slug })).toBeNull()
  expect(await messageWaiting(world)).toBeUndefined()
})

test('when one recipient fails, nobody is sent a message', async ({ world }) => {
  const { coordinator, roundId } = await taken(world)
  await world.beyond.query(
    `create function stumble() returns trigger language plpgsql as $$ begin raise exception 'stumbled'; end $$;
     create trigger stumble before insert on event for each row when (new.name = 'scorecards.messages_sent') execute function stumble()`,
  )
  await expect(coordinator.messages.send({ roundId })).rejects.toThrow()
  const { rows } = await world.beyond.query('select from visit_message where round_id = $1', [roundId])
  expect(rows).toEqual([])
})
