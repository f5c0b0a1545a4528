import { expect, test } from 'vitest'
import { absentOn, NewAbsence, NewConflict, readWithWhom, usableDays, weekdayOf } from './settings.ts'

test('days of a round are those on the weekdays wanted', () => {
  expect(weekdayOf('2026-11-23')).toBe(1)
  expect(usableDays('2026-11-20', '2026-11-25', [1, 5])).toEqual(['2026-11-20', '2026-11-23'])
  expect(usableDays('2026-11-25', '2026-11-20', [1, 5])).toEqual([])
})

test('an absence covers both its ends, and one day where no end is given', () => {
  const days = ['2026-11-09', '2026-11-10', '2026-11-11']
  expect(absentOn([{ fromDay: '2026-11-10', toDay: '2026-11-12' }], days)).toEqual(days.slice(1))
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
  expect(readWithWhom(`company:${whom}`)).toEqual({ companyId: whom, estateId: null })
  expect(readWithWhom(`estate:${whom}`)).toEqual({ companyId: null, estateId: whom })
  expect(NewConflict.safeParse({ ...conflict, withWhom: 'everybody' }).success).toBe(false)
})
