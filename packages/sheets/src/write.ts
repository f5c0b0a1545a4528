/**
 * Writes our sheets as one .xlsx. Text stays text: its cells are formatted so, in the whole column, and Excel
 * neither computes "=1+1" nor turns "3-2" into a day when somebody edits or adds a row.
 */
import writeXlsxFile, { type Cell as FileCell, type Row as FileRow } from 'write-excel-file/node'
import { type SheetColumn, type Sheet, sheetName, type Value } from './sheet.ts'
import { finish } from './write/finish.ts'
import { headerCell, noteCell, styledBlank, titleCell, valueCell } from './write/cells.ts'
import { columnWidth } from './write/width.ts'

type FileSheet = Parameters<typeof writeXlsxFile>[0][number]

export type Tab = {
  sheet: Sheet
  rows: readonly Readonly<Record<string, Value>>[]
  /** Written above the header, and passed over when the file is read back. */
  title?: string
  notes?: readonly string[]
}

export async function writeSheet(
  sheet: Sheet,
  rows: Tab['rows'],
  above: Pick<Tab, 'title' | 'notes'> = {},
): Promise<Buffer> {
  return writeWorkbook([{ sheet, rows, ...above }])
}

export async function writeWorkbook(tabs: readonly Tab[]): Promise<Buffer> {
  const names = distinct(tabs.map(({ sheet }) => sheetName(sheet.title)))
  const files = tabs.map((tab, at) => fileSheet(tab, names[at] ?? ''))
  const written = tabs.map((tab, at) => ({
    name: names[at] ?? '',
    columns: tab.sheet.columns,
    headerRow: linesAbove(tab).length + 1,
  }))
  const features = [finish(written)]
  return writeXlsxFile(files, { features, fontFamily: 'Calibri', fontSize: 11 }).toBuffer()
}

function fileSheet(tab: Tab, name: string): FileSheet {
  const { columns } = tab.sheet
  const above = linesAbove(tab)
  return {
    sheet: name,
    data: [...above, columns.map(headerCell), ...bodyRows(tab, columns)],
    columns: columns.map((column) => ({ width: columnWidth(column, tab.rows) })),
    stickyRowsCount: above.length + 1,
    orientation: 'landscape',
  }
}

function linesAbove({ title, notes = [] }: Tab): FileRow[] {
  return [...(title === undefined ? [] : [[titleCell(title)]]), ...notes.map((words): FileRow => [noteCell(words)])]
}

/** A blank template still has one row, so that its columns carry their formats. */
function bodyRows({ rows }: Tab, columns: readonly SheetColumn[]): FileRow[] {
  if (rows.length === 0) return [columns.map(styledBlank)]
  return rows.map((row) => columns.map((column): FileCell => valueCell(row[column.key], column)))
}

function distinct(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let copy = 2; taken.has(free.toLowerCase()); copy++) free = `${name.slice(0, 27)} ${copy}`
    taken.add(free.toLowerCase())
    return free
  })
}
