/**
 * Unfinished rows: the rows of a file that cannot be imported as they are, with what is wrong in which cell.
 *
 * Shapes   `values` are as typed; a problem's `suggestion` is what its cell most likely means, in the form that rows.ts reads. A
 *          `clear` one has no other reading and may be taken together with all the others.
 */
import { readRow, type ColumnKey, type FileRow } from './rows.ts'

export type CellProblem = {
  key: ColumnKey
  code: string
  params: Readonly<Record<string, string | number>>
  suggestion?: string
  clear?: boolean
}
export type UnfinishedRow = { row: number; values: Record<string, string>; problems: CellProblem[] }
export type Chosen = (row: UnfinishedRow, problem: CellProblem) => boolean

/** Takes the chosen suggestions. A row that has no other problem is checked again, and finished if it passes. */
export function takeSuggestions(rows: readonly UnfinishedRow[], present: ReadonlySet<string>, chosen: Chosen) {
  const finished: FileRow[] = []
  const unfinished: UnfinishedRow[] = []
  for (const row of rows) {
    const taken = row.problems.filter((problem) => problem.suggestion !== undefined && chosen(row, problem))
    const values = { ...row.values, ...Object.fromEntries(taken.map(({ key, suggestion = '' }) => [key, suggestion])) }
    const left = row.problems.filter((problem) => !taken.includes(problem))
    const read = taken.length > 0 && left.length === 0 ? readRow(row.row, values, present) : null
    if (read === null) unfinished.push({ row: row.row, values, problems: left })
    else if (Array.isArray(read)) unfinished.push({ row: row.row, values, problems: read.map(toCellProblem) })
    else finished.push(read)
  }
  return { finished, unfinished }
}

export const toCellProblem = ({ row: _, ...problem }: CellProblem & { row: number }): CellProblem => problem

export const countClear = (rows: readonly UnfinishedRow[]): number =>
  rows.reduce((sum, { problems }) => sum + problems.filter(({ clear }) => clear).length, 0)
