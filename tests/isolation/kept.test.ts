/**
 * A rubric that was read is kept in the server (apps/api scorecards/rubrics/rubric.ts), because no version of one ever changes. Only those
 * whom the database has let into its tenant get it.
 */
import type { Caller } from '@bilin/api/bilin'
import { STATEMENTS, type Statement } from '@bilin/db/transaction'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { expect } from 'vitest'

import { refusal, test, type World } from '../support/world.ts'

const NAME = '联盟协调员'

async function readRubric(caller: Caller, rubricId: string) {
  let sent = 0
  const count = (message: unknown) => {
    if ((message as Statement).sql.includes('"body" from "rubric"')) sent += 1
  }
  subscribe(STATEMENTS, count)
  try {
    const { id } = await caller.scorecards.rubrics.get({ rubricId })
    return { id, sent }
  } finally {
    unsubscribe(STATEMENTS, count)
  }
}

/** Read once before, so that it is kept. */
async function readOnce(world: World) {
  const coordinator = await world.as(NAME).at('bilin')
  const [rubric] = await coordinator.scorecards.rubrics.list()
  const rubricId = rubric!.id
  await readRubric(coordinator, rubricId)
  return { coordinator, rubricId }
}

test('is not asked for again in its own tenant', async ({ world }) => {
  const { coordinator, rubricId } = await readOnce(world)
  expect(await readRubric(coordinator, rubricId)).toEqual({ id: rubricId, sent: 0 })
  const member = await world.as('三桥社区书记').at('bilin')
  expect(await readRubric(member, rubricId)).toEqual({ id: rubricId, sent: 0 })
})

test('is not found from another tenant', async ({ world }) => {
  const { rubricId } = await readOnce(world)
  const elsewhere = await world.as('三桥社区书记').at('sanqiao')
  expect(await refusal(readRubric(elsewhere, rubricId))).toBe('scorecards.rubric_not_found')
})

test('is not read by an ended session or by a member that has left', async ({ world }) => {
  const { coordinator, rubricId } = await readOnce(world)
  const member = await world.as('三桥社区书记').at('bilin')
  await readRubric(member, rubricId)
  await world.beyond.query(
    `update membership set ended_at = now() where member_id = (select id from tenant where slug = 'sanqiao')`,
  )
  expect(await refusal(readRubric(member, rubricId))).toBe('tenants.not_found')
  await world.beyond.query('delete from session')
  await expect(readRubric(coordinator, rubricId)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

test('cannot be changed by one who got it, for the next', async ({ world }) => {
  const { coordinator, rubricId } = await readOnce(world)
  const { body } = await coordinator.scorecards.rubrics.get({ rubricId })
  expect(() => (body.dimensions[0]!.indicators[0]!.zh = '别的')).toThrow(TypeError)
  expect((await coordinator.scorecards.rubrics.get({ rubricId })).body).toEqual(body)
})
