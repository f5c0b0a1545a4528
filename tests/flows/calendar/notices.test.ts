import { inTenant } from '@bilin/db/tenant'
import { findDue, isProvisional, isWorkingDay } from '@bilin/domain/calendar/workingTime'
import { getWorkCalendar } from '@bilin/api/rooms/calendar/queries'
import { describe, expect } from 'vitest'
import { sessionOf } from '../../support/sessions.ts'
import { refusal, test, type World } from '../../support/world.ts'

/** As a procedure of the secretary's would read it. */
async function read(world: World) {
  const session = await sessionOf(world.beyond, '三桥社区书记')
  return inTenant(world.bilin.pool, { session, tenant: 'sanqiao' }, (db) => getWorkCalendar(db))
}

test('the holidays of 2026 come along: nobody works at the Spring Festival, and a Sunday in September is made up', async ({
  world,
}) => {
  const calendar = await read(world)
  expect(isWorkingDay('2026-02-18', calendar)).toBe(false)
  expect(isWorkingDay('2026-09-20', calendar)).toBe(true)
  expect(isWorkingDay('2026-09-27', calendar)).toBe(false)
  expect(findDue('2026-09-30', 3, 'working', calendar)).toBe('2026-10-10')
  expect(isProvisional('2027-01-04', calendar)).toBe(true)
})

describe('the operator', () => {
  const head = '国务院办公厅关于2027年部分节假日安排的通知\n国办发明电〔2026〕9号\n'
  const text = `${head}一、元旦：1月1日（周五）至3日（周日）放假，共3天。`
  const newYear = '2027-01-01'

  test('looks at what was understood of the notice of the next year before it is saved', async ({ world }) => {
    const operator = await world.operator()
    expect(await operator.calendar.readNotice({ text })).toMatchObject({
      year: 2027,
      title: '国办发明电〔2026〕9号',
      days: ['2027-01-01', '2027-01-02', '2027-01-03'].map((day) => ({ day, kind: 'off', name: '元旦' })),
      newest: 0,
      changes: [],
    })
    expect(isProvisional(newYear, await read(world))).toBe(true)
  })

  test('enters it, and corrects it by a second one that holds from then on', async ({ world }) => {
    const operator = await world.operator()
    expect(isWorkingDay(newYear, await read(world))).toBe(true)
    expect(await operator.calendar.addNotice({ text, seen: 0 })).toEqual({ year: 2027, version: 1 })
    const calendar = await read(world)
    expect(isProvisional(newYear, calendar)).toBe(false)
    expect(isWorkingDay(newYear, calendar)).toBe(false)

    const corrected = { year: 2027, title: '更正', text: '2027-01-04\t放假\t元旦' }
    expect((await operator.calendar.readNotice(corrected)).changes).toMatchObject([
      { day: '2027-01-01', before: 'off', after: null },
      {},
      {},
      { day: '2027-01-04', before: null, after: 'off' },
    ])
    expect(await operator.calendar.addNotice({ ...corrected, seen: 1 })).toEqual({ year: 2027, version: 2 })
    const now = await read(world)
    expect(isWorkingDay('2027-01-01', now)).toBe(true)
    expect(isWorkingDay('2027-01-04', now)).toBe(false)
    const { notices } = await operator.calendar.notices()
    expect(notices.map(({ year, version }) => `${year}.${version}`)).toEqual(['2027.2', '2027.1', '2026.1', '2025.1'])
  })

  test('is refused when somebody else entered the year meanwhile, before or at the same moment', async ({ world }) => {
    const operator = await world.operator()
    const enter = () => operator.calendar.addNotice({ text, seen: 0 })
    const presses = await Promise.allSettled([enter(), enter()])
    expect(presses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await refusal(enter())).toBe('calendar.year_entered_meanwhile')
  })

  test('is refused for a day that is there twice, belongs to another year or is not the weekday that is said', async ({
    world,
  }) => {
    const operator = await world.operator()
    const add = (more: string) => refusal(operator.calendar.addNotice({ text: `${text}${more}`, seen: 0 }))
    expect(await add('1月3日（周日）上班。')).toBe('calendar.day_twice')
    expect(await add('2026年10月1日放假。')).toBe('calendar.day_outside_year')
    expect(await add('1月9日（周日）上班。')).toBe('calendar.weekday_differs')
    expect(isProvisional(newYear, await read(world))).toBe(true)
  })

  test('alone may: a coordinator neither reads, looks nor enters', async ({ world }) => {
    const { calendar } = await world.as('联盟协调员').at('bilin')
    const calls = [
      () => calendar.notices(),
      () => calendar.readNotice({ text }),
      () => calendar.addNotice({ text, seen: 0 }),
    ]
    for (const call of calls) expect(await refusal(call())).toBe('tenants.not_found')
  })
})
