/** The width of a column for its texts; a Chinese character counts two. */
import type { SheetColumn, Value } from '../sheet.ts'

const narrowest = 8
const widest = 48
/** The longest of the first rows is wide enough for nearly all. */
const sampled = 200

export function columnWidth(column: SheetColumn, rows: readonly Readonly<Record<string, Value>>[]): number {
  if (column.width !== undefined) return column.width
  const labels = (column.choices ?? []).map(({ label }) => label)
  const words = column.kind === 'choice' ? labels : rows.slice(0, sampled).map((row) => String(row[column.key] ?? ''))
  const needed = Math.max(displayWidth(column.header) + 2, ...words.map((word) => displayWidth(word) + 2))
  return Math.min(widest, Math.max(column.kind === 'day' ? 12 : narrowest, needed))
}

export function displayWidth(words: string): number {
  let width = 0
  for (const mark of words)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        mark,
      )
        ? 2
        : 1
  return width
}
