/** Reads cells pasted from Excel: tab-separated text, with or without the header row; or comma-separated, with it. */
import { asRefusal, type Limits, type ReadResult, refuseSheet, usualLimits } from './answer.ts'
import { findHeader, headerWithin, type Mapping } from './header.ts'
import type { Sheet } from './sheet.ts'
import { readTable } from './table.ts'
import type { Cell, FoundRow } from './values/found.ts'
import { clean } from './values/cellReading.ts'
import { longestText } from './xlsx/workbook.ts'
import { lastColumn } from './xlsx/worksheet.ts'

/** A row's number is its line in the pasted text. */
export function readPaste(
  text: string,
  sheet: Sheet,
  limits: Partial<Limits> = {},
  { mapping }: { mapping?: Mapping | undefined } = {},
): ReadResult {
  const bounds = { ...usualLimits, ...limits }
  try {
    if (text.length > bounds.bytes) refuseSheet('too_large', { limit: String(Math.floor(bounds.bytes / 1024 / 1024)) })
    const table = readTable(sheet, { limits: bounds, from1904: false, headless: true, mapping })
    const commas = isSeparatedByCommas(text, sheet)
    const width = commas ? Math.max(...firstFields(text, COMMAS).map(({ length }) => length)) : 0
    let row = 0
    for (const fields of pastedRows(text, commas ? COMMAS : TABS)) {
      if (fields.length > lastColumn) refuseSheet('too_many_cells', { limit: String(lastColumn) })
      if (commas && mayHoldCommas(fields, width)) refuseSheet('comma_separated')
      const found = toFoundRow(++row, fields)
      if (found.cells.size > 0) table.add(found)
    }
    return { ...table.finish(), tab: '', otherTabs: [] }
  } catch (thrown) {
    return asRefusal(thrown)
  }
}

export function toFoundRow(row: number, fields: string[]): FoundRow {
  const cells = new Map<number, Cell>()
  fields.forEach((field, at) => {
    // One character more than a cell may hold, to detect that it is too long.
    const text = field.slice(0, longestText + 1)
    if (clean(text) !== '') cells.set(at + 1, { is: 'text', text })
  })
  return { row, hidden: false, cells }
}

/** Excel quotes a cell only when it holds a tab, a line break or a quotation mark; a lone mark inside is text. */
const TABS = /(?:"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y
const COMMAS = /(?:"([^"]*(?:""[^"]*)*)"(?=[,\r\n]|$)|([^,\r\n]*))(,|\r\n|\n|\r|$)/y

export function* pastedRows(text: string, separated = TABS): Generator<string[]> {
  const field = new RegExp(separated)
  let fields: string[] = []
  while (field.lastIndex < text.length) {
    const [, quoted, bare = '', end] = field.exec(text) ?? []
    fields.push(quoted?.replaceAll('""', '"') ?? bare)
    if ((end === '\t' || end === ',') && field.lastIndex < text.length) continue
    yield fields
    fields = []
  }
}

/** Only where commas give our header and tabs cannot. */
function isSeparatedByCommas(text: string, sheet: Sheet): boolean {
  if (!text.includes(',') || text.slice(0, 10_000).includes('\t')) return false
  const rows = firstFields(text, COMMAS).map((fields, at) => toFoundRow(at + 1, fields))
  return findHeader(rows, sheet) !== undefined
}

function firstFields(text: string, separated: RegExp): string[][] {
  const rows: string[][] = []
  for (const fields of pastedRows(text.slice(0, 10_000), separated)) if (rows.push(fields) === headerWithin) break
  return rows
}

/** Whether a comma may belong to a number, 1,200, so that the cells after it would stand in other columns. */
const mayHoldCommas = (fields: string[], width: number) =>
  fields.length > width ||
  (fields.length < width &&
    fields.some((field, at) => /^\s*[+-]?\d{1,3}$/.test(field) && /^\d{3}(?:\.\d+)?\s*$/.test(fields[at + 1] ?? '')))
