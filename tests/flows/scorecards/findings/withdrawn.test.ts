/** A company withdraws its response to a finding or a mark, while it may still respond. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import { byPolicyAlone } from '../../../support/policyAlone.ts'
import { dropPromise } from '../../../support/promises.ts'
import { waitingFor } from '../../../support/errands.ts'
import { sessionOf } from '../../../support/sessions.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { afterwards, allAccept, at, coordinatorOf, lastMinute, responding, slug, disclosed } from '../round.ts'

const text = '当日消防演练，车道由水带占用，有通知。'
const company = (world: World, clock = responding) => at(world, '万科小区物业经理', clock)

/** A life-safety finding and the mark 1 of the same indicator, both disputed. */
async function disputed(world: World) {
  const { roundId } = await disclosed(world)
  const scorecards = await company(world)
  const finding = (await scorecards.findings.list({ slug })).findings.find(({ indicator }) => indicator === 'E3')!
  const mark = (await scorecards.findings.disclosedMarks({ slug })).marks.find(
    (one) => one.indicator === 'E3' && one.mark === 1,
  )!
  await scorecards.findings.respond({ of: 'finding', subjectId: finding.id, text })
  await scorecards.findings.respond({ of: 'mark', subjectId: mark.id, text })
  return { roundId, findingId: finding.id, markId: mark.id }
}

test('what was disputed is withdrawn, is owed no decision, may be disputed again; who took back what stays for both to read', async ({
  world,
}) => {
  const { findingId, markId } = await disputed(world)
  const scorecards = await company(world)
  const coordinator = await coordinatorOf(world, responding)
  const decisions = () => waitingFor(world, '联盟协调员', 'scorecards.decision', { clock: responding })
  expect(await decisions()).toMatchObject([{ path: `scorecards/${slug}/findings`, count: 2 }])
  await scorecards.findings.withdraw({ of: 'finding', subjectId: findingId })
  await scorecards.findings.withdraw({ of: 'mark', subjectId: markId })

  expect(await decisions()).toEqual([])
  expect(await coordinator.findings.disputed({ slug })).toEqual([])
  for (const side of [scorecards, coordinator]) {
    const { findings, withdrawn } = await side.findings.list({ slug })
    expect(findings.find(({ id }) => id === findingId)).toMatchObject({ disputes: null, response: null })
    expect(withdrawn).toHaveLength(2)
    for (const subjectId of [findingId, markId])
      expect(withdrawn).toContainEqual({ of: subjectId, text, by: '万科小区物业经理', withdrawnAt: responding })
  }
  expect((await (await at(world, '龙馨园物业经理', responding)).findings.list({ slug })).withdrawn).toEqual([])
  expect((await (await at(world, '三桥社区书记', responding)).findings.list({ slug })).withdrawn).toEqual([])

  await scorecards.findings.respond({ of: 'finding', subjectId: findingId, text: '补充：有通知照片。' })
  await scorecards.findings.respond({ of: 'mark', subjectId: markId, text: '补充：有通知照片。' })
  expect(await decisions()).toMatchObject([{ count: 2 }])
  const { rows } = await world.beyond.query<{ name: string }>(
    `select name from event where subject_id = any($1) order by at, name`,
    [[findingId, markId]],
  )
  expect(rows.map(({ name }) => name).filter((name) => name.endsWith('_withdrawn'))).toEqual([
    'scorecards.response_withdrawn',
    'scorecards.response_withdrawn',
  ])
})

test('nobody else withdraws it, and nobody does twice, after the last day, after the decision or what was accepted', async ({
  world,
}) => {
  const { roundId, findingId, markId } = await disputed(world)
  const scorecards = await company(world)
  for (const [title, code] of [
    ['龙馨园物业经理', 'scorecards.finding_not_found'],
    ['三桥社区书记', 'permissions.not_yours'],
    ['联盟协调员', 'permissions.not_yours'],
  ] as const)
    expect(
      await refusal((await at(world, title, responding)).findings.withdraw({ of: 'finding', subjectId: findingId })),
      title,
    ).toBe(code)
  expect(
    await refusal((await at(world, '龙馨园物业经理', responding)).findings.withdraw({ of: 'mark', subjectId: markId })),
  ).toBe('scorecards.mark_not_found')
  const late = await company(world, afterwards)
  expect(await refusal(late.findings.withdraw({ of: 'finding', subjectId: findingId }))).toBe(
    'scorecards.response_deadline_passed',
  )
  expect(await refusal(late.findings.withdraw({ of: 'mark', subjectId: markId }))).toBe(
    'scorecards.response_deadline_passed',
  )

  await (await company(world, lastMinute)).findings.withdraw({ of: 'finding', subjectId: findingId })
  expect(await refusal(scorecards.findings.withdraw({ of: 'finding', subjectId: findingId }))).toBe(
    'scorecards.nothing_to_withdraw',
  )
  await scorecards.findings.accept({ findingIds: [findingId] })
  expect(await refusal(scorecards.findings.withdraw({ of: 'finding', subjectId: findingId }))).toBe(
    'scorecards.nothing_to_withdraw',
  )

  const coordinator = await coordinatorOf(world, responding)
  await coordinator.findings.decideMark({ markId, mark: 4, reason: '通知属实。' })
  expect(await refusal(scorecards.findings.withdraw({ of: 'mark', subjectId: markId }))).toBe(
    'scorecards.already_decided',
  )
  expect(await coordinator.findings.disputed({ slug }), 'the refused withdrawal took nothing').toMatchObject([
    { id: markId, response: text, final: 4 },
  ])
  await allAccept(world, roundId)
  await coordinator.findings.settle({ roundId, seen: 'responding' })
  expect(await refusal(scorecards.findings.withdraw({ of: 'mark', subjectId: markId }))).toBe(
    'scorecards.already_decided',
  )
})

test('what was withdrawn is not published and changes nothing', async ({ world }) => {
  const { roundId, findingId, markId } = await disputed(world)
  const scorecards = await company(world)
  await scorecards.findings.withdraw({ of: 'finding', subjectId: findingId })
  await scorecards.findings.withdraw({ of: 'mark', subjectId: markId })
  await allAccept(world, roundId)
  const coordinator = await coordinatorOf(world, responding)
  await coordinator.findings.settle({ roundId, seen: 'responding' })
  await coordinator.results.publish({ roundId, seen: 'settling' })
  const { rows } = await world.beyond.query<{ row: string }>(
    `select to_jsonb(f)::text as row from result_finding f where round_id = $1
      union all select to_jsonb(m)::text from result_mark m where round_id = $1`,
    [roundId],
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ row }) => row.includes(text))).toEqual([])
})

test('the coordinator cannot take a company’s words away; without the promise they could', async ({ world }) => {
  const { markId } = await disputed(world)
  const rest = () =>
    world.beyond.query<{ n: number }>('select count(*)::int as n from response where mark_id = $1', [markId])
  const asker = { session: await sessionOf(world.beyond, '联盟协调员'), tenant: 'bilin', clock: responding }
  const attempt = () =>
    byPolicyAlone(world.bilin.pool, asker, (db) => sql`delete from response where mark_id = ${markId}`.execute(db))
  await attempt()
  expect((await rest()).rows[0]!.n).toBe(1)
  await dropPromise(world.beyond, 'response', 'withdrawn_by_its_company')
  await attempt()
  expect((await rest()).rows[0]!.n).toBe(0)
})
