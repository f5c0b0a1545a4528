/** What people type into a cell: parsed if it has one meaning, otherwise reported as a problem. */
import { describe, expect, test } from 'vitest'
import type { SheetColumn, ColumnKind } from '../sheet.ts'
import { getCellFormat, plain } from '../xlsx/styles.ts'
import { readValue } from './cell.ts'
import { clean } from './cellReading.ts'

const choices = [
  { value: 'commercial', label: '商品房', aliases: ['Commercial'] },
  { value: 'resettlement', label: '安置房' },
]
const column = (kind: ColumnKind): SheetColumn => ({ key: 'key', header: '列', kind, choices })
const typed = (kind: ColumnKind, text: string) => readValue({ is: 'text', text: clean(text) }, column(kind), false)
const stored = (kind: ColumnKind, digits: string, code?: string) =>
  readValue({ is: 'number', digits, format: code === undefined ? plain : getCellFormat(code) }, column(kind), false)

describe('numbers', () => {
  test.each([
    ['120', '120'],
    [' １２０ ', '120'],
    ['1,234', '1234'],
    ['1，234，567', '1234567'],
    ['１，２３４．５０', '1234.5'],
    ['+3', '3'],
    ['－3', '-3'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0.0', '0'],
    ['0.1000', '0.1'],
    ['12345678901234567890.12', '12345678901234567890.12'],
    ['\u200b12\u00a0', '12'],
    ['三', '3'],
    ['〇', '0'],
    ['十', '10'],
    ['十二', '12'],
    ['廿五', '25'],
    ['一百二十', '120'],
    ['一百零二', '102'],
    ['两百', '200'],
    ['三千零五', '3005'],
    ['三千零五十', '3050'],
    ['一万二千', '12000'],
    ['一万零二百', '10200'],
    ['二十万零五十', '200050'],
    ['一亿零三百万', '103000000'],
    ['壹佰贰拾叁', '123'],
    ['一二三', '123'],
    ['二〇二六', '2026'],
    ['二点三五', '2.35'],
  ])('%s is %s', (text, value) => {
    expect(typed('decimal', text)).toEqual({ value })
  })

  test.each([
    ['120户', 'with_unit', '120'],
    ['１２０ 户', 'with_unit', '120'],
    ['￥2.35', 'with_unit', '2.35'],
    ['2.35元/㎡·月', 'with_unit', '2.35'],
    ['85%', 'with_unit', '85'],
    ['1.2万', 'with_unit', '12000'],
    ['3万户', 'with_unit', '30000'],
    ['一百二十户', 'with_unit', '120'],
    ['一百二', 'chinese_number', '120'],
    ['三千五', 'chinese_number', '3500'],
    ['一万二', 'chinese_number', '12000'],
    ['一百十', 'chinese_number', '110'],
    ['三千五十', 'chinese_number', '3050'],
  ])('%s is not taken: %s, type %s', (text, reason, suggestion) => {
    expect(typed('decimal', text)).toEqual({ value: text, reason, params: { value: text, suggestion } })
  })

  test.each([
    '约120',
    '120左右',
    '120多户',
    '12,34',
    '1,2345',
    '1 234',
    '1.2.3',
    '1e5',
    '12-15',
    '甲',
    '二百百',
    '万',
    '点五',
    '-',
    '#',
  ])('%s is no number', (text) => {
    expect(typed('decimal', text)).toMatchObject({ value: text, reason: 'not_number' })
  })

  test('a fraction is not a whole number, and 120.0 is', () => {
    expect(typed('whole', '120.5')).toMatchObject({ reason: 'not_whole', params: { value: '120.5' } })
    expect(typed('whole', '120.0')).toEqual({ value: '120' })
    expect(stored('whole', '120.5')).toMatchObject({ reason: 'not_whole' })
  })

  test('what Excel turned into a percentage, a day or a time is said to be so', () => {
    expect(stored('decimal', '0.85', '0.00%')).toMatchObject({
      reason: 'percent',
      params: { value: '85%', suggestion: '85' },
    })
    expect(stored('decimal', '46027', 'm"月"d"日"')).toMatchObject({ reason: 'day_in_number' })
    expect(stored('decimal', '0.5', 'h:mm')).toMatchObject({ reason: 'day_in_number' })
    expect(stored('decimal', '2.35', '¥#,##0.00_);[Red]\\(¥#,##0.00\\)')).toEqual({ value: '2.35' })
    expect(stored('decimal', '3', '0"户"')).toEqual({ value: '3' })
  })
})

describe('days', () => {
  test.each([
    '2026-1-5',
    '2026-01-05',
    '2026/1/5',
    '2026.1.5',
    '2026年1月5日',
    '2026年01月05号',
    '2026 年 1 月 5 日',
    '20260105',
    '２０２６－０１－０５',
    '２０２６年１月５日',
    '2026—1—5',
    '2026-01-05 00:00:00',
    '2026-01-05T00:00:00Z',
    '2026/1/5 14:30',
    '二〇二六年一月五日',
  ])('%s is 2026-01-05', (text) => {
    expect(typed('day', text)).toEqual({ value: '2026-01-05' })
  })

  test.each(['2026-02-30', '2026年2月29日', '20261301', '2026-00-10', '二〇二六年二月三十日'])(
    '%s is no day',
    (text) => {
      expect(typed('day', text)).toMatchObject({ value: text, reason: 'impossible_day' })
    },
  )

  test.each(['1/5/2026', '26-1-5', '2026年1月', '2026', '昨天', '2026-1/5', '2026-01-05T16:00:00Z'])(
    '%s reads no one way',
    (text) => {
      expect(typed('day', text)).toMatchObject({ value: text, reason: 'not_day' })
    },
  )

  test('a real day is its day, whatever its hour; leap days count', () => {
    expect(stored('day', '46027.99', 'yyyy-mm-dd hh:mm')).toEqual({ value: '2026-01-05' })
    expect(stored('day', '45351', 'yyyy/m/d')).toEqual({ value: '2024-02-29' })
    expect(stored('day', '59', 'yyyy/m/d')).toEqual({ value: '1900-02-28' })
    expect(stored('day', '61', 'yyyy/m/d')).toEqual({ value: '1900-03-01' })
    expect(stored('day', '60', 'yyyy/m/d')).toMatchObject({ reason: 'impossible_day' })
    expect(stored('day', '-3', 'yyyy/m/d')).toMatchObject({ reason: 'impossible_day' })
  })

  test('a bare number is a day only when it spells one out', () => {
    expect(stored('day', '20260105')).toEqual({ value: '2026-01-05' })
    expect(stored('day', '20260230')).toMatchObject({ reason: 'impossible_day' })
    expect(stored('day', '46027')).toMatchObject({
      reason: 'day_as_number',
      params: { value: '46027', suggestion: '2026-01-05' },
    })
    expect(stored('day', '2026')).toMatchObject({ reason: 'not_day' })
    expect(stored('day', '0.5', 'h:mm')).toMatchObject({ reason: 'not_day' })
  })
})

describe('texts', () => {
  test('a phone number kept as a number keeps its digits', () => {
    expect(stored('text', '13800001111')).toEqual({ value: '13800001111' })
    expect(stored('text', '1.3800001111E10')).toEqual({ value: '13800001111' })
    expect(stored('text', '999999999999999')).toEqual({ value: '999999999999999' })
  })

  test('an ID number Excel has already rounded is said to be lost', () => {
    expect(stored('text', '3.20102199001011E+17')).toMatchObject({
      reason: 'digits_lost',
      params: { value: '320102199001011000' },
    })
    expect(typed('text', '320102199001011234')).toEqual({ value: '320102199001011234' })
  })

  test('leading zeros of a 000000 format are kept', () => {
    expect(stored('text', '6', '000000')).toEqual({ value: '000006' })
  })

  test('a building number Excel took for a day is said to be changed; a whole day and a time are kept', () => {
    expect(stored('text', '46083', 'm"月"d"日"')).toMatchObject({
      reason: 'text_became_day',
      params: { value: '2026-03-02' },
    })
    expect(stored('text', '46083', 'd-mmm')).toMatchObject({ reason: 'text_became_day' })
    expect(stored('text', '46083', 'yyyy/m/d')).toEqual({ value: '2026-03-02' })
    expect(stored('text', '0.354166666666667', 'h:mm')).toEqual({ value: '8:30' })
    expect(stored('text', '0.85', '0%')).toEqual({ value: '85%' })
  })

  test('unseen marks around it go, line breaks and wide letters within it stay', () => {
    expect(typed('text', '\ufeff\u3000 锦绣苑\n（Ａ区）\u200e ')).toEqual({ value: '锦绣苑\n（Ａ区）' })
    expect(typed('text', '锦\u200b绣\u00a0苑')).toEqual({ value: '锦绣 苑' })
  })

  test('more than Excel itself allows is too long', () => {
    expect(typed('text', '字'.repeat(32_767))).toMatchObject({ value: '字'.repeat(32_767) })
    expect(typed('text', '字'.repeat(32_768))).toMatchObject({
      reason: 'too_long',
      params: { longest: '32767' },
    })
  })
})

describe('choices', () => {
  test.each([
    ['商品房', 'commercial'],
    [' 商 品 房 ', 'commercial'],
    ['commercial', 'commercial'],
    ['ＣＯＭＭＥＲＣＩＡＬ', 'commercial'],
    ['安置房', 'resettlement'],
  ])('%s is %s', (text, value) => {
    expect(typed('choice', text)).toEqual({ value })
  })

  test('what is not on the list is answered with the list', () => {
    expect(typed('choice', '别墅')).toEqual({
      value: '别墅',
      reason: 'not_choice',
      params: { value: '别墅', choices: '商品房、安置房' },
    })
  })
})

test('an error and a logical value are problems in every column', () => {
  for (const kind of ['text', 'whole', 'decimal', 'day', 'choice'] as const) {
    expect(readValue({ is: 'error', text: '#N/A' }, column(kind), false)).toMatchObject({
      reason: 'error_cell',
      params: { value: '#N/A' },
    })
    expect(readValue({ is: 'boolean', text: 'TRUE' }, column(kind), false)).toMatchObject({
      reason: 'boolean_cell',
    })
  }
})
