/** Cells copied in Excel and pasted into the page. */
import { expect, test } from 'vitest'
import { readPaste } from './paste.ts'
import type { Sheet } from './sheet.ts'

const sheet: Sheet = {
  title: '小区台账',
  columns: [
    { key: 'name', header: '小区名称', kind: 'text', required: true },
    { key: 'households', header: '户数', kind: 'whole', required: true },
    { key: 'note', header: '备注', kind: 'text' },
  ],
}
const values = (text: string) => {
  const answer = readPaste(text, sheet)
  return answer.ok ? answer.rows.map((row) => Object.values(row.values)) : answer.refusal.code
}

test('with its header, in any order, the row numbers are the lines pasted', () => {
  const answer = readPaste('户数\t小区名称\r\n1,234\t锦绣苑\r\n\r\n１２\t三桥新村\r\n', sheet)
  expect(answer).toMatchObject({ ok: true, absent: ['备注'], problems: [] })
  expect(answer.ok && answer.rows).toEqual([
    { row: 2, values: { name: '锦绣苑', households: '1234', note: '' } },
    { row: 4, values: { name: '三桥新村', households: '12', note: '' } },
  ])
})

test('in a sheet of our own a total is a row like any other, and so its faults are told', () => {
  const pasted = '小区名称\t户数\n甲\t1\n合计\t'
  expect(readPaste(pasted, sheet)).toMatchObject({ rows: [{ row: 2 }, { row: 3 }], passed: [], problems: [{ row: 3 }] })
  expect(readPaste(pasted, { ...sheet, freehand: true })).toMatchObject({ rows: [{ row: 2 }], passed: [{ row: 3 }] })
})

test('without its header, in our order', () => {
  expect(values('锦绣苑\t120\n三桥新村\t80\t老旧')).toEqual([
    ['锦绣苑', '120', ''],
    ['三桥新村', '80', '老旧'],
  ])
})

test('more than ten rows without a header, and a single cell', () => {
  expect(values(Array.from({ length: 30 }, (_, at) => `小区${at}\t${at}`).join('\n'))).toHaveLength(30)
  expect(values('锦绣苑')).toEqual([['锦绣苑', '', '']])
})

test('cells with line breaks, tabs and quotation marks, as Excel quotes them', () => {
  expect(values('"锦绣\n苑"\t1\t"他说""好""\t了"\n"老"街\t2\t"\n')).toEqual([
    ['锦绣\n苑', '1', '他说"好"\t了'],
    ['"老"街', '2', '"'],
  ])
})

test('an equals sign is text, an error value is a problem', () => {
  expect(values('=1+1\t1')).toEqual([['=1+1', '1', '']])
  expect(readPaste('锦绣苑\t#N/A', sheet)).toMatchObject({
    problems: [{ row: 1, key: 'households', reason: 'error_cell' }],
  })
})

test('more columns than ours, half a header, nothing, and too much are refused', () => {
  expect(values('甲\t1\t乙\t丙')).toBe('other_columns')
  expect(values('小区名称\t备注\n甲\t乙')).toBe('other_columns')
  expect(values(' \r\n\t\t\r\n')).toBe('no_rows')
  expect(values('')).toBe('no_rows')
  expect(readPaste('x'.repeat(2_000), sheet, { bytes: 1_000 })).toMatchObject({
    refusal: { code: 'too_large' },
  })
  expect(readPaste('甲\t1\n'.repeat(11), sheet, { rows: 10 })).toMatchObject({
    refusal: { code: 'too_many_rows' },
  })
})

test('two megabytes that are no table are answered', () => {
  // Work that grows with the square of the length would not end within the runner's limit. How long it takes is in the bench.
  for (const piece of ['"', '""x', '\t', '"x\t', 'x'])
    expect(readPaste(piece.repeat(500_000), sheet)).toHaveProperty('ok')
})
