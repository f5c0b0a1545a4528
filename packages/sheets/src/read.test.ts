/** Files as secretaries send them: which are read, and which are refused and why. */
import { describe, expect, test } from 'vitest'
import type { Limits } from './answer.ts'
import { readSheet } from './read.ts'
import type { Sheet } from './sheet.ts'
import { type Handmade, handmade, number, textCells } from './xlsx/handmade.ts'

const ledger: Sheet = {
  title: '小区台账',
  freehand: true,
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

describe('a sheet as people keep it is read', () => {
  const merged = (...ranges: string[]) =>
    `<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
  const formula = (words: string, value = '') => `<c><f>${words}</f><v>${value}</v></c>`

  test('a unit in brackets is no other column, unless the column is there without it too', async () => {
    const { rows } = await rowsOf({ rows: [textCells('小区名称', '户数（户）'), [...textCells('甲'), number(1)]] })
    expect(rows[0]?.values).toMatchObject({ name: '甲', households: '1' })
    const both = textCells('小区名称', '户数（已入住）', '户数')
    const read = await rowsOf({ rows: [both, [...textCells('甲'), number(1), number(2)]] })
    expect([read.rows[0]?.values['households'], read.ignored]).toEqual(['2', ['户数（已入住）']])
  })

  test('a header of two lines, with groups above and cells merged over both', async () => {
    const delivery: Sheet = {
      ...ledger,
      columns: ledger.columns.map((column) => (column.key === 'since' ? { ...column, aliases: ['交付日'] } : column)),
    }
    const rows = [
      textCells('三桥社区小区一览'),
      textCells('序号', '小区名称', '房屋', '', '交付'),
      textCells('', '', '户数', '栋数', '日'),
      [number(1), ...textCells('甲'), number(20), number(3), ...textCells('2026-01-05')],
    ]
    const file = { rows, afterRows: merged('A1:E1', 'A2:A3', 'B2:B3', 'C2:D2') }
    const answer = await readSheet(handmade(file), delivery)
    expect(answer).toMatchObject({
      rows: [{ row: 4, values: { name: '甲', households: '20', since: '2026-01-05' } }],
      ignored: ['序号', '栋数'],
      above: ['三桥社区小区一览'],
      problems: [],
    })
  })

  test('sums, remarks and signatures are passed over and named', async () => {
    const rows = [
      ...filled,
      ['<c/>', ...textCells('')],
      [...textCells('合　计'), formula('SUM(B2:B2)')],
      textCells('备注：以上数据截至十月'),
      textCells('填表人：社工', '审核人：书记'),
      textCells('本表一式两份'),
    ]
    const { rows: read, passed, problems } = await rowsOf({ rows, afterRows: merged('A7:D7') })
    expect(read).toHaveLength(1)
    expect(problems).toEqual([])
    expect(passed).toEqual([
      { row: 4, why: 'total', text: '合　计' },
      { row: 5, why: 'note', text: '备注：以上数据截至十月' },
      { row: 6, why: 'note', text: '填表人：社工' },
      { row: 7, why: 'note', text: '本表一式两份' },
    ])
    // The control: a compound may be called so, and a row that lacks something is no remark.
    const others = await rowsOf({ rows: [header, [...textCells('合计小区'), number(1)], textCells('乙')] })
    expect([others.rows.length, others.passed, others.problems.length]).toEqual([2, [], 1])
  })

  test('formulas and merged cells in columns that are not read do no harm', async () => {
    const rows = [
      textCells('序号', '片区', '小区名称', '户数', '照片'),
      [formula('ROW()-1', '1'), ...textCells('东片', '甲'), number(1), formula('DISPIMG("ID",1)')],
      [formula('ROW()-1'), ...textCells('', '乙'), number(2), '<c t="e"><v>#N/A</v></c>'],
    ]
    const { rows: read, problems, ignored } = await rowsOf({ rows, afterRows: merged('B2:B3') })
    expect([read.length, problems, ignored]).toEqual([2, [], ['序号', '片区', '照片']])
  })

  test('a formula in a column that is read is asked about with its result, a merged cell with the text it shows', async () => {
    const rows = [
      [...header, ...textCells('备注')],
      [...textCells('甲'), formula('60*2', '120'), ...textCells('在建')],
      [...textCells('乙'), formula('A9')],
      [...textCells('丙'), number(3), ...textCells('')],
    ]
    const { problems } = await rowsOf({ rows, afterRows: merged('C2:C4') })
    expect(problems.map(({ row, key, reason, params }) => [row, key, reason, params['suggestion']])).toEqual([
      [2, 'households', 'formula_value', '120'],
      [3, 'households', 'formula', undefined],
      [3, 'note', 'merged_cell', '在建'],
      [4, 'note', 'merged_cell', '在建'],
    ])
  })

  test('another tab that fits is named, and read when it is chosen', async () => {
    const tab = (name: string) => ({ name, rows: [header, [...textCells(name), number(1)]] })
    const file = { tabs: [tab('一月'), { name: '说明', rows: [textCells('填表说明')] }, tab('二月')] }
    expect(await rowsOf(file)).toMatchObject({ tab: '一月', otherTabs: ['二月'] })
    const answer = await readSheet(handmade(file), ledger, {}, { tab: '二月' })
    expect(answer).toMatchObject({ tab: '二月', otherTabs: ['一月'], rows: [{ values: { name: '二月' } }] })
  })

  test('columns are read as somebody matches them, whatever they are called', async () => {
    const rows = [textCells('楼盘', '住户', '记'), [...textCells('甲'), number(4), ...textCells('新')]]
    const mapping = { row: 1, columns: { name: 1, households: 2 } }
    const answer = await readSheet(handmade({ rows }), ledger, {}, { mapping })
    expect(answer).toMatchObject({ rows: [{ values: { name: '甲', households: '4' } }], ignored: ['记'] })
  })
})
