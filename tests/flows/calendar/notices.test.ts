import { inTenant } from '@bilin/db/tenant'
import { findDue, isProvisional, isWorkingDay } from '@bilin/domain/calendar/workingTime'
import { getWorkCalendar } from '@bilin/api/rooms/calendar/queries'
import { describe, expect } from 'vitest'
import { refusal, test, type World } from '../../support/world.ts'

/** As a procedure of the secretary's would read it. */
async function read(world: World) {
  const { rows } = await world.beyond.query<{ id: string }>(`select id from person where name = '三桥社区书记'`)
  return inTenant(world.bilin.pool, { personId: rows[0]!.id, tenant: 'sanqiao' }, (db) => getWorkCalendar(db))
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
  const title = '示例〔2026〕1号'
  const newYear = { day: '2027-01-01', kind: 'off' as const, name: '元旦' }

  test('enters the notice of the next year, and corrects it by a second one that holds from then on', async ({
    world,
  }) => {
    const operator = await world.operator()
    const before = await read(world)
    expect(isWorkingDay(newYear.day, before)).toBe(true)
    expect(await operator.calendar.addNotice({ year: 2027, title, days: [newYear] })).toEqual({ version: 1 })
    const calendar = await read(world)
    expect(isProvisional(newYear.day, calendar)).toBe(false)
    expect(isWorkingDay(newYear.day, calendar)).toBe(false)

    const corrected = { year: 2027, title: '示例〔2026〕2号', days: [{ ...newYear, day: '2027-01-04' }] }
    expect(await operator.calendar.addNotice(corrected)).toEqual({ version: 2 })
    const now = await read(world)
    expect(isWorkingDay('2027-01-01', now)).toBe(true)
    expect(isWorkingDay('2027-01-04', now)).toBe(false)
    const { notices } = await operator.calendar.notices()
    expect(notices.map(({ year, version }) => `${year}.${version}`)).toEqual(['2027.2', '2027.1', '2026.1', '2025.1'])
  })

  test('is refused for a day that is there twice or belongs to another year', async ({ world }) => {
    const operator = await world.operator()
    const add = (days: (typeof newYear)[]) => refusal(operator.calendar.addNotice({ year: 2027, title, days }))
    expect(await add([newYear, newYear])).toBe('calendar.day_twice')
    expect(await add([{ ...newYear, day: '2026-10-01' }])).toBe('calendar.day_outside_year')
  })

  test('alone may: a coordinator is refused', async ({ world }) => {
    const coordinator = await world.as('联盟协调员').at('bilin')
    expect(await refusal(coordinator.calendar.addNotice({ year: 2027, title, days: [newYear] }))).toBe(
      'tenants.not_found',
    )
  })
})
