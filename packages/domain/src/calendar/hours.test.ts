import { describe, expect, test } from 'vitest'
import { clockTime } from './clockTime.ts'
import { fromMinutes, HoursChange, toHours, toMinutes } from './hours.ts'
import { addWorkingMinutes, countWorkingMinutes, usualHours, type WorkCalendar } from './workingTime.ts'

const typed = (...periods: [from: string, to: string][]) =>
  toHours(HoursChange.parse({ revision: 0, periods: periods.map(([from, to]) => ({ from, to })) }))

describe('working hours as they are typed', () => {
  test('are read in any order, in full-width signs too, and a blank period is left out', () => {
    expect(typed(['14:00', '17:30'], ['', ''], ['８：３０', '12:00'])).toEqual(usualHours)
    expect(typed(['0:00', '24:00'])).toEqual([[0, 1440]])
    // One period may begin where another ends.
    expect(typed(['8:00', '12:00'], ['12:00', '13:00'])).toEqual([
      [480, 720],
      [720, 780],
    ])
  })

  test.each([
    ['calendar.hours_missing', [['', '']]],
    ['calendar.hours_half', [['8:30', '']]],
    ['calendar.hours_reversed', [['12:00', '8:30']]],
    ['calendar.hours_reversed', [['8:30', '8:30']]],
    [
      'calendar.hours_overlap',
      [
        ['8:30', '12:00'],
        ['11:59', '17:30'],
      ],
    ],
    ['fields.not_a_time', [['25:00', '26:00']]],
    ['fields.not_a_time', [['8点', '12点']]],
    ['fields.not_a_time', [['8:60', '12:00']]],
  ] satisfies [string, [string, string][]][])('%s: %j', (code, periods) => {
    expect(() => typed(...periods)).toThrow(code)
  })

  test('are numbered where a form sends them', () => {
    const sent = { revision: '0', periods: { 0: { from: '8:30', to: '12:00' }, 1: { from: '14:00', to: '17:30' } } }
    expect(toHours(HoursChange.parse(sent))).toEqual(usualHours)
  })

  test('are stored as one list of minutes, and shown as they were', () => {
    expect(toMinutes(usualHours)).toEqual([510, 720, 840, 1050])
    expect(fromMinutes([510, 720, 840, 1050])).toEqual(usualHours)
    expect([510, 0, 1440].map(clockTime)).toEqual(['08:30', '00:00', '24:00'])
  })
})

test('a community that opens in the evening counts its own hours', () => {
  const calendar: WorkCalendar = { days: new Map(), years: new Set() }
  const hours = typed(['9:00', '11:30'], ['18:00', '20:00'])
  const at = (time: string) => new Date(`${time}:00+08:00`)
  expect(addWorkingMinutes(at('2026-11-27T11:00'), 60, hours, calendar)).toEqual(at('2026-11-27T18:30'))
  expect(countWorkingMinutes(at('2026-11-27T00:00'), at('2026-11-30T10:00'), hours, calendar)).toBe(270 + 60)
})
