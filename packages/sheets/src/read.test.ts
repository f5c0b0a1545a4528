/** Files as secretaries send them: which are read, and which are refused and why. */
import { describe, expect, test } from 'vitest'
import type { Limits } from './answer.ts'
import { readSheet } from './read.ts'
import type { Sheet } from './sheet.ts'
import { type Handmade, handmade, number, textCells } from './xlsx/handmade.ts'

const ledger: Sheet = {
  title: '小区台账',
  columns: [
    { key: 'name', header: '小区名称', aliases: ['Estate'], kind: 'text', required: true },
    { key: 'households', header: '户数', aliases: ['Households'], kind: 'whole', required: true },
    { key: 'since', header: '交付日期', kind: 'day' },
    { key: 'note', header: '备注', kind: 'text' },
  ],
}
const header = textCells('小区名称', '户数')
const filled = [header, [...textCells('锦绣苑'), number(120)]]

const read = (file: Handmade, limits?: Partial<Limits>) => readSheet(handmade(file), ledger, limits)
const refusal = async (file: Handmade, limits?: Partial<Limits>) => {
  const answer = await read(file, limits)
  return answer.ok ? undefined : answer.refusal
}

async function rowsOf(file: Handmade, limits?: Partial<Limits>) {
  const answer = await read(file, limits)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer
}

describe('a sheet is found where people put it', () => {
  test('the header may stand below a title and notes, and the row numbers are those Excel shows', async () => {
    const { rows } = await rowsOf({ rows: [textCells('三桥社区小区台账'), textCells('填表人：社工'), [], ...filled] })
    expect(rows).toEqual([{ row: 5, values: { name: '锦绣苑', households: '120', since: '', note: '' } }])
  })

  test('a header further down than ten rows is not looked for', async () => {
    const rows = [...Array.from({ length: 10 }, (_, at) => textCells(`说明${at}`)), ...filled]
    expect((await refusal({ rows }))?.code).toBe('other_columns')
    expect((await rowsOf({ rows: rows.slice(1) })).rows).toHaveLength(1)
  })

  test('columns may stand in any order, in another language, with spaces, wide letters or a required mark', async () => {
    const { rows } = await rowsOf({
      rows: [textCells('*户 数（必填）', 'Ｅstate'), [number(8), ...textCells('锦绣苑')]],
    })
    expect(rows[0]?.values).toMatchObject({ name: '锦绣苑', households: '8' })
  })

  test('columns we do not have are named and left out, optional ones that are absent are named too', async () => {
    const { ignored, absent, rows } = await rowsOf({
      rows: [textCells('小区名称', '户数', '电梯'), [...textCells('锦绣苑'), number(1), ...textCells('有', '旁注')]],
    })
    expect(ignored).toEqual(['电梯', 'D'])
    expect(absent).toEqual(['交付日期', '备注'])
    expect(rows[0]?.values).not.toHaveProperty('电梯')
  })

  test('the tab named like the sheet is taken, whatever stands before it', async () => {
    const other = [header, [...textCells('别处'), number(1)]]
    const { rows } = await rowsOf({
      tabs: [
        { name: '旧表', rows: other },
        { name: '小区台账', rows: filled },
      ],
    })
    expect(rows[0]?.values['name']).toBe('锦绣苑')
  })

  test('else the first visible tab that has its columns', async () => {
    const hiddenRows = [header, [...textCells('隐藏'), number(1)]]
    const { rows } = await rowsOf({
      tabs: [
        { name: '旧', state: 'hidden', rows: hiddenRows },
        { name: '更旧', state: 'veryHidden', rows: hiddenRows },
        { name: '说明', rows: [textCells('填表说明')] },
        { name: '数据', rows: filled },
      ],
    })
    expect(rows[0]?.values['name']).toBe('锦绣苑')
  })

  test('rows a filter hides are read and counted; empty and formatted-only rows are passed over', async () => {
    const cells = (name: string) => [...textCells(name), number(3)].join('')
    const { rows, hidden } = await rowsOf({
      rows: `<row>${header.join('')}</row><row r="3" hidden="1">${cells('甲')}</row><row r="4"><c s="0"/><c/></row>
        <row r="5"><c t="inlineStr"><is><t>  \u200b\u00a0 </t></is></c></row><row r="1048576">${cells('乙')}</row>`,
    })
    expect(rows.map(({ row }) => row)).toEqual([3, 1_048_576])
    expect(hidden).toBe(1)
  })
})

