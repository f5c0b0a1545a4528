import { expect } from 'vitest'
import { toErrorBody } from '@bilin/api/errors'
import { waitingFor } from '../../support/errands.ts'
import { refusal, test, type World } from '../../support/world.ts'
import { text } from './practiceText.ts'

const on = (day: string) => ({ clock: new Date(`${day}T10:00:00+08:00`) })

async function shareOne(world: World, until?: string) {
  const home = await world.as('三桥社区书记').at('sanqiao', on('2026-09-01'))
  const { id: practiceId, revision } = await home.practices.write(text)
  await home.practices.publish({
    practiceId,
    revision,
    alliance: 'bilin',
    version: 0,
    purpose: '供各小区参考',
    until,
  })
  return { practiceId, home }
}

test('a community writes privately, shares a version, improves it and shares the next; the first stays readable', async ({
  world,
}) => {
  const { practiceId, home } = await shareOne(world)
  const neighbour = await world.as('二桥社区书记').at('bilin', on('2026-09-02'))
  expect(await neighbour.practices.shared({ practiceId })).toMatchObject({
    version: 1,
    member: '三桥社区',
    indicators: [{ code: 'F3' }, { code: 'G1' }],
    ours: false,
    mayAdopt: true,
  })

  const { revision } = await home.practices.change({
    ...text,
    steps: '1. 打一个电话。',
    practiceId,
    revision: 1,
  })
  expect((await neighbour.practices.shared({ practiceId })).steps).toBe(text.steps)
  await home.practices.publish({ practiceId, revision, alliance: 'bilin', version: 1, purpose: '补充步骤' })

  expect(await neighbour.practices.shared({ practiceId })).toMatchObject({
    version: 2,
    steps: '1. 打一个电话。',
  })
  expect(await neighbour.practices.shared({ practiceId, version: 1 })).toMatchObject({
    version: 1,
    steps: text.steps,
  })
  const { practices } = await neighbour.practices.found({ q: '楼道灯当日修' })
  expect(practices.map(({ version }) => version)).toEqual([2])
})

test('a company adopts for the estate it serves, once; then ends it and says what came of it', async ({ world }) => {
  const { practiceId } = await shareOne(world)
  const company = await world.as('永宁家园物业经理').at('bilin', on('2026-09-05'))
  const adopt = { practiceId, version: 1, reason: '报修慢，居民有意见', since: '2026-09-06' }
  const { adoptionId } = await company.practices.adopt(adopt)
  expect(await refusal(company.practices.adopt(adopt))).toBe('practices.already_adopted')

  const coordinator = await world.as('联盟协调员').at('bilin')
  const seen = await coordinator.practices.shared({ practiceId })
  expect(seen.adopters).toMatchObject([
    { adopter: '永宁物业（示例）', since: '2026-09-06', endedOn: null, ours: false },
  ])
  expect(seen.effects).toEqual([])

  const end = { adoptionId, endedOn: '2026-10-01', outcome: '报修当天就有人来，转为日常做法。' }
  expect(await refusal(company.practices.endAdoption({ ...end, endedOn: '2026-09-01' }))).toBe(
    'practices.adoption_dates_reversed',
  )
  await company.practices.endAdoption(end)
  expect(await refusal(company.practices.endAdoption(end))).toBe('practices.adoption_over')
  await company.practices.adopt({ ...adopt, since: '2026-11-01' })
})

test('withdrawing takes every version from the others at once, and the adopter keeps that it adopted', async ({
  world,
}) => {
  const { practiceId, home } = await shareOne(world)
  const neighbour = await world.as('二桥社区书记').at('bilin')
  await neighbour.practices.adopt({ practiceId, version: 1, reason: '用得上', since: '2026-09-06' })

  await home.practices.withdraw({ practiceId, alliance: 'bilin', version: 1 })
  expect(await refusal(home.practices.withdraw({ practiceId, alliance: 'bilin', version: 1 }))).toBe(
    'practices.already_withdrawn',
  )
  expect(await refusal(neighbour.practices.shared({ practiceId }))).toBe('practices.not_found')
  expect(await refusal(neighbour.practices.shared({ practiceId, version: 1 }))).toBe('practices.not_found')
  const { practices } = await neighbour.practices.found({ q: '楼道灯当日修' })
  expect(practices.map((found) => found.practiceId)).not.toContain(practiceId)
  const mine = (await neighbour.practices.taken()).find((adoption) => adoption.practiceId === practiceId)
  expect(mine).toMatchObject({ title: text.title, source: '三桥社区', readable: false })

  const company = await world.as('永宁家园物业经理').at('bilin')
  expect(await refusal(company.practices.adopt({ practiceId, version: 1, reason: '晚了', since: '2026-09-07' }))).toBe(
    'practices.not_found',
  )
  const coordinator = await world.as('联盟协调员').at('bilin')
  expect(await coordinator.practices.shared({ practiceId })).toMatchObject({ status: 'withdrawn' })
})

test('sharing and taking back stand in the log of the community and of the alliance', async ({ world }) => {
  const { practiceId, home } = await shareOne(world)
  await home.practices.withdraw({ practiceId, alliance: 'bilin', version: 1 })
  const { rows } = await world.beyond.query<{ slug: string; name: string }>(
    `select tenant.slug, event.name from event join tenant on tenant.id = event.tenant_id
      where subject_id = $1 and event.name in ('practices.published', 'practices.withdrawn') order by slug, event.name`,
    [practiceId],
  )
  expect(rows).toEqual(
    ['bilin', 'sanqiao'].flatMap((slug) => [
      { slug, name: 'practices.published' },
      { slug, name: 'practices.withdrawn' },
    ]),
  )
})

