/** What we write is a valid .xlsx: another program reads it, it contains no formulas, and reading it returns the same rows. */
import { strFromU8, unzipSync } from 'fflate'
import { readSheet as readByOther } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { readSheet } from './read.ts'
import type { Sheet, Value } from './sheet.ts'
import { streamWorkbook, writeSheet, writeWorkbook } from './write.ts'

const sheetOfEstates: Sheet = {
  title: '小区台账',
  columns: [
    { key: 'name', header: '小区名称', kind: 'text', required: true, note: '写全称 & <不要简称>' },
    { key: 'kind', header: '类型', kind: 'choice', choices: [{ value: 'commercial', label: '商品房' }] },
    { key: 'households', header: '户数', kind: 'whole' },
    { key: 'fee', header: '物业费（元/㎡·月）', kind: 'decimal' },
    { key: 'since', header: '交付日期', kind: 'day' },
  ],
}
const row = { name: '锦绣苑', kind: 'commercial', households: 1280, fee: '2.35', since: '2026-01-05' }
const xml = (file: Uint8Array, part = 'xl/worksheets/sheet1.xml') =>
  strFromU8(unzipSync(file)[part] ?? new Uint8Array())

async function back(sheet: Sheet, rows: Record<string, Value>[]) {
  const answer = await readSheet(await writeSheet(sheet, rows), sheet)
  if (!answer.ok) throw new Error(answer.refusal.code)
  expect(answer.problems).toEqual([])
  return answer.rows.map(({ values }) => values)
}

describe('the exported file', () => {
  test('another program reads texts as texts, numbers as numbers and days as days', async () => {
    const file = await writeSheet(sheetOfEstates, [row], { title: '三桥社区', notes: ['请勿改动表头'] })
    expect(await readByOther(file)).toEqual([
      ['三桥社区', null, null, null, null],
      ['请勿改动表头', null, null, null, null],
      sheetOfEstates.columns.map(({ header }) => header),
      ['锦绣苑', '商品房', 1280, 2.35, new Date('2026-01-05T00:00:00Z')],
    ])
  })

  test('comes back as it was, from below its title and notes', async () => {
    const answer = await readSheet(
      await writeSheet(sheetOfEstates, [row], { title: '三桥社区', notes: ['甲', '乙'] }),
      sheetOfEstates,
    )
    expect(answer).toMatchObject({
      ok: true,
      problems: [],
      ignored: [],
      absent: [],
      rows: [{ row: 5, values: { ...row, households: '1280' } }],
    })
  })

  test('freezes the header, is wide enough for Chinese, offers the choices and carries the note', async () => {
    const sheet = xml(await writeSheet(sheetOfEstates, [row], { title: '三桥社区' }))
    expect(sheet).toMatch(/<pane ySplit="2"[^>]*state="frozen"/)
    expect(sheet).toMatch(/<col min="4" max="4" style="\d+" width="20"/)
    expect(sheet).toContain('<formula1>"商品房"</formula1>')
    expect(sheet).toContain('prompt="写全称 &amp; &lt;不要简称&gt;"')
  })

  test('prints one page wide on A4, with its header on every page', async () => {
    const file = await writeSheet(sheetOfEstates, [row], { title: '三桥社区' })
    expect(xml(file)).toMatch(/^[^]*<sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr><sheetViews>/)
    expect(xml(file)).toContain('<pageSetup fitToHeight="0" paperSize="9" orientation="landscape"/>')
    expect(xml(file, 'xl/workbook.xml')).toContain(`localSheetId="0">'小区台账'!$2:$2</definedName>`)
  })

  test('a value that does not fit its column is written as it is, to be put right', async () => {
    const answer = await readSheet(
      await writeSheet(sheetOfEstates, [{ ...row, households: '一百二', since: '昨天', kind: '别墅' }]),
      sheetOfEstates,
    )
    expect(answer).toMatchObject({
      problems: [{ key: 'kind' }, { key: 'households', params: { suggestion: '120' } }, { key: 'since' }],
    })
  })

  test('a word that means something to a program is a word like any other', async () => {
    const names = ['constructor', '__proto__', 'toString', '锦绣苑']
    const sheet = { title: '表', columns: [{ key: 'name', header: '名称', kind: 'text' as const }] }
    const file = await writeSheet(
      sheet,
      names.map((name) => ({ name })),
    )
    expect(await readByOther(file)).toEqual([['名称'], ...names.map((name) => [name])])
  })

  test('a text longer than a cell is a mistake of ours, not a file that will not open', async () => {
    await expect(writeSheet(sheetOfEstates, [{ name: '字'.repeat(32_768) }])).rejects.toThrow(RangeError)
  })
})

