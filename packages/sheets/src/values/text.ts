/** Text stays as typed. A cell that Excel has changed by itself (into a date, for instance) is a problem. */
import type { Cell } from './found.ts'
import { longestText } from '../xlsx/workbook.ts'
import { serialDay } from './day.ts'
import { excelDigits, percent, plainDigits } from './number.ts'
import { problem, type CellReading } from './cellReading.ts'

export function readText(cell: Cell, from1904: boolean): CellReading {
  if (cell.is === 'number') return fromNumber(cell, from1904)
  if (cell.text.length > longestText)
    return problem(cell.text.slice(0, 100), 'too_long', { longest: String(longestText) })
  return { value: cell.text }
}

function fromNumber({ digits, format }: Extract<Cell, { is: 'number' }>, from1904: boolean): CellReading {
  const number = Number(digits)
  if (format.shows === 'percent') return { value: percent(digits) }
  if (format.shows === 'time' && number < 1) return { value: time(number) }
  if (format.shows === 'day' || format.shows === 'part_of_day' || format.shows === 'time') {
    const day = serialDay(number, from1904) ?? digits
    return format.shows === 'day' ? { value: day } : problem(day, 'text_became_day')
  }
  const value = plainDigits(digits)
  if (Math.abs(number) >= 10 ** excelDigits) return problem(value, 'digits_lost')
  return { value: format.shows === 'zeros' ? value.padStart(format.width, '0') : value }
}

function time(part: number): string {
  const minutes = Math.round(part * 24 * 60)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
