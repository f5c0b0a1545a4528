/**
 * Writes our sheets as one .xlsx, row by row: the rows may come from anywhere and need not be in memory. Text stays text: its cells are
 * formatted so, in the whole column, and Excel neither computes "=1+1" nor turns "3-2" into a day when somebody edits or adds
 * a row.
 */
import { type Sheet, sheetName } from './sheet.ts'
import { bookParts } from './write/book.ts'
import { packParts } from './write/pack.ts'
import { stylesXml } from './write/styles.ts'
import { findHeaderRow, worksheetXml, type Row, type Tab } from './write/worksheet.ts'

export type { Row, Tab }

/** Piece by piece, as fast as it is read. */
export function streamWorkbook(tabs: readonly Tab[]): AsyncGenerator<Uint8Array> {
  const names = distinct(tabs.map(({ sheet }) => sheetName(sheet.title)))
  const sheets = tabs.map((tab, at) => ({ name: names[at] ?? '', headerRow: findHeaderRow(tab) }))
  return packParts([
    ...bookParts(sheets),
    { name: 'xl/styles.xml', content: [stylesXml] },
    ...tabs.map((tab, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: worksheetXml(tab, at === 0),
    })),
  ])
}

export async function writeWorkbook(tabs: readonly Tab[]): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of streamWorkbook(tabs)) pieces.push(piece)
  return Buffer.concat(pieces)
}

export const writeSheet = (
  sheet: Sheet,
  rows: Tab['rows'],
  above: Pick<Tab, 'title' | 'notes'> = {},
): Promise<Buffer> => writeWorkbook([{ sheet, rows, ...above }])

function distinct(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let copy = 2; taken.has(free.toLowerCase()); copy++) free = `${name.slice(0, 27)} ${copy}`
    taken.add(free.toLowerCase())
    return free
  })
}
