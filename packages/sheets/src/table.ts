/** Turns the rows that were read into the result: every row's values by our keys, and its problems. */
import { type Limits, type ReadResult, type ReadRow, refuseSheet, type RowProblem } from './answer.ts'
import { findHeader, type Header, headerWithin, headerByPosition, refuseHeader } from './header.ts'
import type { SheetColumn, Sheet } from './sheet.ts'
import { readValue } from './values/cell.ts'
import type { Cell, FoundRow } from './values/found.ts'
import { columnLetters } from './xlsx/worksheet.ts'

type Table = { add(row: FoundRow): void; headerRow(): number; finish(): Extract<ReadResult, { ok: true }> }
type Options = { limits: Limits; from1904: boolean; headless?: boolean }

export function readTable(sheet: Sheet, { limits, from1904, headless = false }: Options): Table {
  const rows: ReadRow[] = []
  const problems: RowProblem[] = []
  const ignored = new Set<string>()
  let above: FoundRow[] = []
  let texts: string[] = []
  let header: Header | undefined
  let hidden = 0
  let unlisted = 0
  let cells = 0

  function add(row: FoundRow): void {
    if (header) return addRow(row, header)
    above.push(row)
    if (above.length === headerWithin) settle()
  }

  function settle(): Header {
    const found =
      findHeader(above, sheet) ?? (headless ? headerByPosition(above, sheet) : undefined) ?? refuseHeader(above, sheet)
    const below = above.filter(({ row }) => row > found.row)
    header = found
    texts = above.filter(({ row }) => row < found.row).flatMap(({ cells: each }) => [...each.values()].map(toText))
    above = []
    for (const row of below) addRow(row, found)
    return found
  }

  function addRow({ row, cells: found, hidden: isHidden }: FoundRow, { columns, unknown }: Header): void {
    cells += found.size
    if (cells > limits.cells) refuseSheet('too_many_cells', { limit: String(limits.cells) })
    const values: Record<string, string> = Object.fromEntries(sheet.columns.map(({ key }) => [key, '']))
    const wrong: RowProblem[] = []
    for (const [at, cell] of found) {
      const column = columns.get(at)
      if (column) place(column, cell)
      else ignored.add(unknown.get(at) ?? columnLetters(at))
    }
    if (sheet.columns.every(({ key }) => values[key] === '')) return
    if (rows.length === limits.rows) refuseSheet('too_many_rows', { limit: String(limits.rows) })
    for (const column of columns.values())
      if (column.required && values[column.key] === '') wrong.push(problemAt(row, column, 'required'))
    rows.push({ row, values })
    const room = limits.problems - problems.length
    problems.push(...wrong.sort((a, b) => order(sheet, a) - order(sheet, b)).slice(0, room))
    unlisted += Math.max(0, wrong.length - room)
    if (isHidden) hidden++

    function place(column: SheetColumn, cell: Cell): void {
      const { value, reason, params } = readValue(cell, column, from1904)
      values[column.key] = value
      if (reason) wrong.push(problemAt(row, column, reason, params))
    }
  }

  return {
    add,
    headerRow: () => (header ?? settle()).row,
    finish: () => {
      const { absent } = header ?? settle()
      if (rows.length === 0) refuseSheet('no_rows')
      return {
        ok: true,
        rows,
        above: texts,
        problems,
        ignored: [...ignored],
        absent: absent.map((column) => column.header),
        hidden,
        unlisted,
      }
    },
  }
}

const toText = (cell: Cell) => (cell.is === 'number' ? cell.digits : cell.text)

function problemAt(row: number, { key, header }: SheetColumn, reason: RowProblem['reason'], params = {}): RowProblem {
  return { row, key, column: header, reason, params: { row: String(row), column: header, ...params } }
}

const order = (sheet: Sheet, { key }: RowProblem) => sheet.columns.findIndex((column) => column.key === key)
