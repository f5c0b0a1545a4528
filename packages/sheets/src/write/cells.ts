/** One value as one cell: numbers as numbers, days as days, choices by their label, all else inert text. */
import type { CellObject } from 'write-excel-file/node'
import type { SheetColumn, Value } from '../sheet.ts'
import { isDay } from '../values/day.ts'
import { excelDigits } from '../values/number.ts'
import { longestText } from '../xlsx/workbook.ts'

const formats = { text: '@', choice: '@', whole: '0', decimal: 'General', day: 'yyyy-mm-dd' }
const types = { text: String, choice: String, whole: Number, decimal: Number, day: Date }
const ink = '#1f2937'
const tint = '#e5eef5'
const line = '#c5d3de'

export const titleCell = (title: string): CellObject => ({ ...text(title), fontWeight: 'bold', fontSize: 14 })
export const noteCell = (note: string): CellObject => ({ ...text(note), textColor: '#5b6472' })

export function headerCell({ header }: SheetColumn): CellObject {
  return {
    ...text(header),
    ...{ fontWeight: 'bold', textColor: ink, backgroundColor: tint, borderColor: line, borderStyle: 'thin' },
    ...{ align: 'center', alignVertical: 'center', wrap: true, height: 28 },
  }
}

export function styledBlank({ kind }: SheetColumn): CellObject {
  return {
    type: types[kind],
    format: formats[kind],
    alignVertical: 'top',
    ...(kind === 'day' && { align: 'center' }),
  }
}

export function valueCell(value: Value, column: SheetColumn): CellObject {
  const blank = styledBlank(column)
  if (value === null || value === undefined || value === '') return blank
  const words = String(value)
  if (column.kind === 'whole' || column.kind === 'decimal')
    return exact(words) ? { ...blank, type: Number, value: Number(words) } : textIn(blank, words)
  if (column.kind === 'day')
    return excelDay(words) ? { ...blank, type: Date, value: new Date(`${words}T00:00:00Z`) } : textIn(blank, words)
  const label = column.choices?.find((choice) => choice.value === words)?.label ?? words
  return textIn({ ...blank, wrap: true }, label)
}

/** A number Excel would round stays text; so does whatever is no number, in a sheet of rows to be put right. */
function exact(words: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(words) && words.replace(/\D/g, '').replace(/^0+/, '').length <= excelDigits
}

const excelDay = (words: string) => isDay(words) && words >= '1900-03-01'

const text = (words: string): CellObject => textIn({}, words)

function textIn(cell: CellObject, words: string): CellObject {
  const value = escaped(words)
  if (value.length > longestText) throw new RangeError(`a cell holds at most ${longestText} characters`)
  return { ...cell, type: String, value, format: '@' }
}

/**
 * The writer passes on `_x0041_`, which Excel would read as "A". It drops what XML cannot carry, and it keeps its texts
 * as keys of a plain object, where "constructor" is taken: so that one goes in with a mark it will drop.
 */
function escaped(words: string): string {
  const value = words
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
  return value in Object.prototype ? `${value}\0` : value
}
