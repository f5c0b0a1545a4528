import { expect, test } from 'vitest'
import { day } from '../../fields.ts'
import { assertInRound } from './recusal.ts'
import { listAbsentDays, NewAbsence, NewConflict, parseWithWhom, listUsableDays, getWeekday } from './settings.ts'

test('days of a round are those on the weekdays wanted', () => {
  expect(getWeekday('2026-11-23')).toBe(1)
  expect(listUsableDays('2026-11-20', '2026-11-25', [1, 5])).toEqual(['2026-11-20', '2026-11-23'])
  expect(listUsableDays('2026-11-25', '2026-11-20', [1, 5])).toEqual([])
})

test('public holidays are left out, and a Saturday that makes up for one is worked where weekdays are', () => {
  const calendar = new Map([
    ['2026-10-01', 'off'],
    ['2026-10-02', 'off'],
    ['2026-10-10', 'work'],
  ] as const)
  const days = (weekdays: number[]) => listUsableDays('2026-09-30', '2026-10-11', weekdays, calendar)
  expect(days([3, 4, 5])).toEqual(['2026-09-30', '2026-10-07', '2026-10-08', '2026-10-09', '2026-10-10'])
  expect(days([7])).toEqual(['2026-10-04', '2026-10-11'])
})

test('a visit is made while its round visits', () => {
  const round = { opensOn: '2026-11-09', closesOn: '2026-12-04' }
  const on = (day: string | null) => () => assertInRound(day, round, 'plannedOn')
  for (const day of ['2026-11-09', '2026-12-04', null]) expect(on(day)).not.toThrow()
  for (const day of ['2026-11-08', '2026-12-05']) expect(on(day)).toThrow('scorecards.day_outside_round')
})

test('a day is between 2000 and 2100', () => {
  const says = (typed: string) =>
    day()
      .safeParse(typed)
      .error?.issues.map(({ message }) => message)
  for (const typed of ['2000-01-01', '2100年12月31日']) expect(says(typed)).toBeUndefined()
  for (const typed of ['0026-12-04', '9999-12-31', '1999-12-31'])
    expect(says(typed)).toEqual(['fields.day_out_of_range'])
  expect(says('2026-02-30')).toContain('fields.not_a_day')
})

test('an absence covers both its ends, and one day where no end is given', () => {
  const days = ['2026-11-09', '2026-11-10', '2026-11-11']
  expect(listAbsentDays([{ fromDay: '2026-11-10', toDay: '2026-11-12' }], days)).toEqual(days.slice(1))
  const ids = { roundId: crypto.randomUUID(), seatId: crypto.randomUUID() }
  expect(NewAbsence.parse({ ...ids, fromDay: '2026/11/9', toDay: '' })).toMatchObject({ toDay: '2026-11-09' })
  expect(NewAbsence.safeParse({ ...ids, fromDay: '2026-11-09', toDay: '2026-11-08' }).error?.issues[0]).toMatchObject({
    message: 'scorecards.absence_reversed',
  })
})

test('a conflict is with a company or about an estate', () => {
  const whom = crypto.randomUUID()
  const conflict = { roundId: crypto.randomUUID(), reason: '同投一个标段' }
  expect(NewConflict.safeParse({ ...conflict, withWhom: `company:${whom}` }).success).toBe(true)
  expect(parseWithWhom(`company:${whom}`)).toEqual({ companyId: whom, estateId: null })
  expect(parseWithWhom(`estate:${whom}`)).toEqual({ companyId: null, estateId: whom })
  expect(NewConflict.safeParse({ ...conflict, withWhom: 'everybody' }).success).toBe(false)
})
