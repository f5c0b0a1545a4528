/** What is beside the cells of a column: a list of choices, and a note at the selected cell. */
import type { SheetColumn } from '../sheet.ts'
import { columnLetters } from '../xlsx/worksheet.ts'
import { escapeXml } from './xml.ts'

/** Excel's limit for a list inside a validation rule. */
const longestList = 255
const lastRow = 200_000

export function rulesXml(columns: readonly SheetColumn[], headerRow: number): string {
  const found = columns.flatMap((column, at) => {
    const letters = columnLetters(at + 1)
    return rule(column, `${letters}${headerRow + 1}:${letters}${lastRow}`) ?? []
  })
  return found.length === 0 ? '' : `<dataValidations count="${found.length}">${found.join('')}</dataValidations>`
}

/** The list only suggests: a label in another language is accepted when the file is read. */
function rule({ header, note, choices = [] }: SheetColumn, cells: string): string | undefined {
  const list = choices.map(({ label }) => label).join(',')
  const listable = choices.length > 0 && list.length <= longestList && choices.every(({ label }) => !/[,"]/.test(label))
  if (!listable && !note) return undefined
  const prompt = note ? ` showInputMessage="1" promptTitle="${quoted(header, 32)}" prompt="${quoted(note, 255)}"` : ''
  const kind = listable ? ' type="list"' : ''
  const formula = listable ? `<formula1>"${quoted(list, longestList)}"</formula1>` : ''
  return `<dataValidation${kind} allowBlank="1"${prompt} sqref="${cells}">${formula}</dataValidation>`
}

export const quoted = (words: string, longest: number): string =>
  escapeXml(
    words
      .slice(0, longest)
      .toWellFormed()
      .replace(/[\p{Cc}]/gu, ' '),
  )
