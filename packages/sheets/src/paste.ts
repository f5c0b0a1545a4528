/** Reads cells pasted from Excel: tab-separated text, with or without the header row. */
import { asRefusal, type Limits, type ReadResult, refuseSheet, usualLimits } from './answer.ts'
import type { Sheet } from './sheet.ts'
import { readTable } from './table.ts'
import type { Cell, FoundRow } from './values/found.ts'
import { clean } from './values/cellReading.ts'
import { longestText } from './xlsx/workbook.ts'
import { lastColumn } from './xlsx/worksheet.ts'

/** A row's number is its line in the pasted text. */
export function readPaste(text: string, sheet: Sheet, limits: Partial<Limits> = {}): ReadResult {
  const bounds = { ...usualLimits, ...limits }
  try {
    if (text.length > bounds.bytes) refuseSheet('too_large', { limit: String(Math.floor(bounds.bytes / 1024 / 1024)) })
    const table = readTable(sheet, { limits: bounds, from1904: false, headless: true })
    let row = 0
    for (const fields of pastedRows(text)) {
      if (fields.length > lastColumn) refuseSheet('too_many_cells', { limit: String(lastColumn) })
      const found = foundRow(++row, fields)
      if (found.cells.size > 0) table.add(found)
    }
    return table.finish()
  } catch (thrown) {
    return asRefusal(thrown)
  }
}

function foundRow(row: number, fields: string[]): FoundRow {
  const cells = new Map<number, Cell>()
  fields.forEach((field, at) => {
    // One character more than a cell may hold, to detect that it is too long.
    const text = field.slice(0, longestText + 1)
    if (clean(text) !== '') cells.set(at + 1, { is: 'text', text })
  })
  return { row, hidden: false, cells }
}

/** Excel quotes a cell only when it holds a tab, a line break or a quotation mark; a lone mark inside is text. */
function* pastedRows(text: string): Generator<string[]> {
  const field = /(?:"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y
  let fields: string[] = []
  while (field.lastIndex < text.length) {
    const [, quoted, bare = '', end] = field.exec(text) ?? []
    fields.push(quoted?.replaceAll('""', '"') ?? bare)
    if (end === '\t' && field.lastIndex < text.length) continue
    yield fields
    fields = []
  }
}
