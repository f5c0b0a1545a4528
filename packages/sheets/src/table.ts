/** From found rows to an answer: where the header stands, which column is which, and every row's values and problems. */
import { type Limits, type ReadResult, type ReadRow, refuseSheet, type RowProblem } from './answer.ts'
import { type Column, listed, type Sheet, wordKey } from './sheet.ts'
import { readValue } from './values/cell.ts'
import type { Cell, Row } from './values/found.ts'
import { clean } from './values/reading.ts'
import { columnLetters } from './xlsx/worksheet.ts'

/** A title and notes may stand above the header. */
const headerWithin = 10

type Header = { row: number; columns: Map<number, Column>; unknown: Map<number, string>; absent: Column[] }
type Table = { add(row: Row): void; headerRow(): number; finish(): Extract<ReadResult, { ok: true }> }
type Options = { limits: Limits; from1904: boolean; headless?: boolean }

export function readTable(sheet: Sheet, { limits, from1904, headless = false }: Options): Table {
  const rows: ReadRow[] = []
  const problems: RowProblem[] = []
  const ignored = new Set<string>()
  let above: Row[] = []
  let header: Header | undefined
  let hidden = 0
  let cells = 0

  function add(row: Row): void {
    if (header) return addRow(row, header)
    above.push(row)
    if (above.length === headerWithin) settle()
  }

  function settle(): Header {
    const found =
      findHeader(above, sheet) ?? (headless ? inOrder(above, sheet) : undefined) ?? refuseHeader(above, sheet)
    const below = above.filter(({ row }) => row > found.row)
    header = found
    above = []
    for (const row of below) addRow(row, found)
    return found
  }

  function addRow({ row, cells: found, hidden: isHidden }: Row, { columns, unknown }: Header): void {
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
    problems.push(...wrong.sort((a, b) => order(sheet, a) - order(sheet, b)))
    if (isHidden) hidden++

    function place(column: Column, cell: Cell): void {
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
        problems,
        ignored: [...ignored],
        absent: absent.map((column) => column.header),
        hidden,
      }
    },
  }
}

function problemAt(
  row: number,
  { key, header }: Column,
  reason: RowProblem['reason'],
  params = {},
): RowProblem {
  return { row, key, column: header, reason, params: { row: String(row), column: header, ...params } }
}

const order = (sheet: Sheet, { key }: RowProblem) => sheet.columns.findIndex((column) => column.key === key)

/** The row that names most of our columns, and all the required ones. */
function findHeader(rows: Row[], sheet: Sheet): Header | undefined {
  const [best] = rows
    .map((row) => matched(row, sheet))
    .sort((a, b) => b.columns.size - a.columns.size || a.row - b.row)
  if (!best || best.columns.size === 0 || best.absent.some(({ required }) => required)) return undefined
  const twice = [...best.columns.values()].filter((column, at, all) => all.indexOf(column) !== at)
  if (twice.length > 0)
    refuseSheet('duplicate_columns', { columns: listed([...new Set(twice.map(({ header }) => header))]) })
  return best
}

function matched({ row, cells }: Row, sheet: Sheet): Header {
  const columns = new Map<number, Column>()
  const unknown = new Map<number, string>()
  for (const [at, cell] of cells) {
    const words = cell.is === 'number' ? cell.digits : cell.text
    const column = sheet.columns.find(({ header, aliases = [] }) =>
      [header, ...aliases].some((word) => wordKey(word) === wordKey(words)),
    )
    if (column) columns.set(at, column)
    else unknown.set(at, clean(words))
  }
  const present = new Set(columns.values())
  return { row, columns, unknown, absent: sheet.columns.filter((column) => !present.has(column)) }
}

/** Rows pasted without their header: taken in our order, when there are not more columns than ours. */
function inOrder(rows: Row[], sheet: Sheet): Header | undefined {
  const named = rows.some((row) => matched(row, sheet).columns.size > 1)
  const widest = Math.max(0, ...rows.flatMap(({ cells }) => [...cells.keys()]))
  if (named || widest > sheet.columns.length) return undefined
  return {
    row: 0,
    columns: new Map(sheet.columns.map((column, at) => [at + 1, column])),
    unknown: new Map(),
    absent: [],
  }
}

function refuseHeader(rows: Row[], sheet: Sheet): never {
  if (rows.length === 0) refuseSheet('no_rows')
  const [closest] = rows
    .map((row) => matched(row, sheet))
    .sort((a, b) => b.columns.size - a.columns.size || a.row - b.row)
  const missing = closest?.absent.filter(({ required }) => required) ?? []
  const wanted = missing.length > 0 ? missing : sheet.columns
  const unknown = [...(closest?.unknown.values() ?? [])].map((word) => word.slice(0, 20)).slice(0, 12)
  refuseSheet('other_columns', {
    missing: listed(wanted.map(({ header }) => header)),
    unknown: listed(unknown) || '—',
  })
}
