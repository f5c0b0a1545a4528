import { expect } from 'vitest'
import { dropPromise } from '../../../support/promises.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { wanke, open, sent } from './messages.ts'
import { at } from '../round.ts'
import { before, slug, taken } from '../rota/rota.ts'
import { everythingSeenBy, leaks } from '../seen.ts'

const tables = ['visit_message', 'visit_message_seen']
const promise = 'reviewer_unknown_to_reviewed'

/** An estate served by the company of the story's reviewer; the company must not learn who visits it. */
async function visited(world: World) {
  const { plan } = await sent(world)
  const { estates, visits } = await plan()
  const { estateId } = estates.find(({ name }) => name === '龙馨园')!
  const theirs = visits.filter((visit) => visit.estateId === estateId)
  for (const { reviewerTitle } of theirs) await open(world, reviewerTitle)
  return { traces: theirs.map(({ reviewerSeatId }) => reviewerSeatId), theirs }
}
const reviewed = { company: '龙馨园物业经理', community: '二桥社区书记' }

test('who was sent to come is never learnt by the company or the community they come to', async ({ world }) => {
  const before = {
    company: await everythingSeenBy(world, reviewed.company),
    community: await everythingSeenBy(world, reviewed.community),
  }
  const { traces } = await visited(world)
  expect(traces.length).toBeGreaterThan(2)
  for (const who of ['company', 'community'] as const)
    expect(leaks(await everythingSeenBy(world, reviewed[who]), traces, before[who])).toEqual([])

  // The control: the coordinator finds it in the same way.
  const known = leaks(await everythingSeenBy(world, '联盟协调员'), traces)
  expect([...new Set(known)]).toEqual(expect.arrayContaining(tables))
})

test('and would be learnt if the promise beside the tables were dropped', async ({ world }) => {
  const before = await everythingSeenBy(world, reviewed.company)
  const { traces } = await visited(world)
  for (const table of tables) await dropPromise(world.beyond, table, promise)
  const leaked = leaks(await everythingSeenBy(world, reviewed.company), traces, before)
  expect(new Set(leaked)).toEqual(new Set(tables))
})

test('a manager who visits others reads their own message and no other, not even a colleague’s', async ({ world }) => {
  await sent(world)
  await open(world)
  const rowsOf = async (title: string) => {
    const seen = await everythingSeenBy(world, title)
    return tables.map((table) => new Set(seen.filter((row) => row.table === table).map(({ row }) => seatIn(row))))
  }
  const { rows } = await world.beyond.query<{ id: string }>('select id from seat where title = $1', [wanke])
  for (const seats of await rowsOf(wanke)) expect([...seats]).toEqual([rows[0]!.id])

  const staff = await world.beyond.query<{ id: string }>('select id from seat where title = $1', ['三桥社区社工一'])
  const [messages] = await rowsOf('三桥社区社工一')
  expect([...messages!]).toEqual([staff.rows[0]!.id])
})
const seatIn = (row: string) => (JSON.parse(row) as { reviewer_seat_id: string }).reviewer_seat_id

test('nobody opens a message for somebody else: not a colleague, not the coordinator', async ({ world }) => {
  await sent(world)
  const { messageId } = (await (await at(world, wanke, before)).messages.mine({ slug }))!
  for (const title of ['联盟协调员', reviewed.company])
    expect(await refusal((await at(world, title, before)).messages.open({ messageId })), title).toBe(
      'scorecards.message_not_found',
    )
  const { rows } = await world.beyond.query('select from visit_message_seen where message_id = $1', [messageId])
  expect(rows).toEqual([])
})

test('before anybody is sent there is no message, for anybody', async ({ world }) => {
  await taken(world)
  for (const title of [wanke, '联盟协调员', reviewed.community])
    expect(await (await at(world, title, before)).messages.mine({ slug }), title).toBeNull()
})
