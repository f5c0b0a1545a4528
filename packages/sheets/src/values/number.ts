/** Parses numbers as people type them. Digits stay text, so that nothing is rounded. */
import type { Cell } from './found.ts'
import { chineseNumerals, readChinese } from './chinese.ts'
import { narrow, problem, type CellReading } from './cellReading.ts'

/** Digits beyond these have already been replaced by zeros in Excel. */
export const excelDigits = 15

const number = String.raw`[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)`
const wholeText = new RegExp(`^${number}$`)
const withUnit = new RegExp(
  String.raw`^(?:[¥￥$]|RMB|人民币)?\s*(${number}|[${chineseNumerals}]+)\s*([^\d\s.,+-]\D{0,7})?$`,
  'i',
)
const vague = /[约余多几]|左右|以[上下内]|[~～≥≤<>]/
const longestNumber = 60

export function readNumber(cell: Cell, kind: 'whole' | 'decimal', percentToo = false): CellReading {
  const written = percentToo ? asPercent(cell) : undefined
  if (written !== undefined) return { value: written }
  const reading = cell.is === 'number' ? fromNumber(cell) : fromText(cell.text)
  if (reading.reason || kind === 'decimal' || !reading.value.includes('.')) return reading
  return problem(reading.value, 'not_whole')
}

/** The shortest digits of what Excel shows: its 1.1000000000000001 is 1.1. */
export function plainDigits(digits: string): string {
  return unexponent(String(Number(Number(digits).toPrecision(excelDigits))))
}

function fromNumber({ digits, format }: Extract<Cell, { is: 'number' }>): CellReading {
  const value = plainDigits(digits)
  if (format.shows === 'percent')
    return problem(percent(digits), 'percent', { suggestion: percent(digits).replace('%', '') })
  if (format.shows === 'number' || format.shows === 'zeros') return { value }
  return problem(value, 'day_in_number')
}

/** 85% as text, or a number that Excel shows as one. */
function asPercent(cell: Cell): string | undefined {
  if (cell.is === 'number') return cell.format.shows === 'percent' ? percent(cell.digits) : undefined
  const text = narrow(cell.text.slice(0, longestNumber))
  return text.endsWith('%') && wholeText.test(text.slice(0, -1)) ? `${canonical(text.slice(0, -1))}%` : undefined
}

export const percent = (digits: string) => `${plainDigits(String(Number(digits) * 100))}%`

function fromText(words: string): CellReading {
  if (words.length > longestNumber) return problem(words, 'not_number')
  const text = narrow(words)
  if (wholeText.test(text)) return { value: canonical(text) }
  const chinese = readChinese(text)
  if (chinese?.certain) return { value: canonical(chinese.digits) }
  if (chinese) return problem(words, 'chinese_number', { suggestion: canonical(chinese.digits) })
  const suggestion = vague.test(text) ? undefined : withoutUnit(text)
  return suggestion === undefined ? problem(words, 'not_number') : problem(words, 'with_unit', { suggestion })
}

function withoutUnit(text: string): string | undefined {
  const [, amount, unit = ''] = withUnit.exec(text) ?? []
  if (amount === undefined) return undefined
  if (!wholeText.test(amount)) {
    const chinese = readChinese(amount)
    return chinese?.certain ? canonical(chinese.digits) : undefined
  }
  return canonical(unit.startsWith('万') ? times10000(canonical(amount)) : amount)
}

function times10000(digits: string): string {
  const [whole = '', fraction = ''] = digits.split('.')
  return `${whole}${fraction.slice(0, 4).padEnd(4, '0')}.${fraction.slice(4)}`
}

function canonical(text: string): string {
  const [whole = '', fraction = ''] = text.replace(/[+,]/g, '').replace('-', '').split('.')
  const places = fraction.replace(/(?<!0)0+$/, '')
  const digits = `${whole.replace(/^0+(?=\d)/, '') || '0'}${places && `.${places}`}`
  return text.startsWith('-') && digits !== '0' ? `-${digits}` : digits
}

function unexponent(digits: string): string {
  const [, sign = '', whole = '', fraction = '', power] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(digits) ?? []
  if (power === undefined) return digits
  const shift = Number(power)
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`
  return `${sign}${whole}${fraction.padEnd(shift, '0')}`
}