describe('what makes a sheet unfit is refused with what to look for', () => {
  test('other columns: which are missing and which were found', async () => {
    expect(await refusal({ rows: [textCells('姓名', '户数', '电话'), textCells('甲', '1', '2')] })).toEqual({
      code: 'other_columns',
      params: { missing: '小区名称', unknown: '姓名、电话' },
    })
  })

  test('the same column twice', async () => {
    expect(await refusal({ rows: [textCells('小区名称', '户数', 'households'), textCells('甲', '1', '2')] })).toEqual({
      code: 'duplicate_columns',
      params: { columns: '户数' },
    })
  })

  test('a formula, by its cell; the same cell as a value is read', async () => {
    const cell = (formula: string) =>
      `<row r="5"><c r="A5" t="inlineStr"><is><t>甲</t></is></c><c r="C5" s="0">${formula}<v>46027</v></c></row>`
    const rows = (formula: string) =>
      `<row r="4"><c r="A4" t="inlineStr"><is><t>小区名称</t></is></c><c r="C4" t="inlineStr"><is><t>户数</t></is></c></row>${cell(formula)}`
    expect(await refusal({ rows: rows('<f>SUM(B1:B4)</f>') })).toEqual({
      code: 'formula',
      params: { cells: 'C5' },
    })
    expect(await refusal({ rows: rows('<f t="shared" si="0"/>') })).toEqual({
      code: 'formula',
      params: { cells: 'C5' },
    })
    expect((await rowsOf({ rows: rows('') })).rows[0]?.values['households']).toBe('46027')
  })

  test('many formulas: the first five cells', async () => {
    const rows = [header, ...Array.from({ length: 9 }, () => [...textCells('甲'), '<c><f>1+1</f><v>2</v></c>'])]
    expect((await refusal({ rows }))?.params['cells']).toBe('B2, B3, B4, B5, B6 …')
  })

  test('merged cells from the header on; a merged title above it does no harm', async () => {
    const merged = (range: string) => `<mergeCells><mergeCell ref="${range}"/></mergeCells>`
    const rows = [textCells('三桥社区小区台账'), ...filled]
    expect(await refusal({ rows, afterRows: merged('A3:A4') })).toEqual({
      code: 'merged',
      params: { cells: 'A3:A4' },
    })
    expect(await refusal({ rows, afterRows: merged('A2:B2') })).toEqual({
      code: 'merged',
      params: { cells: 'A2:B2' },
    })
    expect((await rowsOf({ rows, afterRows: merged('A1:B1') })).rows).toHaveLength(1)
  })

  test('nothing below the header, or nothing at all', async () => {
    expect((await refusal({ rows: [header] }))?.code).toBe('no_rows')
    expect((await refusal({ rows: [] }))?.code).toBe('no_rows')
  })

  test('100,001 rows, while 100,000 are read', async () => {
    const rows = (count: number) => `<row>${header.join('')}</row>${`<row>${filled[1]?.join('')}</row>`.repeat(count)}`
    expect(await refusal({ rows: rows(100_001) })).toEqual({
      code: 'too_many_rows',
      params: { limit: '100000' },
    })
    expect((await rowsOf({ rows: rows(100_000) })).rows).toHaveLength(100_000)
  })

  test('more filled cells than allowed', async () => {
    expect((await refusal({ rows: [header, ...filled.slice(1), ...filled.slice(1)] }, { cells: 3 }))?.code).toBe(
      'too_many_cells',
    )
  })

  test('a required cell left empty is a problem of its row, in the order of the columns', async () => {
    const { problems } = await rowsOf({ rows: [textCells('户数', '小区名称', '备注'), textCells('', '', '空的')] })
    expect(problems).toEqual([
      {
        row: 2,
        key: 'name',
        column: '小区名称',
        reason: 'required',
        params: { row: '2', column: '小区名称' },
      },
      { row: 2, key: 'households', column: '户数', reason: 'required', params: { row: '2', column: '户数' } },
    ])
  })

  test('problems beyond the limit are counted, not listed', async () => {
    const rows = [header, ...Array.from({ length: 9 }, () => textCells('甲', '许多'))]
    const { problems, unlisted } = await rowsOf({ rows }, { problems: 4 })
    expect([problems.length, unlisted]).toEqual([4, 5])
  })
})
