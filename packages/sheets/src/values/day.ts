/**
 * Parses days, as Excel dates or as text in the usual forms, to 2026-01-05.
 * An ambiguous day (1/5/2026, 26-1-5) is a problem and is never guessed.
 */
import type { Cell } from './found.ts'
import { chineseNumerals, digitByDigit, readChinese } from './chinese.ts'
import { narrow, problem, type CellReading } from './cellReading.ts'

const longestDay = 60
const oneDay = 86_400_000
const chineseDay = new RegExp(
  `^([${chineseNumerals}]{4})年([${chineseNumerals}]{1,3})月([${chineseNumerals}]{1,3})[日号]$`,
)
const midnight = /[T\s]\s{0,9}0?0:00(?::00(?:\.0+)?)?Z?$/
const clock = /[T\s]\s{0,9}\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/

export function readDay(cell: Cell, from1904: boolean): CellReading {
  return cell.is === 'number' ? fromNumber(cell, from1904) : fromText(cell.text)
}

/** The day of an Excel serial number; undefined if there is none. */
export function serialDay(serial: number, from1904: boolean): string | undefined {
  const days = Math.floor(serial)
  if (from1904) return days < 0 ? undefined : iso(Date.UTC(1904, 0, 1) + days * oneDay)
  // Excel counts 29 February 1900, which did not exist, as day 60.
  if (days < 1 || days === 60 || days > 2_958_465) return undefined
  return iso(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * oneDay)
}

function fromNumber({ digits, format }: Extract<Cell, { is: 'number' }>, from1904: boolean): CellReading {
  const serial = Number(digits)
  if (format.shows === 'day' || format.shows === 'part_of_day') {
    const value = serialDay(serial, from1904)
    return value === undefined ? problem(digits, 'impossible_day') : { value }
  }
  if (format.shows === 'time' || format.shows === 'percent') return problem(digits, 'not_day')
  if (/^(?:19|20|21)\d{6}$/.test(digits)) return fromText(digits)
  const suggestion = serial >= 20_000 && serial <= 80_000 ? serialDay(serial, from1904) : undefined
  return suggestion === undefined ? problem(digits, 'not_day') : problem(digits, 'day_as_number', { suggestion })
}

function fromText(words: string): CellReading {
  if (words.length > longestDay) return problem(words, 'not_day')
  const text = narrow(words).replace(midnight, '').replace(clock, '').replace(/\s/g, '')
  const parts = numbered(text)
  if (!parts) return problem(words, 'not_day')
  const [year, month, day] = parts
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(value) ? { value } : problem(words, 'impossible_day')
}

function numbered(text: string): [year: string, month: string, day: string] | undefined {
  const [, year, , month = '', day = ''] = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? []
  if (year !== undefined) return [year, month, day]
  const [, y, m = '', d = ''] =
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  return y === undefined ? inChinese(text) : [y, m, d]
}

function inChinese(text: string): [string, string, string] | undefined {
  const [, year, month = '', day = ''] = chineseDay.exec(text) ?? []
  if (year === undefined) return undefined
  const [y, m, d] = [digitByDigit(year.replace(/[〇○]/g, '零')), readChinese(month)?.digits, readChinese(day)?.digits]
  return y !== undefined && m !== undefined && d !== undefined ? [y, m, d] : undefined
}

export function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && iso(time) === value
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 10)
