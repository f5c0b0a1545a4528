/** A company takes back what it said against a finding or a mark, while it may still say something. */
import { inTenant } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { dropPromise } from '../../../support/promises.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { afterwards, allAccept, at, coordinatorOf, lastMinute, replying, slug, told } from '../round.ts'

const text = '当日消防演练，车道由水带占用，有通知。'
const company = (world: World, clock = replying) => at(world, '万科小区物业经理', clock)

/** A life-safety finding and the mark 1 of the same indicator, both contested. */
async function contested(world: World) {
  const { roundId } = await told(world)
  const scorecards = await company(world)
  const finding = (await scorecards.findings.list({ slug })).findings.find(({ indicator }) => indicator === 'E3')!
  const mark = (await scorecards.findings.disclosedMarks({ slug })).marks.find(
    (one) => one.indicator === 'E3' && one.mark === 1,
  )!
  await scorecards.findings.respond({ findingId: finding.id, text })
  await scorecards.findings.disputeMark({ markId: mark.id, text })
  return { roundId, findingId: finding.id, markId: mark.id }
}

test('what was contested is withdrawn, is owed no ruling, may be contested again; who took back what stays for both to read', async ({
  world,
}) => {
  const { findingId, markId } = await contested(world)
  const scorecards = await company(world)
  const coordinator = await coordinatorOf(world, replying)
  expect((await coordinator.waiting()).rulings).toMatchObject([{ slug, count: 2 }])
  await scorecards.findings.withdrawResponse({ findingId })
  await scorecards.findings.withdrawDispute({ markId })

  expect((await coordinator.waiting()).rulings).toEqual([])
  expect(await coordinator.findings.disputed({ slug })).toEqual([])
  for (const side of [scorecards, coordinator]) {
    const { findings, withdrawn } = await side.findings.list({ slug })
    expect(findings.find(({ id }) => id === findingId)).toMatchObject({ contests: null, reply: null })
    expect(withdrawn).toHaveLength(2)
    for (const of of [findingId, markId])
      expect(withdrawn).toContainEqual({ of, text, by: '万科小区物业经理', withdrawnAt: replying })
  }
  expect((await (await at(world, '龙馨园物业经理', replying)).findings.list({ slug })).withdrawn).toEqual([])
  expect((await (await at(world, '三桥社区书记', replying)).findings.list({ slug })).withdrawn).toEqual([])

  await scorecards.findings.respond({ findingId, text: '补充：有通知照片。' })
  await scorecards.findings.disputeMark({ markId, text: '补充：有通知照片。' })
  expect((await coordinator.waiting()).rulings).toMatchObject([{ slug, count: 2 }])
  const { rows } = await world.beyond.query<{ name: string }>(
    `select name from event where subject_id = any($1) order by at, name`,
    [[findingId, markId]],
  )
  expect(rows.map(({ name }) => name).filter((name) => name.endsWith('_withdrawn'))).toEqual([
    'scorecards.contest_withdrawn',
    'scorecards.reply_withdrawn',
  ])
})

test('nobody else withdraws it, and nobody does twice, after the last day, after the ruling or what was accepted', async ({
  world,
}) => {
  const { roundId, findingId, markId } = await contested(world)
  const scorecards = await company(world)
  for (const [title, code] of [
    ['龙馨园物业经理', 'scorecards.finding_not_found'],
    ['三桥社区书记', 'permissions.not_yours'],
    ['联盟协调员', 'permissions.not_yours'],
  ] as const)
    expect(await refusal((await at(world, title, replying)).findings.withdrawResponse({ findingId })), title).toBe(code)
  expect(await refusal((await at(world, '龙馨园物业经理', replying)).findings.withdrawDispute({ markId }))).toBe(
    'scorecards.mark_not_found',
  )
  const late = await company(world, afterwards)
  expect(await refusal(late.findings.withdrawResponse({ findingId }))).toBe('scorecards.reply_deadline_passed')
  expect(await refusal(late.findings.withdrawDispute({ markId }))).toBe('scorecards.reply_deadline_passed')

  await (await company(world, lastMinute)).findings.withdrawResponse({ findingId })
  expect(await refusal(scorecards.findings.withdrawResponse({ findingId }))).toBe('scorecards.nothing_to_withdraw')
  await scorecards.findings.accept({ findingIds: [findingId] })
  expect(await refusal(scorecards.findings.withdrawResponse({ findingId }))).toBe('scorecards.nothing_to_withdraw')

  const coordinator = await coordinatorOf(world, replying)
  await coordinator.findings.decideMark({ markId, mark: 4, reason: '通知属实。' })
  expect(await refusal(scorecards.findings.withdrawDispute({ markId }))).toBe('scorecards.already_ruled')
  expect(await coordinator.findings.disputed({ slug }), 'the refused withdrawal took nothing').toMatchObject([
    { id: markId, reply: text, final: 4 },
  ])
  await allAccept(world, roundId)
  await coordinator.findings.settle({ roundId, seen: 'replying' })
  expect(await refusal(scorecards.findings.withdrawDispute({ markId }))).toBe('scorecards.already_ruled')
})

test('what was withdrawn is not published and changes nothing', async ({ world }) => {
  const { roundId, findingId, markId } = await contested(world)
  const scorecards = await company(world)
  await scorecards.findings.withdrawResponse({ findingId })
  await scorecards.findings.withdrawDispute({ markId })
  await allAccept(world, roundId)
  const coordinator = await coordinatorOf(world, replying)
  await coordinator.findings.settle({ roundId, seen: 'replying' })
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
  const { markId } = await contested(world)
  const rest = () =>
    world.beyond.query<{ n: number }>('select count(*)::int as n from mark_response where mark_id = $1', [markId])
  const { rows } = await world.beyond.query<{ id: string }>(
    `select person_id as id from seat where title = '联盟协调员'`,
  )
  const asker = { personId: rows[0]!.id, tenant: 'bilin', clock: replying }
  const attempt = () =>
    inTenant(world.bilin.pool, asker, (db) => sql`delete from mark_response where mark_id = ${markId}`.execute(db))
  await attempt()
  expect((await rest()).rows[0]!.n).toBe(1)
  await dropPromise(world.beyond, 'mark_response', 'withdrawn_by_its_company')
  await attempt()
  expect((await rest()).rows[0]!.n).toBe(0)
})
