/** Turns the rows that were read into the result: every row's values by our keys, and its problems. */
import { type Limits, type PassedLine, type ReadResult, type ReadRow, refuseSheet, type RowProblem } from './answer.ts'
import {
  findHeader,
  type Header,
  headerByMapping,
  headerByPosition,
  headerWithin,
  type Mapping,
  refuseHeader,
} from './header.ts'
import { applyMerged } from './merged.ts'
import { findPassed } from './passed.ts'
import { type SheetColumn, type Sheet, toLabel } from './sheet.ts'
import { readValue } from './values/cell.ts'
import { type Cell, type FoundRow, toText } from './values/found.ts'
import { columnLetters } from './xlsx/worksheet.ts'

type ReadTable = Omit<Extract<ReadResult, { ok: true }>, 'tab' | 'otherTabs'>
type Table = { add(row: FoundRow): void; finish(merged?: readonly string[]): ReadTable }
type Options = { limits: Limits; from1904: boolean; headless?: boolean; mapping?: Mapping | undefined }

const MAX_PASSED = 100

export function readTable(sheet: Sheet, { limits, from1904, headless = false, mapping }: Options): Table {
  const rows: ReadRow[] = []
  const problems: RowProblem[] = []
  const ignored = new Set<string>()
  const passed: PassedLine[] = []
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
    const found = mapping
      ? headerByMapping(above, sheet, mapping)
      : (findHeader(above, sheet) ??
        (headless ? headerByPosition(above, sheet) : undefined) ??
        refuseHeader(above, sheet))
    const below = above.filter(({ row }) => row > found.row)
    header = found
    texts = above.filter(({ row }) => row < found.from).flatMap(({ cells: each }) => [...each.values()].map(toText))
    above = []
    for (const row of below) addRow(row, found)
    return found
  }

  function addRow(line: FoundRow, { columns, unknown }: Header): void {
    const { row, cells: found, hidden: isHidden } = line
    cells += found.size
    if (cells > limits.cells) refuseSheet('too_many_cells', { limit: String(limits.cells) })
    const values: Record<string, string> = Object.fromEntries(sheet.columns.map(({ key }) => [key, '']))
    const wrong: RowProblem[] = []
    for (const [at, cell] of found) {
      const column = columns.get(at)
      if (column) place(column, cell)
      else ignored.add(unknown.get(at) || columnLetters(at))
    }
    const musts = sheet.columns.filter(({ required }) => required)
    const unfilled = musts.length === 0 || musts.some(({ key }) => values[key] === '')
    const passing = sheet.freehand && findPassed(line)
    if (passing && (unfilled || passing.why === 'note')) {
      if (passed.length < MAX_PASSED) passed.push(passing)
      return
    }
    if (sheet.columns.every(({ key }) => values[key] === '')) return
    if (rows.length === limits.rows) refuseSheet('too_many_rows', { limit: String(limits.rows) })
    for (const column of columns.values())
      if (column.required && values[column.key] === '' && !wrong.some(({ key }) => key === column.key))
        wrong.push(problemAt(row, column, 'required'))
    rows.push({ row, values })
    const room = limits.problems - problems.length
    problems.push(...wrong.sort((a, b) => order(sheet, a) - order(sheet, b)).slice(0, room))
    unlisted += Math.max(0, wrong.length - room)
    if (isHidden) hidden++

    function place(column: SheetColumn, cell: Cell): void {
      const { value, reason, params } = readValue(cell, column, from1904)
      values[column.key] = value
      if (reason) wrong.push(problemAt(row, column, reason, params))
      else if (cell.is !== 'formula' && cell.computed && value !== '')
        wrong.push({
          ...problemAt(row, column, 'formula_value', { value, suggestion: toLabel(value, column.choices) }),
          suggestion: value,
        })
    }
  }

  function finish(merged: readonly string[] = []): ReadTable {
    const settled = header ?? settle()
    const read = applyMerged({ rows, problems, passed }, merged, settled, sheet)
    if (read.rows.length === 0) refuseSheet('no_rows')
    const absent = settled.absent.map((column) => column.header)
    return { ok: true, ...read, above: texts, ignored: [...ignored], absent, hidden, unlisted }
  }

  return { add, finish }
}

function problemAt(row: number, { key, header }: SheetColumn, reason: RowProblem['reason'], params = {}): RowProblem {
  return { row, key, column: header, reason, params: { row: String(row), column: header, ...params } }
}

const order = (sheet: Sheet, { key }: RowProblem) => sheet.columns.findIndex((column) => column.key === key)
