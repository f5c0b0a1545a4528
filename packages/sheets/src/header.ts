/** Finds the header among the first rows, in one line or two, and the column of each of its cells. */
import { refuseSheet } from './answer.ts'
import { bareKey, type SheetColumn, listed, type Sheet, wordKey } from './sheet.ts'
import { toText, type FoundRow } from './values/found.ts'
import { clean } from './values/cellReading.ts'

/** The header may come after a title and notes. */
export const headerWithin = 10

export type Header = {
  /** The line above the first row. */
  row: number
  /** The line where the header begins: the same, or the one above. */
  from: number
  columns: Map<number, SheetColumn>
  unknown: Map<number, string>
  absent: SheetColumn[]
}

/** Which column of the file, counted from 1, each of ours is in, and the line of the header: matched by hand. */
export type Mapping = { row: number; columns: Readonly<Record<string, number>> }

/** The row that names the most of our columns, if it names all required ones. */
export function findHeader(rows: FoundRow[], sheet: Sheet): Header | undefined {
  const best = findClosest(rows, sheet)
  if (!best || best.columns.size === 0 || best.absent.some(({ required }) => required)) return undefined
  const twice = [...best.columns.values()].filter((column, at, all) => all.indexOf(column) !== at)
  if (twice.length === 0) return best
  return refuseSheet('duplicate_columns', {
    columns: listed([...new Set(twice.map(({ header }) => header))]),
  })
}

/** The header that somebody has matched by hand. */
export function headerByMapping(rows: FoundRow[], sheet: Sheet, { row, columns: chosen }: Mapping): Header {
  const columns = new Map(
    sheet.columns.flatMap((column) => (chosen[column.key] ? [[chosen[column.key]!, column] as const] : [])),
  )
  const cells = rows.find((each) => each.row === row)?.cells ?? new Map()
  const unknown = new Map([...cells].filter(([at]) => !columns.has(at)).map(([at, cell]) => [at, clean(toText(cell))]))
  const present = new Set(columns.values())
  return { row, from: row, columns, unknown, absent: sheet.columns.filter((column) => !present.has(column)) }
}

/** For rows pasted without a header: our columns in order, unless there are more cells than columns. */
export function headerByPosition(rows: FoundRow[], sheet: Sheet): Header | undefined {
  const halfNamed = (findClosest(rows, sheet)?.columns.size ?? 0) > 1
  const tooWide = rows.some(({ cells }) => [...cells.keys()].some((at) => at > sheet.columns.length))
  if (rows.length === 0 || halfNamed || tooWide) return undefined
  const columns = new Map(sheet.columns.map((column, at) => [at + 1, column]))
  return { row: 0, from: 0, columns, unknown: new Map(), absent: [] }
}

export function refuseHeader(rows: FoundRow[], sheet: Sheet): never {
  const best = findClosest(rows, sheet) ?? refuseSheet('no_rows')
  const required = best.absent.filter((column) => column.required)
  const missing = required.length > 0 ? required : sheet.columns
  const unknown = [...best.unknown.values()].map((word) => word.slice(0, 20)).slice(0, 12)
  return refuseSheet('other_columns', {
    missing: listed(missing.map(({ header }) => header)),
    unknown: listed(unknown) || '—',
  })
}

/** One line is better than two that name as many columns, and the upper better than the lower. */
export function findClosest(rows: FoundRow[], sheet: Sheet): Header | undefined {
  const find = createColumnFinder(sheet)
  const single = rows.map((row) => matched(row, sheet, find))
  const double = rows.slice(1).map((row, at) => matched(row, sheet, find, rows[at]))
  return [...single, ...double].sort(
    (a, b) => b.columns.size - a.columns.size || a.row - a.from - (b.row - b.from) || a.row - b.row,
  )[0]
}

type Found = { column: SheetColumn; exact: boolean }
type ColumnFinder = (words: string) => Found | undefined

/** By the whole text of a cell, or without its unit in brackets: 户数（户） is 户数. */
function createColumnFinder({ columns }: Sheet): ColumnFinder {
  const exact = new Map<string, SheetColumn>()
  const bare = new Map<string, SheetColumn>()
  for (const column of columns.toReversed())
    for (const word of [...(column.aliases ?? []), column.header]) {
      exact.set(wordKey(word), column)
      bare.set(bareKey(word), column)
    }
  return (words) => {
    const column = exact.get(wordKey(words))
    if (column) return { column, exact: true }
    const loosely = bare.get(bareKey(words))
    return loosely && { column: loosely, exact: false }
  }
}

/** In two lines a column is named by the lower cell, by both together, or by the upper one alone. */
function matched(lower: FoundRow, sheet: Sheet, find: ColumnFinder, upper?: FoundRow): Header {
  const found = new Map<number, Found>()
  const unknown = new Map<number, string>()
  let group = ''
  const last = Math.max(0, ...lower.cells.keys(), ...(upper?.cells.keys() ?? []))
  for (let at = 1; at <= Math.min(last, 500); at++) {
    const below = toWords(lower, at)
    const above = upper ? toWords(upper, at) : ''
    group = above || group
    const column = [below, below && group && `${group}${below}`, above].filter(Boolean).map(find).find(Boolean)
    if (column) found.set(at, column)
    else if (below || above) unknown.set(at, clean(below || above))
  }
  const exact = new Set([...found.values()].filter((each) => each.exact).map(({ column }) => column))
  const columns = new Map<number, SheetColumn>()
  for (const [at, { column, exact: sure }] of found)
    if (sure || !exact.has(column)) columns.set(at, column)
    else unknown.set(at, clean(toWords(lower, at) || (upper ? toWords(upper, at) : '')))
  const present = new Set(columns.values())
  return {
    row: lower.row,
    from: upper?.row ?? lower.row,
    columns,
    unknown,
    absent: sheet.columns.filter((column) => !present.has(column)),
  }
}

function toWords({ cells }: FoundRow, at: number): string {
  const cell = cells.get(at)
  return cell ? toText(cell).slice(0, 100) : ''
}
