/** Files that are not what their name says. */
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readSheet } from '../read.ts'
import { handmade, textCells } from './handmade.ts'

const sheet = { title: '表', columns: [{ key: 'name', header: '名称', kind: 'text' as const }] }
const code = async (bytes: Uint8Array) => {
  const answer = await readSheet(bytes, sheet)
  return answer.ok ? 'read' : answer.refusal.code
}
const ole = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ])

test.each([
  ['an empty file', new Uint8Array(), 'empty_file'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_excel'],
  ['a PDF', Buffer.from('255044462d312e370a25e2e3cfd30a00', 'hex'), 'not_excel'],
  ['a Word document', zipSync({ '_rels/.rels': strToU8('<r/>'), 'word/document.xml': strToU8('<d/>') }), 'not_excel'],
  ['a zip of something else', zipSync({ 'a.txt': strToU8('a') }), 'not_excel'],
  ['a zip of nothing', zipSync({}), 'not_excel'],
  ['an .xls of Excel 97', ole('Workbook'), 'old_excel'],
  ['an .xls of Excel 5', ole('Book'), 'old_excel'],
  ['an old Word document', ole('WordDocument'), 'not_excel'],
  ['an .xlsx behind a password', ole('EncryptedPackage'), 'locked_excel'],
  ['a CSV', strToU8('名称,户数\n锦绣苑,120\n'), 'csv_not_excel'],
  ['a CSV from a Chinese Windows', Buffer.from('c3fbb3c62cbba7cafd0d0a', 'hex'), 'csv_not_excel'],
  ['tab-separated text as Excel saves Unicode text', Buffer.from('\ufeff名称\t户数\r\n', 'utf16le'), 'csv_not_excel'],
  ['a letter', strToU8('您好'), 'not_excel'],
  [
    'a web page named .xls',
    strToU8('<html><body><table><tr><td>名称</td></tr></table></body></html>'),
    'web_page_not_excel',
  ],
  [
    'an XML sheet of 2003',
    strToU8('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
    'web_page_not_excel',
  ],
  ['the beginning of an .xlsx', handmade({ rows: [textCells('名称'), textCells('甲')] }).subarray(0, 400), 'damaged'],
  ['an .xlsx', handmade({ rows: [textCells('名称'), textCells('甲')] }), 'read'],
])('%s', async (_, bytes, expected) => {
  expect(await code(bytes)).toBe(expected)
})

test('an .xlsb is an old format', async () => {
  const relation =
    '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'
  expect(await code(zipSync({ '_rels/.rels': strToU8(relation), 'xl/workbook.bin': strToU8('x') }))).toBe('old_excel')
})

test('a file larger than allowed is refused before it is opened', async () => {
  const answer = await readSheet(new Uint8Array(21 * 1024 * 1024), sheet)
  expect(answer).toEqual({ ok: false, refusal: { code: 'too_large', params: { limit: '20' } } })
})
