/** Finds the header among the first rows, and the column of each of its cells. */
import { refuseSheet } from './answer.ts'
import { type SheetColumn, listed, type Sheet, wordKey } from './sheet.ts'
import type { FoundRow } from './values/found.ts'
import { clean } from './values/cellReading.ts'

/** The header may come after a title and notes. */
export const headerWithin = 10

export type Header = {
  row: number
  columns: Map<number, SheetColumn>
  unknown: Map<number, string>
  absent: SheetColumn[]
}

/** The row that names the most of our columns, if it names all required ones. */
export function findHeader(rows: FoundRow[], sheet: Sheet): Header | undefined {
  const best = closest(rows, sheet)
  if (!best || best.columns.size === 0 || best.absent.some(({ required }) => required)) return undefined
  const twice = [...best.columns.values()].filter((column, at, all) => all.indexOf(column) !== at)
  if (twice.length === 0) return best
  return refuseSheet('duplicate_columns', {
    columns: listed([...new Set(twice.map(({ header }) => header))]),
  })
}

/** For rows pasted without a header: our columns in order, unless there are more cells than columns. */
export function headerByPosition(rows: FoundRow[], sheet: Sheet): Header | undefined {
  const halfNamed = (closest(rows, sheet)?.columns.size ?? 0) > 1
  const tooWide = rows.some(({ cells }) => [...cells.keys()].some((at) => at > sheet.columns.length))
  if (rows.length === 0 || halfNamed || tooWide) return undefined
  const columns = new Map(sheet.columns.map((column, at) => [at + 1, column]))
  return { row: 0, columns, unknown: new Map(), absent: [] }
}

export function refuseHeader(rows: FoundRow[], sheet: Sheet): never {
  const best = closest(rows, sheet) ?? refuseSheet('no_rows')
  const required = best.absent.filter((column) => column.required)
  const missing = required.length > 0 ? required : sheet.columns
  const unknown = [...best.unknown.values()].map((word) => word.slice(0, 20)).slice(0, 12)
  return refuseSheet('other_columns', {
    missing: listed(missing.map(({ header }) => header)),
    unknown: listed(unknown) || '—',
  })
}

function closest(rows: FoundRow[], sheet: Sheet): Header | undefined {
  const ours = new Map<string, SheetColumn>()
  for (const column of sheet.columns.toReversed())
    for (const word of [...(column.aliases ?? []), column.header]) ours.set(wordKey(word), column)
  return rows
    .map((row) => matched(row, sheet, ours))
    .sort((a, b) => b.columns.size - a.columns.size || a.row - b.row)[0]
}

function matched({ row, cells }: FoundRow, sheet: Sheet, ours: Map<string, SheetColumn>): Header {
  const columns = new Map<number, SheetColumn>()
  const unknown = new Map<number, string>()
  for (const [at, cell] of cells) {
    const words = (cell.is === 'number' ? cell.digits : cell.text).slice(0, 100)
    const column = ours.get(wordKey(words))
    if (column) columns.set(at, column)
    else unknown.set(at, clean(words))
  }
  const present = new Set(columns.values())
  return { row, columns, unknown, absent: sheet.columns.filter((column) => !present.has(column)) }
}
