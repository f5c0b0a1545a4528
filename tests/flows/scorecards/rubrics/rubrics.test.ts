/** Rubrics: versions that never change, kept, compared, retired, and round through Excel. */
import { template } from '@bilin/domain/scorecards/rubrics/template'
import { expect } from 'vitest'
import { refusal, test } from '../../../support/world.ts'
import { at, beside, coordinatorOf, days, planned } from '../round.ts'

const revised = (revise: (body: typeof template) => void) => {
  const body = structuredClone(template)
  revise(body)
  return body
}
const heavier = revised(({ dimensions: [a, b] }) => {
  a!.indicators[0]!.weight = 2
  b!.indicators[0]!.weight = 4
  b!.indicators[0]!.zh = '合同、收费、公共收益公示'
})

test('a version in use stays as it is; revising makes the next, and what changed can be read', async ({ world }) => {
  const { rubricId } = await planned(world)
  const coordinator = await coordinatorOf(world)
  const before = await coordinator.rubrics.get({ rubricId })
  expect(before.rounds).toMatchObject([{ title: '冬季互评' }, {}, {}, {}])
  const { title, version } = before
  const next = await coordinator.rubrics.revise({ rubricId, version, title, body: heavier })
  expect(next.version).toBe(version + 1)
  expect(await coordinator.rubrics.get({ rubricId })).toMatchObject({ title, version, body: before.body })
  expect(await coordinator.rubrics.get({ rubricId: next.rubricId })).toMatchObject({ rounds: [] })

  const changes = await (await at(world, '三桥社区书记')).rubrics.compare({ rubricId: next.rubricId, withId: rubricId })
  expect(changes.indicators.map(({ code, fields }) => [code, fields])).toEqual([
    ['A1', ['weight']],
    ['B1', ['zh', 'weight']],
  ])
  expect(await refusal(coordinator.rubrics.revise({ rubricId, version, title, body: heavier }))).toBe(
    'scorecards.rubric_changed_meanwhile',
  )
})

test('weights that total anything but a hundred are refused, saying what is missing', async ({ world }) => {
  const coordinator = await coordinatorOf(world)
  const body = revised(({ dimensions: [a] }) => (a!.indicators[0]!.weight = 0.5))
  expect(await beside(coordinator.rubrics.add({ title: '少了', body }))).toEqual([
    ['body.weights', '权重合计 97.5，还差 2.5，必须正好是 100。请调整后再保存。'],
  ])
})

test('a retired rubric is not offered for a new round until it is offered again; rounds that use it go on', async ({
  world,
}) => {
  const coordinator = await coordinatorOf(world)
  const { rubricId } = await coordinator.rubrics.add({ title: '试行细则' })
  await coordinator.rubrics.retire({ rubricId })
  await coordinator.rubrics.retire({ rubricId })
  expect((await coordinator.rubrics.list()).at(-1)).toMatchObject({
    id: rubricId,
    retiredAt: expect.any(Date) as Date,
  })
  const plan = () => coordinator.rounds.plan({ slug: '2027-trial', title: '试行', rubricId, ...days })
  expect(await refusal(plan())).toBe('scorecards.rubric_retired')
  await coordinator.rubrics.offer({ rubricId })
  await plan()
  await coordinator.rubrics.retire({ rubricId })
  expect(await coordinator.rubrics.get({ rubricId })).toMatchObject({ rounds: [{ slug: '2027-trial' }] })
  const events = await world.beyond.query<{ name: string }>(
    `select name from event where subject_id = $1 order by at, name`,
    [rubricId],
  )
  expect(events.rows.filter(({ name }) => /retired|offered/u.test(name))).toHaveLength(3)
})

test('only the coordinator keeps rubrics, and a rubric of another alliance is not there', async ({ world }) => {
  const { rubricId } = await (await coordinatorOf(world)).rubrics.add({ title: '试行细则' })
  const secretary = await at(world, '三桥社区书记')
  expect(await refusal(secretary.rubrics.retire({ rubricId }))).toBe('permissions.not_yours')
  expect(await refusal(secretary.rubrics.readSheet({ rubricId, file: new Uint8Array([1]) }))).toBe(
    'permissions.not_yours',
  )
  const elsewhere = (await world.as('海洪联盟协调员').at('haihong-lianmeng')).scorecards
  expect(await refusal(elsewhere.rubrics.get({ rubricId }))).toBe('scorecards.rubric_not_found')
  expect(await refusal(elsewhere.rubrics.retire({ rubricId }))).toBe('scorecards.rubric_not_found')
})
