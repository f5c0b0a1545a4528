import { expect, test } from 'vitest'
import { downloadCalendar, downloadSheet } from './download.ts'

test.each([
  ['甲: 乙/丙 "丁" *', '甲 乙 丙 丁'],
  ['a\r\nb\u202Ec', 'a b c'],
  ['..', 'bilin'],
  ['../../it’s (ready)', 'it’s (ready)'],
  ['长'.repeat(300), '长'.repeat(80)],
  ['😀'.repeat(300), '😀'.repeat(60)],
  ['x'.repeat(300), 'x'.repeat(100)],
  ['CON', 'CON_'],
  ['aux.2026', 'aux_.2026'],
  ['甲\u2028乙', '甲 乙'],
  ["o'clock 100%", "o'clock 100%"],
])('a title like %j is saved under a name that every system accepts', (title, name) => {
  expect(downloadSheet(title, Buffer.from('PK'))).toEqual({ kind: 'sheet', name: `${name}.xlsx`, content: 'UEs=' })
})

test('a calendar ends as calendar programs expect', () => {
  const calendar = downloadCalendar('冬季互评', 'BEGIN:VCALENDAR')
  expect(calendar).toMatchObject({ kind: 'calendar', name: '冬季互评.ics' })
  expect(Buffer.from(calendar.content, 'base64').toString()).toBe('BEGIN:VCALENDAR')
})