describe('the blank template', () => {
  test('has the header and formats for what will be typed, and nothing to import', async () => {
    const template = await writeSheet(sheetOfEstates, [])
    expect(await readSheet(template, sheetOfEstates)).toEqual({ ok: false, refusal: { code: 'no_rows', params: {} } })
    const styles = [...xml(template).matchAll(/<col [^>]*style="(\d+)"/g)].map(([, style]) => Number(style))
    const ids = [...xml(template, 'xl/styles.xml').matchAll(/<xf numFmtId="(\d+)"|<xf /g)].map(([, id]) => id)
    const codes = new Map(
      [...xml(template, 'xl/styles.xml').matchAll(/numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [
        id,
        code,
      ]),
    )
    expect(styles.map((style) => codes.get(ids[style]))).toEqual(['@', '@', '0', 'General', 'yyyy-mm-dd'])
  })
})

describe('a file of many rows', () => {
  const sheet: Sheet = { title: '表', columns: [{ key: 'a', header: '内容', kind: 'text' }] }

  test('is written while its rows are read, no faster than it is taken', async () => {
    let read = 0
    async function* rows() {
      // What compresses badly, so that the file grows with its rows.
      for (; read < 50_000; read++) yield { a: crypto.randomUUID() + crypto.randomUUID() }
    }
    const file = streamWorkbook([{ sheet, rows: rows() }])
    const pieces: Uint8Array[] = []
    const readAt: number[] = []
    for await (const piece of file) {
      pieces.push(piece)
      readAt.push(read)
    }
    // Half of the rows were not read yet when a third of the pieces had been taken.
    expect(readAt[Math.floor(readAt.length / 3)]).toBeLessThan(25_000)
    const answer = await readSheet(Buffer.concat(pieces), sheet)
    expect(answer.ok && answer.rows.length).toBe(50_000)
  })

  test('of which nobody takes the rest ends there, and so do its rows', async () => {
    let ended = false
    async function* rows() {
      try {
        for (;;) yield { a: crypto.randomUUID() }
      } finally {
        ended = true
      }
    }
    for await (const piece of streamWorkbook([{ sheet, rows: rows() }])) if (piece.length > 10_000) break
    while (!ended) await new Promise((resolve) => setImmediate(resolve))
  })
})

describe('several sheets in one file', () => {
  test('each is found by its name, and names Excel forbids are made fit', async () => {
    const visits: Sheet = {
      title: '互访[2026/1]: 三桥、二桥、国胜三个社区十个小区的全部互访记录',
      columns: [{ key: 'day', header: '日期', kind: 'day' }],
    }
    const file = await writeWorkbook([
      { sheet: sheetOfEstates, rows: [row] },
      { sheet: visits, rows: [{ day: '2026-03-01' }] },
      {
        sheet: { ...sheetOfEstates, columns: [{ key: 'name', header: '小区名称', kind: 'text' }] },
        rows: [{ name: '第二张' }],
      },
    ])
    const names = [...xml(file, 'xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name)
    expect(names).toEqual(['小区台账', '互访 2026 1 三桥、二桥、国胜三个社区十个小区的全部互访', '小区台账 2'])
    expect(await readSheet(file, visits)).toMatchObject({ rows: [{ values: { day: '2026-03-01' } }] })
    expect(await readSheet(file, sheetOfEstates)).toMatchObject({ rows: [{ values: { name: '锦绣苑' } }] })
  })
})

describe('nothing a person typed computes', () => {
  const lures = [
    '=1+1',
    '+86 138',
    '-3',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '=HYPERLINK("http://x","y")',
    "'=1",
    '=cmd|"/c calc"!A1',
  ]

  test('every such text is a text cell in a text column, and comes back the same', async () => {
    const sheet = { title: '表', columns: [{ key: 'a', header: '内容', kind: 'text' as const }] }
    const file = await writeSheet(
      sheet,
      lures.map((a) => ({ a })),
      { title: '=1+1', notes: ['@x'] },
    )
    const cells = [...xml(file).matchAll(/<c [^>]*>.*?<\/c>/gs)].map(([cell]) => cell)
    expect(cells).toHaveLength(lures.length + 3)
    for (const cell of cells)
      expect(cell).toMatch(/^<c r="A\d+" s="\d+" t="inlineStr"><is><t xml:space="preserve">[^<]*<\/t><\/is><\/c>$/)
    expect(
      await back(
        sheet,
        lures.map((a) => ({ a })),
      ),
    ).toEqual(lures.map((a) => ({ a: a.trim() })))
  })

  test('control: the same text written as a formula is asked about when it comes back', async () => {
    const sheet = { title: '表', columns: [{ key: 'a', header: '内容', kind: 'text' as const }] }
    const parts = unzipSync(await writeSheet(sheet, [{ a: '=1+1' }]))
    const live = xml(await writeSheet(sheet, [{ a: '=1+1' }])).replace(
      /(<c r="A2" s="\d+") t="inlineStr">.*?<\/is>/,
      '$1><f>1+1</f><v>2</v>',
    )
    const { zipSync, strToU8 } = await import('fflate')
    const file = zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(live) })
    expect(await readSheet(file, sheet)).toMatchObject({
      problems: [{ row: 2, key: 'a', reason: 'formula_value', params: { suggestion: '2' } }],
    })
  })
})
