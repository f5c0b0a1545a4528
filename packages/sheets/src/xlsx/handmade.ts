/** For tests: an .xlsx built part by part, to reproduce what other programs write. */
import { strToU8, zipSync } from 'fflate'

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export type Handmade = {
  /** Each row's cells as XML, or all of `<sheetData>`'s content as one text. */
  rows?: readonly (readonly string[])[] | string
  afterRows?: string
  words?: readonly string[]
  formats?: readonly string[]
  workbookPr?: string
  tabs?: readonly { name: string; state?: string; rows: readonly (readonly string[])[] }[]
  parts?: Record<string, string | Uint8Array>
}

export function handmade({
  rows = [],
  afterRows = '',
  words,
  formats,
  workbookPr = '',
  tabs,
  parts,
}: Handmade): Uint8Array {
  const sheets = tabs ?? [{ name: 'Sheet1', rows: [] }]
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${namespace}" xmlns:r="${office}">${workbookPr}<sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at) => [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['rId98', 'sharedStrings', 'sharedStrings.xml'],
      ['rId99', 'styles', 'styles.xml'],
    ]),
    ...Object.fromEntries(
      sheets.map((tab, at) => [`xl/worksheets/sheet${at + 1}.xml`, worksheet(tabs ? tab.rows : rows, afterRows)]),
    ),
    ...(words
      ? {
          'xl/sharedStrings.xml': `<sst xmlns="${namespace}">${words.map((word) => `<si>${word}</si>`).join('')}</sst>`,
        }
      : {}),
    ...(formats ? { 'xl/styles.xml': styles(formats) } : {}),
    ...parts,
  }
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  )
}

/** A row of texts as cells. */
export const textCells = (...words: string[]) => words.map((word) => `<c t="inlineStr"><is><t>${word}</t></is></c>`)

export const number = (value: string | number, style = 0) => `<c s="${style}"><v>${value}</v></c>`

function worksheet(rows: NonNullable<Handmade['rows']>, after: string): string {
  const body = typeof rows === 'string' ? rows : rows.map((cells) => `<row>${cells.join('')}</row>`).join('')
  return `<?xml version="1.0"?><worksheet xmlns="${namespace}"><sheetData>${body}</sheetData>${after}</worksheet>`
}

function relations(all: readonly (readonly [id: string, type: string, target: string])[]): string {
  const lines = all.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`
}

/** Style 0 is plain; style n has the n-th format, a built-in number or a code of its own. */
function styles(formats: readonly string[]): string {
  const own = formats.map((code, at) =>
    /^\d+$/.test(code) && Number(code) < 100
      ? ''
      : `<numFmt numFmtId="${200 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  )
  const ids = formats.map((code, at) => (own[at] === '' ? code : String(200 + at)))
  const cells = ['0', ...ids].map((id) => `<xf numFmtId="${id}"/>`)
  return `<styleSheet xmlns="${namespace}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cells.join('')}</cellXfs></styleSheet>`
}
