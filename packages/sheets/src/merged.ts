/** What merged cells mean for the rows that were read: a wide one alone in its line is a remark, a tall one belongs to each of its rows. */
import type { PassedLine, ReadRow, RowProblem } from './answer.ts'
import type { Header } from './header.ts'
import { type Sheet, toLabel } from './sheet.ts'
import { columnNumber } from './xlsx/worksheet.ts'

/** A merged line over so many columns, with nothing beside it, is a remark. */
const WIDE = 3
const MAX_TALL = 1000

type Found = { rows: ReadRow[]; problems: RowProblem[]; passed: PassedLine[] }
type Range = { left: number; top: number; right: number; bottom: number }

export function applyMerged(
  found: Found,
  merged: readonly string[],
  header: Header,
  { freehand = false }: Pick<Sheet, 'freehand'>,
): Found {
  const ranges = merged.map(toRange).filter(({ bottom }) => bottom > header.row)
  if (ranges.length === 0) return found
  const byRow = new Map(found.rows.map((row) => [row.row, row]))
  const passed = new Map<number, PassedLine>()
  const repeated: RowProblem[] = []
  for (const range of ranges) {
    if (freehand && range.right - range.left + 1 >= WIDE) {
      const alone = findAlone(byRow.get(range.top))
      if (alone !== undefined) passed.set(range.top, { row: range.top, why: 'note', text: alone.slice(0, 100) })
    }
    if (range.bottom > range.top) repeated.push(...listRepeated(range, byRow, header))
  }
  const asked = new Set(repeated.map(toPlace))
  return {
    rows: found.rows.filter(({ row }) => !passed.has(row)),
    problems: [
      ...found.problems.filter((problem) => !passed.has(problem.row) && !asked.has(toPlace(problem))),
      ...repeated.filter(({ row }) => !passed.has(row)),
    ].sort((a, b) => a.row - b.row),
    passed: [...found.passed, ...passed.values()].sort((a, b) => a.row - b.row),
  }
}

/** The only text of a row. */
function findAlone(row: ReadRow | undefined): string | undefined {
  const [text, ...more] = Object.values(row?.values ?? {}).filter((value) => value !== '')
  return more.length === 0 ? text : undefined
}

function listRepeated({ left, top, right, bottom }: Range, rows: Map<number, ReadRow>, { columns }: Header) {
  const found: RowProblem[] = []
  for (const [at, { key, header: column, choices }] of columns) {
    const suggestion = rows.get(top)?.values[key] ?? ''
    if (at < left || at > right || suggestion === '') continue
    const params = { column, suggestion: toLabel(suggestion, choices) }
    for (let row = top + 1; row <= Math.min(bottom, top + MAX_TALL); row++)
      if (rows.get(row)?.values[key] === '')
        found.push({ row, key, column, reason: 'merged_cell', params: { row: String(row), ...params }, suggestion })
  }
  return found
}

function toRange(words: string): Range {
  const [from = '', to = from] = words.replaceAll('$', '').split(':')
  const line = (address: string) => Number(/\d{1,7}$/.exec(address)?.[0] ?? 0)
  return { left: columnNumber(from), top: line(from), right: columnNumber(to), bottom: line(to) }
}

const toPlace = ({ row, key }: RowProblem) => `${row} ${key}`