test('an end date lets others read to that day, may be moved, and is announced two weeks before', async ({ world }) => {
  const { practiceId } = await shareOne(world, '2026-09-30')
  const reading = async (day: string) =>
    (await world.as('二桥社区书记').at('bilin', on(day))).practices.shared({ practiceId })
  expect(await reading('2026-09-30')).toMatchObject({ until: '2026-09-30' })
  expect(await refusal(reading('2026-10-01'))).toBe('practices.not_found')

  const late = await world.as('三桥社区书记').at('sanqiao', on('2026-09-20'))
  const ending = () =>
    waitingFor(world, '三桥社区书记', 'practices.sharing_ends', { tenant: 'sanqiao', ...on('2026-09-20') })
  expect(await ending()).toMatchObject([
    { path: `practices/${practiceId}`, due: '2026-09-30', about: '比邻区域党建联盟' },
  ])
  const prolong = { practiceId, alliance: 'bilin', version: 1, until: '2026-12-31' }
  expect(await refusal(late.practices.prolong({ ...prolong, until: '2026-09-01' }))).toBe('practices.until_past')
  await late.practices.prolong(prolong)
  expect(await ending()).toEqual([])
  expect(await reading('2026-10-01')).toMatchObject({ until: '2026-12-31' })
})

test('saving over somebody else’s change is refused, and nothing is overwritten', async ({ world }) => {
  const secretary = await world.as('三桥社区书记').at('sanqiao')
  const staff = await world.as('三桥社区社工一').at('sanqiao')
  const { id: practiceId, revision } = await secretary.practices.write(text)
  await staff.practices.change({ ...text, title: '社工改的标题', practiceId, revision })
  expect(await refusal(secretary.practices.change({ ...text, title: '书记改的标题', practiceId, revision }))).toBe(
    'practices.changed_meanwhile',
  )
  expect((await secretary.practices.written({ practiceId })).title).toBe('社工改的标题')
  const publish = { practiceId, revision, alliance: 'bilin', version: 0, purpose: '参考' }
  expect(await refusal(secretary.practices.publish(publish))).toBe('practices.changed_meanwhile')
})

test('what cannot be shared says why, and leaves no trace in the alliance', async ({ world }) => {
  const home = await world.as('三桥社区书记').at('sanqiao', on('2026-09-01'))
  const { id: practiceId, revision } = await home.practices.write({ ...text, result: '' })
  const publish = { practiceId, revision, alliance: 'bilin', version: 0, purpose: '参考' }
  expect(await refusal(home.practices.publish(publish))).toBe('practices.incomplete')
  const next = await home.practices.change({ ...text, practiceId, revision })
  const ready = { ...publish, revision: next.revision }
  for (const alliance of ['haihong-lianmeng', 'erqiao', 'sanqiao', 'nowhere']) {
    expect(await refusal(home.practices.publish({ ...ready, alliance })), alliance).toBe('tenants.not_found')
  }
  expect(await refusal(home.practices.publish({ ...ready, until: '2026-08-31' }))).toBe('practices.until_past')
  expect(await refusal(home.practices.publish({ ...ready, version: 3 }))).toBe('practices.published_meanwhile')
  const staff = await world.as('三桥社区社工一').at('sanqiao')
  expect(await refusal(staff.practices.publish(ready))).toBe('permissions.not_yours')
  const { rowCount } = await world.beyond.query('select from shared_practice where practice_id = $1', [practiceId])
  expect(rowCount).toBe(0)

  await home.practices.publish(ready)
  expect(await refusal(home.practices.discard({ practiceId, revision: next.revision }))).toBe('practices.was_published')
})

test('a text of two megabytes, an unknown field and a wrong code each get a sentence', async ({ world }) => {
  const home = await world.as('三桥社区书记').at('sanqiao')
  const sentence = async (call: Promise<unknown>) =>
    call.then(
      () => 'accepted',
      (error: unknown) => toErrorBody(error, 'zh-CN').fields,
    )
  expect(await sentence(home.practices.write({ ...text, steps: '长'.repeat(700_000) }))).toEqual({
    steps: '内容太长了，最多 4000 个字，请删减后再保存。',
  })
  expect(await sentence(home.practices.write({ ...text, tenantId: 'x' } as never))).toEqual({
    '': '页面已更新，请刷新后重新填写。',
  })
  expect(Object.values((await sentence(home.practices.write({ ...text, indicators: '消防' }))) as object)).toEqual([
    '指标编号请像 E5、C2 这样填写，用顿号隔开。',
  ])
})

test('one adopts from a neighbour, the newest version, for estates one answers for', async ({ world }) => {
  const { practiceId, home } = await shareOne(world)
  const adopt = { practiceId, version: 1, reason: '用得上', since: '2026-09-06' }
  const author = await world.as('三桥社区书记').at('bilin')
  expect(await refusal(author.practices.adopt(adopt))).toBe('practices.adopting_own')
  const coordinator = await world.as('联盟协调员').at('bilin')
  expect(await refusal(coordinator.practices.adopt(adopt))).toBe('permissions.not_yours')
  const neighbour = await world.as('二桥社区书记').at('bilin')
  const foreignEstate = { ...adopt, listedEstateId: practiceId }
  expect(await refusal(neighbour.practices.adopt(foreignEstate))).toBe('practices.estate_not_yours')
  await home.practices.publish({
    practiceId,
    revision: 1,
    alliance: 'bilin',
    version: 1,
    purpose: '再说一遍',
  })
  expect(await refusal(neighbour.practices.adopt(adopt))).toBe('practices.adoption_superseded')
  await neighbour.practices.adopt({ ...adopt, version: 2 })
})
