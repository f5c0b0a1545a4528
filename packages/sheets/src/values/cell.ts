/** Parses one cell of a column: the value for the domain's schema, or its problem. */
import type { Cell } from './found.ts'
import { type SheetColumn, listed, wordKey } from '../sheet.ts'
import { readDay } from './day.ts'
import { readNumber } from './number.ts'
import { problem, type CellReading } from './cellReading.ts'
import { readText } from './text.ts'

/** Also as text, because a pasted sheet, or one saved as CSV, has text only. */
const errors = /^#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/

export function readValue(cell: Cell, column: SheetColumn, from1904: boolean): CellReading {
  if (cell.is === 'formula') return problem('', 'formula')
  if (cell.is === 'error' || (cell.is === 'text' && errors.test(cell.text))) return problem(cell.text, 'error_cell')
  if (cell.is === 'boolean') return problem(cell.text, 'boolean_cell')
  if (column.kind !== 'text' && column.kind !== 'choice' && column.choices && cell.is === 'text') {
    const value = choiceKeys(column).get(wordKey(cell.text))
    if (value !== undefined) return { value }
  }
  if (column.kind === 'day') return readDay(cell, from1904)
  if (column.kind === 'whole' || column.kind === 'decimal') return readNumber(cell, column.kind, column.percent)
  const reading = readText(cell, from1904)
  return column.kind === 'text' || reading.reason || reading.value === '' ? reading : chosen(reading.value, column)
}

function chosen(words: string, column: SheetColumn): CellReading {
  const value = choiceKeys(column).get(wordKey(words))
  if (value !== undefined) return { value }
  return problem(words, 'not_choice', { choices: listed((column.choices ?? []).map(({ label }) => label)) })
}

const known = new WeakMap<SheetColumn, Map<string, string>>()

/** Labels come before values; the first of two equal texts wins. */
function choiceKeys(column: SheetColumn): Map<string, string> {
  const keys = known.get(column) ?? new Map<string, string>()
  if (known.has(column)) return keys
  for (const { value, label, aliases = [] } of [...(column.choices ?? [])].reverse())
    for (const word of [value, ...aliases, label]) keys.set(wordKey(word), value)
  known.set(column, keys)
  return keys
}
