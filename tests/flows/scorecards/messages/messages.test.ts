import { addDays } from '@bilin/domain/calendar'
import { expect } from 'vitest'
import { waitingFor } from '../../../support/errands.ts'
import { test } from '../../../support/world.ts'
import { changes, messageWaiting, open, says, sent, visitsOf, wanke } from './messages.ts'
import { at, coordinatorOf } from '../round.ts'
import { before, slug, taken } from '../rota/rota.ts'

test('every reviewer is sent their own visits, with the coordinator’s note; pressed twice, once', async ({ world }) => {
  const { coordinator, roundId, all, plan, mine } = await sent(world)
  const titles = new Set((await plan()).visits.map(({ reviewerTitle }) => reviewerTitle))
  expect(all).toEqual({ sent: titles.size })
  expect(await coordinator.messages.send({ roundId, note: '请带工作证。' })).toEqual({ sent: 0 })
  expect(await coordinator.messages.send({ roundId, note: '再说一遍' })).toEqual({ sent: 0 })

  const message = await (await at(world, wanke, before)).messages.mine({ slug })
  expect(message).toMatchObject({ first: true, note: '请带工作证。', opened: false, overtaken: false })
  expect(new Set(message!.visits.map(({ estate, day }) => `${estate} ${day}`))).toEqual(
    new Set(mine.map(({ estate, plannedOn }) => `${estate} ${plannedOn}`)),
  )
  const { rows } = await world.beyond.query(
    `select details from event where name = 'scorecards.messages_sent' and subject_id = $1`,
    [roundId],
  )
  expect(rows).toEqual([{ details: { reviewers: titles.size } }])
})

test('two coordinators press at the same moment: everybody is sent once', async ({ world }) => {
  const { coordinator, roundId } = await taken(world)
  const again = await coordinatorOf(world, before)
  const [one, other] = await Promise.all([coordinator, again].map((who) => who.messages.send({ roundId })))
  expect(Math.min(one!.sent, other!.sent)).toBe(0)
  const { rows } = await world.beyond.query(
    'select reviewer_seat_id from visit_message where round_id = $1 group by 1 having count(*) > 1',
    [roundId],
  )
  expect(rows).toEqual([])
})

test('a message waits on its reviewer’s home page until it is opened, and the coordinator sees who has not', async ({
  world,
}) => {
  const { coordinator, knows, mine } = await sent(world)
  const first = mine.map(({ plannedOn }) => plannedOn!).sort()[0]
  expect(await messageWaiting(world)).toMatchObject({ title: says('planned'), due: first, late: false, first: true })
  expect(await knows()).toMatchObject({ status: 'unopened' })
  const { unopened } = await coordinator.messages.list({ slug })

  await open(world)
  await open(world)
  expect(await messageWaiting(world)).toBeUndefined()
  expect(await knows()).toMatchObject({ status: 'opened' })
  expect(await coordinator.messages.list({ slug })).toMatchObject({ unaware: 0, unopened: unopened - 1 })
  expect(await waitingFor(world, '联盟协调员', 'scorecards.message', { clock: before })).toEqual([])
})

test('what was added, taken away or moved since is sent as that, measured by what the reviewer last opened', async ({
  world,
}) => {
  const { coordinator, roundId, mine, knows, plan } = await sent(world)
  await open(world)
  const [gone, moved] = mine
  const day = addDays(moved!.plannedOn!, moved!.plannedOn === '2026-12-18' ? -1 : 1)
  await coordinator.rota.dateVisits({ days: { [moved!.id]: day } })
  expect(await (await at(world, wanke, before)).messages.mine({ slug })).toMatchObject({ overtaken: true })
  expect(changes(await knows())).toEqual([[moved!.estate, 'moved']])
  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: 1 })

  // Not opened, and overtaken by another change: the reviewer learns both.
  await coordinator.rota.dropVisit({ visitId: gone!.id })
  expect(await knows()).toMatchObject({ status: 'changed' })
  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: 1 })
  const message = await open(world)
  expect(message).toMatchObject({ first: false, overtaken: false })
  expect(changes(message)).toEqual([
    [moved!.estate, 'moved'],
    [gone!.estate, 'removed'],
  ])
  expect(message!.visits.find(({ estate }) => estate === moved!.estate)).toMatchObject({
    day,
    was: moved!.plannedOn,
  })
  // Looked at again it says the same.
  expect(changes(await open(world))).toEqual(changes(message))
  expect(await knows()).toMatchObject({ status: 'opened' })

  await coordinator.rota.addVisit({ roundId, estateId: gone!.estateId, seatId: gone!.reviewerSeatId })
  expect(changes(await knows())).toEqual([[gone!.estate, 'added']])
  expect((await plan()).planned).toBe(40)
})

test('a plan made anew that sends somebody to the same places on the same days is not sent again', async ({
  world,
}) => {
  const { coordinator, roundId, mine, knows } = await sent(world)
  const [one] = mine
  await coordinator.rota.dropVisit({ visitId: one!.id })
  await coordinator.rota.addVisit({
    roundId,
    estateId: one!.estateId,
    seatId: one!.reviewerSeatId,
    plannedOn: one!.plannedOn!,
  })
  expect(await knows()).toMatchObject({ status: 'unopened' })
  expect(await coordinator.messages.send({ roundId })).toEqual({ sent: 0 })
})

test('one reviewer is sent alone, and again only with something new to say', async ({ world }) => {
  const { coordinator, roundId, plan } = await taken(world)
  const [one] = await visitsOf(plan, wanke)
  const { reviewerSeatId: seatId } = one!
  expect(await coordinator.messages.send({ roundId, seatId })).toEqual({ sent: 1 })
  expect(await coordinator.messages.send({ roundId, seatId })).toEqual({ sent: 0 })
  await open(world)
  expect(await coordinator.messages.send({ roundId, seatId, note: '南门进。' })).toEqual({ sent: 1 })
  expect(await coordinator.messages.send({ roundId, seatId, note: '南门进。' })).toEqual({ sent: 0 })
  expect(await messageWaiting(world)).toMatchObject({ title: says('noted') })
  expect(changes(await open(world))).toEqual([])
  const { unaware, unopened } = await coordinator.messages.list({ slug })
  expect(unaware).toBeGreaterThan(5)
  expect(unopened).toBe(0)
})
