/** One value as one cell: numbers as numbers, days as days, choices by their label, all else inert text. */
import type { SheetColumn, Value } from '../sheet.ts'
import { isDay } from '../values/day.ts'
import { excelDigits } from '../values/number.ts'
import { longestText } from '../xlsx/workbook.ts'
import { findPlace, chooseLook, type Look } from './styles.ts'
import { escapeXml } from './xml.ts'

/** Excel counts days from here. */
const firstDay = Date.UTC(1899, 11, 30)
const DAY = 86_400_000

export function valueCell(address: string, value: Value, column: SheetColumn): string {
  const look = chooseLook(column.kind)
  if (value === null || value === undefined || value === '') return blankCell(address, look)
  const words = String(value)
  if (column.kind === 'whole' || column.kind === 'decimal')
    return exact(words) ? numberCell(address, Number(words), look) : textCell(address, words)
  if (column.kind === 'day')
    return excelDay(words)
      ? numberCell(address, (Date.parse(`${words}T00:00:00Z`) - firstDay) / DAY, look)
      : textCell(address, words)
  return textCell(address, column.choices?.find((choice) => choice.value === words)?.label ?? words)
}

/** A text is kept inside its cell: a list of all texts of a large file would have to be in memory. */
export function textCell(address: string, words: string, look: Look = 'text'): string {
  const text = words.replace(/\r\n?/g, '\n')
  // Excel reads _x0041_ as "A".
  const value = text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
  if (value.length > longestText) throw new RangeError(`a cell holds at most ${longestText} characters`)
  return `<c r="${address}" s="${findPlace(look)}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`
}

export const blankCell = (address: string, look: Look): string => `<c r="${address}" s="${findPlace(look)}"/>`

const numberCell = (address: string, value: number, look: Look) =>
  `<c r="${address}" s="${findPlace(look)}"><v>${value}</v></c>`

/** A number that Excel would round is written as text; so is a value that is not a number, in a sheet of rows to correct. */
function exact(words: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(words) && words.replace(/\D/g, '').replace(/^0+/, '').length <= excelDigits
}

const excelDay = (words: string) => isDay(words) && words >= '1900-03-01'
