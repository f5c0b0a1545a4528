/** What Excel, WPS, LibreOffice and others write differently, and malicious files. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Limits } from '../answer.ts'
import { readSheet } from '../read.ts'
import { writeSheet } from '../write.ts'
import { type Handmade, handmade, number, textCells } from './handmade.ts'

const columns = [
  { key: 'a', header: '文字', kind: 'text' as const },
  { key: 'b', header: '数字', kind: 'decimal' as const },
  { key: 'c', header: '日期', kind: 'day' as const },
]
const sheet = { title: '表', columns }
const header = textCells('文字', '数字', '日期')

const answer = (file: Handmade, limits?: Partial<Limits>) => readSheet(handmade(file), sheet, limits)
async function values(file: Handmade) {
  const read = await answer(file)
  return read.ok ? read.rows.map((row) => Object.values(row.values)) : read.refusal.code
}
const code = async (file: Handmade, limits?: Partial<Limits>) => {
  const read = await answer(file, limits)
  return read.ok ? 'read' : read.refusal.code
}

describe('every program’s way of writing a cell is read', () => {
  test('an entity nobody defined stays as it is, whatever it is called', async () => {
    const rows = [header, ['<c t="inlineStr"><is><t>&constructor; &toString; &__proto__; &nbsp; &amp;</t></is></c>']]
    expect(await values({ rows })).toEqual([['&constructor; &toString; &__proto__; &nbsp; &', '', '']])
  })

  test('shared, rich, phonetic, escaped and broken texts', async () => {
    const words = [
      ...['文字', '数字', '日期'].map((word) => `<t>${word}</t>`),
      '<t xml:space="preserve"> 锦绣苑 </t>',
      '<r><rPr><b/></rPr><t>锦绣</t></r><r><t>苑</t></r><rPh sb="0" eb="1"><t>キン</t></rPh>',
      '<t>第一行_x000D_\n第二行 &amp; &lt;b&gt; &#x4E2D;&#22269;</t>',
      '<t>_x005F_x0041_</t>',
      '<t><![CDATA[a<b & c]]></t>',
    ]
    const cell = (at: number) => `<c t="s"><v>${at}</v></c>`
    const rows = [[0, 1, 2].map(cell), ...[3, 4, 5, 6, 7].map((at) => [cell(at)])]
    expect(await values({ rows, words })).toEqual(
      ['锦绣苑', '锦绣苑', '第一行\n第二行 & <b> 中国', '_x0041_', 'a<b & c'].map((text) => [text, '', '']),
    )
  })

  test('cells with and without addresses, texts as results, days as ISO', async () => {
    const rows = [header, ['<c t="str"><v>甲</v></c>', '<c r="C2" t="d"><v>2026-01-05T00:00:00</v></c>']]
    expect(await values({ rows })).toEqual([['甲', '', '2026-01-05']])
  })

  test('prefixed names, comments, quoted brackets and absolute targets', async () => {
    const row = (cells: string) => `<x:row a=">">${cells}</x:row>`
    const text = (word: string) => `<x:c t='inlineStr'><x:is><x:t>${word}</x:t></x:is></x:c>`
    const body = row(['文字', '数字', '日期'].map(text).join('')) + `<!-- <x:row> -->` + row(text('甲'))
    const worksheet = `\ufeff<x:worksheet xmlns:x="x"><x:sheetData>${body}</x:sheetData></x:worksheet>`
    const relations =
      '<Relationships><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/xl/My%20Sheet.xml"/></Relationships>'
    const parts = { 'xl/My Sheet.xml': worksheet, 'xl/_rels/workbook.xml.rels': relations }
    expect(await values({ parts })).toEqual([['甲', '', '']])
  })

  test('a part in UTF-16', async () => {
    const row = (cells: string[]) => `<row>${cells.join('')}</row>`
    const xml = `\ufeff<worksheet><sheetData>${row(header)}${row(textCells('甲'))}</sheetData></worksheet>`
    expect(await values({ parts: { 'xl/worksheets/sheet1.xml': Buffer.from(xml, 'utf16le') } })).toEqual([
      ['甲', '', ''],
    ])
  })

  test('days by every format that shows a day, and by the calendar of 1904', async () => {
    const formats = ['14', '31', '58', 'yyyy"年"m"月"d"日";@', '[$-804]yyyy\\-mm\\-dd', '[DBNum1]yyyy"年"m"月"d"日"']
    const rows = [
      header,
      ...formats.map((_, at) => [...textCells('甲'), `<c r="C${at + 2}" s="${at + 1}"><v>46027.6</v></c>`]),
    ]
    expect(await values({ rows, formats })).toEqual(formats.map(() => ['甲', '', '2026-01-05']))
    const from1904 = { rows: [header, ['<c r="C2" s="1"><v>44565</v></c>']], formats: ['14'] }
    expect(await values({ ...from1904, workbookPr: '<workbookPr date1904="1"/>' })).toEqual([['', '', '2026-01-05']])
    expect(await values(from1904)).toEqual([['', '', '2022-01-04']])
  })

  test('numbers as Excel stores them are the numbers people see', async () => {
    const stored = ['1.1000000000000001', '0.30000000000000004', '1.2E-3', '1.38E+10', '-0', '007', '0.10']
    const rows = [header, ...stored.map((value) => [...textCells('甲'), number(value)])]
    const seen = ['1.1', '0.3', '0.0012', '13800000000', '0', '7', '0.1']
    expect(await values({ rows })).toEqual(seen.map((value) => ['甲', value, '']))
  })
})

describe('a file no honest program writes costs little and is refused', () => {
  test.each([
    ['a document type', { parts: { 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>' } }],
    ['a row beyond the last', { rows: '<row r="999999999999"><c><v>1</v></c></row>' }],
    ['rows out of order', { rows: '<row r="5"/><row r="4"/>' }],
    ['a column beyond the last', { rows: '<row><c r="ZZZZZZZZ1"><v>1</v></c></row>' }],
    ['a word that is not in the list', { rows: '<row><c t="s"><v>7</v></c></row>' }],
    ['a number that is none', { rows: '<row><c><v>abc</v></c></row>' }],
    ['a tag that never ends', { rows: `<row><c r="${'x'.repeat(2_000_000)}` }],
    ['an element never closed', { parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData>' } }],
    ['bytes that are no text', { parts: { 'xl/worksheets/sheet1.xml': new Uint8Array([0x3c, 0xc3, 0x28]) } }],
  ] satisfies [string, Handmade][])('%s', async (_, file) => {
    expect(await code(file)).toBe('damaged')
  })

  test('a file that unpacks to more than allowed, said openly or not', async () => {
    const rows = [header, ...Array.from({ length: 20_000 }, () => textCells('甲'))]
    const honest = handmade({ rows })
    expect(await code({ rows }, { unpackedBytes: 100_000 })).toBe('zip_bomb')
    expect((await readSheet(claimingSize(honest, 10), sheet, { unpackedBytes: 100_000 })).ok).toBe(false)
    expect(await readSheet(claimingSize(honest, 10), sheet, { unpackedBytes: 100_000 })).toMatchObject({
      refusal: { code: 'zip_bomb' },
    })
    expect((await readSheet(honest, sheet)).ok).toBe(true)
  })

  test('whatever becomes of its bytes, the file is answered and never breaks the reader', async () => {
    const file = await writeSheet(sheet, [{ a: '甲', b: 1, c: '2026-01-05' }])
    const change = fc.record({ at: fc.nat(file.length - 1), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), fc.nat(file.length), async (changes, cut) => {
        const copy = Uint8Array.from(changes.length % 3 === 0 ? file.subarray(0, cut) : file)
        for (const { at, byte } of changes) if (at < copy.length) copy[at] = byte
        expect(typeof (await readSheet(copy, sheet)).ok).toBe('boolean')
      }),
      { numRuns: 400 * Number(process.env['BILIN_PROVE'] ?? 1) },
    )
  })

  test('a flipped bit is noticed', async () => {
    const file = handmade({ rows: [header, textCells('甲')] })
    const at = Buffer.from(file).indexOf('xl/worksheets/sheet1.xml') + 24 + 40
    file[at] = (file[at] ?? 0) ^ 4
    expect(await readSheet(file, sheet)).toMatchObject({ refusal: { code: 'damaged' } })
  })

  test('reading stops at the row limit: what follows is never unpacked', async () => {
    const rows = [header, ...Array.from({ length: 50_000 }, (_, at) => textCells(`甲${at}`))]
    const file = handmade({ rows })
    const directory = Buffer.from(file).lastIndexOf(Buffer.from('PK\u0001\u0002'))
    file.fill(0xff, directory - 60_000, directory - 50_000)
    expect(await readSheet(file, sheet, { rows: 100 })).toMatchObject({ refusal: { code: 'too_many_rows' } })
    expect(await readSheet(file, sheet)).toMatchObject({ refusal: { code: 'damaged' } })
  })

  test('one long text in a million cells costs one text', async () => {
    const hostile = [`a${' '.repeat(32_000)}b`, `１${'\u00a0'.repeat(32_000)}１`, `${'*'.repeat(32_000)}a`]
    const words = ['文字', '数字', '日期', ...hostile].map((word) => `<t>${word}</t>`)
    const row = (...cells: number[]) => `<row>${cells.map((at) => `<c t="s"><v>${at}</v></c>`).join('')}</row>`
    const rows = row(0, 1, 2, 3, 4, 5) + (row(3, 3, 3) + row(4, 4, 4) + row(5, 5, 5)).repeat(30_000)
    expect(await code({ rows, words })).toBe('read')
    expect(process.memoryUsage().heapUsed).toBeLessThan(1024 ** 3)
  })
})

/** The file with a wrong uncompressed size in its directory. */
function claimingSize(file: Uint8Array, size: number): Uint8Array {
  const copy = Buffer.from(file)
  for (let at = copy.indexOf('PK\u0001\u0002'); at >= 0; at = copy.indexOf('PK\u0001\u0002', at + 1))
    copy.writeUInt32LE(size, at + 24)
  return copy
}
