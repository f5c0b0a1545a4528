import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '../calendar.ts'
import {
  addWorkingMinutes,
  countWorkingMinutes,
  findDue,
  isProvisional,
  isWorkingDay,
  nextWorkingDay,
  usualHours,
  type DayKind,
  type WorkCalendar,
} from './workingTime.ts'

/** 2026, as the State Council's notice 国办发明电〔2025〕7号 has it. */
const off: [from: Day, to: Day][] = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
]
const madeUp = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']

const days = new Map<Day, DayKind>(madeUp.map((day) => [day, 'work']))
for (const [from, to] of off) for (let day = from; day <= to; day = addDays(day, 1)) days.set(day, 'off')
const calendar: WorkCalendar = { days, years: new Set([2026]) }

const at = (moment: string) => new Date(`${moment}:00+08:00`)
const hour = 60

describe('working hours are added to a moment', () => {
  test.each([
    ['over a weekend', '2026-11-27T17:00', 1 * hour, '2026-11-30T09:00'],
    ['from a Saturday', '2026-11-28T09:00', 1 * hour, '2026-11-30T09:30'],
    ['over the national holiday', '2026-09-30T17:00', 8 * hour, '2026-10-09T09:00'],
    ['onto a Sunday that is made up', '2026-09-19T12:30', 30, '2026-09-20T09:00'],
    ['onto a Saturday that is made up', '2026-10-09T17:15', 30, '2026-10-10T08:45'],
    ['over lunch, which is not working time', '2026-11-27T11:45', 30, '2026-11-27T14:15'],
    ['over the Spring Festival, with a Saturday made up', '2026-02-13T16:30', 21 * hour, '2026-02-25T16:30'],
    ['to the end of a day', '2026-11-27T17:00', 30, '2026-11-27T17:30'],
    ['none at all', '2026-11-27T10:00', 0, '2026-11-27T10:00'],
  ])('%s', (_case, from, minutes, gives) => {
    expect(addWorkingMinutes(at(from), minutes, usualHours, calendar)).toEqual(at(gives))
  })

  test('and counted back they are as many, from any moment of the year', () => {
    let seed = 7
    const draw = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
    for (let times = 0; times < 5_000; times += 1) {
      const from = new Date(at('2026-01-01T00:00').getTime() + draw(350 * 24 * 60) * 60_000)
      const minutes = draw(60 * hour)
      const until = addWorkingMinutes(from, minutes, usualHours, calendar)
      expect(countWorkingMinutes(from, until, usualHours, calendar), `${from.toISOString()} + ${minutes}`).toBe(minutes)
    }
  })

  test('and a week in which nobody ever works is a mistake that says so', () => {
    expect(() => addWorkingMinutes(at('2026-11-27T10:00'), 1, [], calendar)).toThrow('no working hours')
  })
})

describe('a deadline in days', () => {
  test('begins the day after and counts the days that are worked', () => {
    expect(findDue('2026-09-30', 3, 'working', calendar)).toBe('2026-10-10')
    expect(findDue('2026-09-30', 3, 'calendar', calendar)).toBe('2026-10-03')
    expect(findDue('2026-11-27', 0, 'working', calendar)).toBe('2026-11-27')
    expect(nextWorkingDay('2026-09-19', calendar)).toBe('2026-09-20')
    expect(nextWorkingDay('2026-09-30', calendar)).toBe('2026-10-08')
  })

  test('beyond the notices is counted by weekends, and says that it is provisional', () => {
    expect(isProvisional('2026-12-31', calendar)).toBe(false)
    expect(isProvisional('2027-01-01', calendar)).toBe(true)
    // New Year is a holiday, but no notice has said which days are off.
    expect(isWorkingDay('2027-01-01', calendar)).toBe(true)
    expect(nextWorkingDay('2026-12-31', calendar)).toBe('2027-01-01')
  })
})
