/**
 * What the writer has no word for: a format for the whole column, so that rows added later have it too; a list
 * to choose from; a note beside the selected cell; the header on every printed page.
 */
import type writeXlsxFile from 'write-excel-file/node'
import type { SheetColumn } from '../sheet.ts'
import { columnLetters } from '../xlsx/worksheet.ts'

type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number]
type Written = { name: string; columns: readonly SheetColumn[]; headerRow: number }

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
            return sheet ? finished(xml, sheet) : xml
          },
        },
        'xl/workbook.xml': {
          transform: (xml) =>
            xml.replace('<definedNames/>', `<definedNames>${written.map(printTitle).join('')}</definedNames>`),
        },
      },
    },
  }
}

const printLines = '<printOptions gridLines="1"/>'

const printTitle = ({ name, headerRow }: Written, at: number) =>
  `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${quoted(name, 31)}'!$${headerRow}:$${headerRow}</definedName>`

/** The rows between, which may be many megabytes, are passed on untouched. */
function finished(xml: string, sheet: Written): string {
  const [start, end] = [xml.indexOf('<sheetData'), xml.lastIndexOf('<pageMargins')]
  const [head, body, tail] = [xml.slice(0, start), xml.slice(start, end), xml.slice(end)]
  return (
    columnFormats(pages(head), body, sheet) +
    body +
    rules(sheet) +
    printLines +
    tail.replace('<pageSetup ', '$&fitToHeight="0" ')
  )
}

/** As wide as one A4 page, as long as it must be; only rows are frozen, so the pane below is the active one. */
function pages(head: string): string {
  return head
    .replace('<sheetViews', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>$&')
    .replace('activePane="bottomRight"', 'activePane="bottomLeft"')
}

/** The first row below the header shows which style the writer gave each column. */
function columnFormats(cols: string, body: string, { columns, headerRow }: Written): string {
  return columns.reduce((formatted, _, at) => {
    const first = new RegExp(`<c r="${columnLetters(at + 1)}${headerRow + 1}" s="(\\d+)"`)
    const style = first.exec(body)?.[1]
    const column = `<col min="${at + 1}" max="${at + 1}" `
    return style === undefined ? formatted : formatted.replace(column, `${column}style="${style}" `)
  }, cols)
}

function rules({ columns, headerRow }: Written): string {
  const found = columns.flatMap((column, at) => {
    const letters = columnLetters(at + 1)
    return rule(column, `${letters}${headerRow + 1}:${letters}${lastRow}`) ?? []
  })
  return found.length === 0 ? '' : `<dataValidations count="${found.length}">${found.join('')}</dataValidations>`
}

/** The list helps and does not forbid: a label in another language is understood when the file comes back. */
function rule({ header, note, choices = [] }: SheetColumn, cells: string): string | undefined {
  const list = choices.map(({ label }) => label).join(',')
  const listable = choices.length > 0 && list.length <= longestList && choices.every(({ label }) => !/[,"]/.test(label))
  if (!listable && !note) return undefined
  const prompt = note ? ` showInputMessage="1" promptTitle="${quoted(header, 32)}" prompt="${quoted(note, 255)}"` : ''
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
