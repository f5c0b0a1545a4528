/** Rows of a table, as a workbook pastes them: 2026-01-01 ⇥ 放假 ⇥ 元旦, with or without a line of headings. */
import { refuse } from '../refusal.ts'
import type { NoticeDay } from './noticeDays.ts'
import type { DayKind } from './workingTime.ts'

const kinds = new Map<string, DayKind>([
  ...['放假', '放假调休', '休息', '休', 'off'].map((word) => [word, 'off'] as const),
  ...['上班', '调休上班', '补班', '班', 'work'].map((word) => [word, 'work'] as const),
])

/** Null where no line is a row: the paste is then a text. */
export function readRows(plain: string): NoticeDay[] | null {
  const lines = plain
    .split('\n')
    .map((line, at) => ({ number: at + 1, line: line.trim(), row: readRow(line) }))
    .filter(({ line }) => line !== '')
  if (!lines.some(({ row }) => row)) return null
  const rows = lines[0]!.row ? lines : lines.slice(1)
  return rows.map(({ number, line, row }) => row ?? refuseLine(number, line))
}

function readRow(line: string): NoticeDay | null {
  const cells = line.split(/[\t ,;|]+/u).filter(Boolean)
  const day = cells.map(dayIn).find((found) => found !== undefined)
  const kind = cells.map((cell) => kinds.get(cell.toLowerCase())).find((found) => found !== undefined)
  const name = cells.filter((cell) => !dayIn(cell) && !kinds.get(cell.toLowerCase())).join(' ')
  return day && kind && name !== '' && name.length <= 20 ? { day, kind, name } : null
}

function dayIn(cell: string): string | undefined {
  const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(cell) ?? []
  if (!year) return undefined
  const day = `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`
  return Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day ? undefined : day
}

const refuseLine = (line: number, text: string): never =>
  refuse('invalid', 'calendar.line_not_understood', { params: { line, text: text.slice(0, 40) }, field: 'text' })
