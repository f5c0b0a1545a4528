/**
 * Number formats: Excel stores days, times and percentages as plain numbers, and only the format distinguishes them.
 * Source: ECMA-376 part 1, 18.8.30 (numFmt), with the built-in formats of Chinese Excel and WPS.
 */
import { attribute, readXml } from './xml.ts'

export type Format =
  | { shows: 'number' }
  | { shows: 'percent' }
  | { shows: 'day' }
  /** Formats of a day without its year, or of a month: 3月2日 may have been typed as the text "3-2". */
  | { shows: 'part_of_day' }
  | { shows: 'time' }
  /** 000000: the leading zeros are in the format, not in the number. */
  | { shows: 'zeros'; width: number }

/** Excel's limit. */
const longestCode = 255

export const plain: Format = { shows: 'number' }

export async function readStyles(chunks: AsyncIterable<Uint8Array>): Promise<Format[]> {
  const codes = new Map<number, string>()
  const formats: Format[] = []
  let inCells = false
  await readXml(chunks, {
    open: (name, attributes) => {
      if (name === 'cellXfs') inCells = true
      if (name === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      if (name === 'xf' && inCells) formats.push(format(Number(attribute(attributes, 'numFmtId') ?? 0), codes))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
    text: () => undefined,
  })
  return formats
}

export function getCellFormat(code: string): Format {
  const shape = (code.slice(0, longestCode).split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]{0,255}\]/gi, '')
    .toLowerCase()
  if (/^0{2,}$/.test(shape)) return { shows: 'zeros', width: shape.length }
  if (shape.includes('general') || /[0#?]/.test(shape)) return shape.includes('%') ? { shows: 'percent' } : plain
  if (/y{3}|e/.test(shape) && /d/.test(shape)) return { shows: 'day' }
  if (/d/.test(shape) || (/[yem]/.test(shape) && !/[hs]/.test(shape))) return { shows: 'part_of_day' }
  return /[hs]/.test(shape) ? { shows: 'time' } : plain
}

function format(id: number, codes: Map<number, string>): Format {
  const code = codes.get(id) ?? builtIn(id)
  return code === undefined ? plain : getCellFormat(code)
}

function builtIn(id: number): string | undefined {
  return builtIns.find(([, ...ids]) => ids.includes(id))?.[0]
}

const builtIns: readonly (readonly [code: string, ...ids: number[]])[] = [
  ['0%', 9, 10],
  ['yyyy-m-d', 14, 22, 31],
  ['m-d', 15, 16, 17, 27, 28, 29, 30, 36, 50, 51, 52, 53, 54, 57, 58],
  ['h:mm', 18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56],
]
