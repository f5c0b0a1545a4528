/** Reads a worksheet row by row while it is unpacked. The listener may refuse at any row; the rest is then not read. */
import { refuseSheet } from '../answer.ts'
import type { FilledCell, FoundRow } from '../values/found.ts'
import { clean } from '../values/cellReading.ts'
import { plain } from './styles.ts'
import { longestText, plainText, type Workbook } from './workbook.ts'
import { attribute, readXml } from './xml.ts'

/** What stands behind the rows of a worksheet: the ranges of its merged cells. */
export type Worksheet = { merged: string[] }

const lastRow = 1_048_576
export const lastColumn = 16_384
/** The most that are listed; a sheet may have thousands. */
const mostNamed = 20_000

export async function readWorksheet(
  workbook: Workbook,
  part: string,
  onRow: (row: FoundRow) => void,
): Promise<Worksheet> {
  const found: Worksheet = { merged: [] }
  let row: FoundRow = { row: 0, hidden: false, cells: new Map() }
  let column = 0
  let cell: Written = { type: '', style: 0, text: '', computed: false }
  let inCell = false
  let inValue = false
  let inGuide = false

  function openRow(attributes: string): void {
    const number = Number(attribute(attributes, 'r') ?? row.row + 1)
    if (!Number.isInteger(number) || number <= row.row || number > lastRow) refuseSheet('damaged')
    const hidden = attribute(attributes, 'hidden')
    row = { row: number, hidden: hidden === '1' || hidden === 'true', cells: new Map() }
    column = 0
  }

  function openCell(attributes: string): void {
    const address = attribute(attributes, 'r')
    column = address === undefined ? column + 1 : columnNumber(address)
    if (column < 1 || column > lastColumn) refuseSheet('damaged')
    cell = {
      type: attribute(attributes, 't') ?? 'n',
      style: Number(attribute(attributes, 's') ?? 0),
      text: '',
      computed: false,
    }
    inCell = true
  }

  function closeCell(): void {
    inCell = false
    const read = readCell(workbook, cell)
    if (cell.computed) row.cells.set(column, read ? { ...read, computed: true } : { is: 'formula', text: '' })
    else if (read) row.cells.set(column, read)
  }

  await readXml(workbook.zip.read(part), {
    open: (name, attributes) => {
      if (name === 'c') openCell(attributes)
      else if (name === 'v' || name === 't') inValue = inCell
      else if (name === 'row') openRow(attributes)
      else if (name === 'rPh') inGuide = true
      else if (name === 'f' && inCell) cell.computed = true
      else if (name === 'mergeCell') note(found.merged, attribute(attributes, 'ref') ?? '')
    },
    close: (name) => {
      if (name === 'c') closeCell()
      else if (name === 'v' || name === 't') inValue = false
      else if (name === 'rPh') inGuide = false
      else if (name === 'row' && row.cells.size > 0) onRow(row)
    },
    text: (text) => {
      if (inValue && !inGuide && cell.text.length <= longestText) cell.text += text
    },
  })
  return found
}

/** The first rows that have a cell; the rest is not unpacked. */
export async function readFirstRows(workbook: Workbook, part: string, count: number): Promise<FoundRow[]> {
  const rows: FoundRow[] = []
  const enough = new Error('enough rows')
  try {
    await readWorksheet(workbook, part, (row) => {
      if (rows.push(row) === count) throw enough
    })
  } catch (thrown) {
    if (thrown !== enough) throw thrown
  }
  return rows
}

export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26))
  return column > 26 ? columnLetters(Math.floor((column - 1) / 26)) + letter : letter
}

type Written = { type: string; style: number; text: string; computed: boolean }

function readCell({ words, formats }: Workbook, { type, style, text }: Written): FilledCell | undefined {
  if (type === 'inlineStr' || type === 'str' || type === 'd') return textCell(clean(plainText(text)))
  const value = text.trim()
  if (value === '') return undefined
  if (type === 's') return textCell(words[Number(value)] ?? refuseSheet('damaged'))
  if (type === 'b') return { is: 'boolean', text: value === '0' ? 'FALSE' : 'TRUE' }
  if (type === 'e') return { is: 'error', text: value.slice(0, 20) }
  if (!Number.isFinite(Number(value))) refuseSheet('damaged')
  return {
    is: 'number',
    digits: value.length > 40 ? String(Number(value)) : value,
    format: formats[style] ?? plain,
  }
}

const textCell = (text: string): FilledCell | undefined => (text === '' ? undefined : { is: 'text', text })

function note(addresses: string[], address: string): void {
  if (addresses.length < mostNamed) addresses.push(address.slice(0, 20))
}

export function columnNumber(address: string): number {
  let column = 0
  for (const letter of address.toUpperCase()) {
    if (letter < 'A' || letter > 'Z') break
    column = column * 26 + letter.charCodeAt(0) - 64
  }
  return column
}
