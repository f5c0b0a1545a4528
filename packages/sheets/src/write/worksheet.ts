/** A worksheet's XML, some rows at a time. */
import type { Sheet, SheetColumn, Value } from '../sheet.ts'
import { columnLetters } from '../xlsx/worksheet.ts'
import { blankCell, textCell, valueCell } from './cells.ts'
import { rulesXml } from './rules.ts'
import { findPlace, chooseLook } from './styles.ts'
import { columnWidth } from './width.ts'
import { DECLARATION } from './xml.ts'

export type Row = Readonly<Record<string, Value>>
export type Tab = {
  sheet: Sheet
  rows: Iterable<Row> | AsyncIterable<Row>
  /** Lines above the header, which are skipped when the file is read. */
  title?: string
  notes?: readonly string[]
}

/** Characters that are handed on at once. */
const PIECE = 32_768
/** The longest of the first rows is wide enough for nearly all. */
const SAMPLED = 200

export const findHeaderRow = ({ title, notes = [] }: Tab): number => notes.length + (title === undefined ? 1 : 2)

export async function* worksheetXml(tab: Tab, first: boolean): AsyncGenerator<string> {
  const { columns } = tab.sheet
  const letters = columns.map((_, at) => columnLetters(at + 1))
  const header = findHeaderRow(tab)
  const toXml = (row: Row, number: number) =>
    `<row r="${number}">${columns.map((column, at) => valueCell(`${letters[at]}${number}`, row[column.key], column)).join('')}</row>`
  const sample: Row[] = []
  let number = header
  const open = () => headXml(tab, header, first, sample) + sample.map((row) => toXml(row, ++number)).join('')

  let text = ''
  for await (const row of tab.rows) {
    if (sample.length < SAMPLED) {
      sample.push(row)
      continue
    }
    if (number === header) text = open()
    text += toXml(row, ++number)
    if (text.length < PIECE) continue
    yield text
    text = ''
  }
  if (number === header) text = open()
  // A blank template still has one row, so that its columns carry their formats.
  if (number === header) text += blankRow(columns, letters, header + 1)
  yield `${text}</sheetData>${rulesXml(columns, header)}${PRINTED}</worksheet>`
}

const PRINTED =
  '<printOptions gridLines="1"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
  '<pageSetup fitToHeight="0" paperSize="9" orientation="landscape"/>'

/** Fits one A4 page in width; the lines above the rows stay where they are. */
function headXml(tab: Tab, header: number, first: boolean, sample: readonly Row[]): string {
  const { columns } = tab.sheet
  const above = [
    ...(tab.title === undefined ? [] : [textCell('A1', tab.title, 'title')]),
    ...(tab.notes ?? []).map((note, at) => textCell(`A${header - (tab.notes?.length ?? 0) + at}`, note, 'note')),
  ]
  const heads = columns.map((column, at) => textCell(`${columnLetters(at + 1)}${header}`, column.header, 'header'))
  return [
    `${DECLARATION}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    `<pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${columns.map((column, at) => columnXml(column, at + 1, sample)).join('')}</cols><sheetData>`,
    ...above.map((cell, at) => `<row r="${at + 1}">${cell}</row>`),
    `<row r="${header}" ht="28" customHeight="1">${heads.join('')}</row>`,
  ].join('')
}

/** The format is that of the whole column, so that rows added later have it too. */
const columnXml = (column: SheetColumn, at: number, sample: readonly Row[]) =>
  `<col min="${at}" max="${at}" style="${findPlace(chooseLook(column.kind))}" width="${columnWidth(column, sample)}" customWidth="1"/>`

const blankRow = (columns: readonly SheetColumn[], letters: readonly string[], number: number) =>
  `<row r="${number}">${columns.map(({ kind }, at) => blankCell(`${letters[at]}${number}`, chooseLook(kind))).join('')}</row>`
