/**
 * What the writer has no word for: a format for the whole column, so that rows added later have it too; a list
 * to choose from; a note beside the selected cell; the header on every printed page.
 */
import type writeXlsxFile from 'write-excel-file/node'
import type { Column } from '../sheet.ts'
import { columnLetters } from '../xlsx/worksheet.ts'

type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number]
type Written = { columns: readonly Column[]; headerRow: number }

/** Excel's bound for a list written into the cell's rule. */
const longestList = 255
const lastRow = 200_000

export function finish(written: readonly Written[]): Feature {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) => {
            const sheet = written[sheetIndex]
            return sheet ? withRules(withColumnFormats(xml, sheet), sheet) : xml
          },
        },
      },
    },
  }
}

/** The first row below the header shows which style the writer gave each column. */
function withColumnFormats(xml: string, { columns, headerRow }: Written): string {
  let formatted = xml
  columns.forEach((_, at) => {
    const style = new RegExp(`<c r="${columnLetters(at + 1)}${headerRow + 1}" s="(\\d+)"`).exec(xml)?.[1]
    if (style === undefined) return
    formatted = formatted.replace(new RegExp(`<col min="${at + 1}" max="${at + 1}" `), `$&style="${style}" `)
  })
  return formatted
}

function withRules(xml: string, { columns, headerRow }: Written): string {
  const rules = columns.flatMap(
    (column, at) =>
      rule(column, `${columnLetters(at + 1)}${headerRow + 1}:${columnLetters(at + 1)}${lastRow}`) ?? [],
  )
  if (rules.length === 0) return xml
  const markup = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
  return xml.replace(/<pageMargins|<pageSetup|<\/worksheet>/, (next) => markup + next)
}

/** The list helps and does not forbid: a label in another language is understood when the file comes back. */
function rule({ header, note, choices = [] }: Column, cells: string): string | undefined {
  const list = choices.map(({ label }) => label).join(',')
  const listable =
    choices.length > 0 && list.length <= longestList && choices.every(({ label }) => !/[,"]/.test(label))
  if (!listable && !note) return undefined
  const prompt = note
    ? ` showInputMessage="1" promptTitle="${quoted(header, 32)}" prompt="${quoted(note, 255)}"`
    : ''
  const kind = listable ? ' type="list"' : ''
  const formula = listable ? `<formula1>"${quoted(list, longestList)}"</formula1>` : ''
  return `<dataValidation${kind} allowBlank="1"${prompt} sqref="${cells}">${formula}</dataValidation>`
}

const quoted = (words: string, longest: number) =>
  words
    .slice(0, longest)
    .toWellFormed()
    .replace(/[\p{Cc}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
