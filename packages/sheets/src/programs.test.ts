/** Files from other programs, unchanged; fixtures/README.md says how each was made. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readSheet } from './read.ts'
import type { Sheet } from './sheet.ts'

const ledger: Sheet = {
  title: '小区台账',
  columns: [
    { key: 'name', header: '小区名称', kind: 'text', required: true },
    {
      key: 'kind',
      header: '类型',
      kind: 'choice',
      choices: [
        { value: 'commercial', label: '商品房' },
        { value: 'resettlement', label: '安置房' },
      ],
    },
    { key: 'households', header: '户数', kind: 'whole', required: true },
    { key: 'fee', header: '物业费（元/㎡·月）', kind: 'decimal' },
    { key: 'since', header: '交付日期', kind: 'day' },
    { key: 'phone', header: '联系电话', kind: 'text' },
  ],
}

async function read(name: string) {
  const answer = await readSheet(await readFile(new URL(`../fixtures/${name}.xlsx`, import.meta.url)), ledger)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return { rows: answer.rows.map(({ values }) => Object.values(values)), problems: answer.problems }
}

test('what we exported, opened and saved again in LibreOffice, comes back as it was', async () => {
  expect(await read('saved-by-libreoffice')).toEqual({
    rows: [
      ['=1+1', 'commercial', '1280', '2.35', '2026-01-05', '13800001111'],
      ['constructor', 'resettlement', '96', '', '1999-12-31', '+86 138'],
      ['_x0041_ 甲\n乙 <b>&', 'resettlement', '0', '0.1', '', '320102199001011234'],
    ],
    problems: [],
  })
})

test('what Python wrote, with its columns in another order', async () => {
  expect(await read('written-by-openpyxl')).toEqual({
    rows: [
      ['=三桥', 'resettlement', '1280', '2.35', '2026-01-05', '13800001111'],
      ['锦绣苑', 'commercial', '1280', '0.1', '2026-01-05', '013800001111'],
    ],
    problems: [],
  })
})

test('what was typed by hand is read if it is unambiguous; the rest is reported row by row', async () => {
  const { rows, problems } = await read('typed-in-libreoffice')
  expect(rows[0]).toEqual(['锦绣苑', 'commercial', '1280', '2.35', '2026-01-05', '13800001111'])
  expect(problems.map(({ row, key, reason }) => `${row} ${key} ${reason}`)).toEqual([
    '4 households with_unit',
    '4 fee not_number',
    '4 since impossible_day',
    '5 name text_became_day',
    '5 households chinese_number',
    '5 fee error_cell',
    '5 phone digits_lost',
  ])
})
