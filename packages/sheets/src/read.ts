/** Reads one worksheet of an .xlsx back into rows of our sheet, or refuses the file with one reason. */
import { asRefusal, type Limits, type ReadResult, refuseSheet, type SheetRefusal, usualLimits } from './answer.ts'
import { findHeader, headerWithin, type Mapping } from './header.ts'
import { type Sheet, sheetName, wordKey } from './sheet.ts'
import { readTable } from './table.ts'
import type { FoundRow } from './values/found.ts'
import { mustBeZip } from './xlsx/container.ts'
import { openWorkbook, type Workbook } from './xlsx/workbook.ts'
import { readFirstRows, readWorksheet } from './xlsx/worksheet.ts'

export type { Limits, PassedLine, ReadResult, ReadRow, RowProblem, SheetRefusal } from './answer.ts'
export type { Mapping } from './header.ts'

/** The tab to read and its columns, as somebody has chosen them. */
export type ReadChoice = { tab?: string | undefined; mapping?: Mapping | undefined }

export async function readSheet(
  bytes: Uint8Array,
  sheet: Sheet,
  limits: Partial<Limits> = {},
  choice: ReadChoice = {},
): Promise<ReadResult> {
  const bounds = { ...usualLimits, ...limits }
  try {
    const workbook = await openBytes(bytes, bounds)
    return await readFirstThatFits(workbook, sheet, bounds, choice)
  } catch (thrown) {
    return asRefusal(thrown)
  }
}

export async function openBytes(bytes: Uint8Array, limits: Limits): Promise<Workbook> {
  if (bytes.byteLength > limits.bytes) refuseSheet('too_large', { limit: megabytes(limits.bytes) })
  mustBeZip(bytes)
  return openWorkbook(bytes, limits.unpackedBytes)
}

/** The chosen tab; else the one named like our sheet, else the first visible one that has our columns. */
async function readFirstThatFits(
  workbook: Workbook,
  sheet: Sheet,
  limits: Limits,
  { tab: chosen, mapping }: ReadChoice,
): Promise<ReadResult> {
  let first: SheetRefusal | undefined
  for (const { part, name } of orderTabs(workbook, sheet, chosen)) {
    const answer = await readTab(workbook, part, sheet, limits, mapping).catch(asRefusal)
    if (answer.ok) return { ...answer, tab: name, otherTabs: await listOtherTabs(workbook, sheet, name) }
    if (!['other_columns', 'no_rows'].includes(answer.refusal.code)) return answer
    first ??= answer.refusal
  }
  return { ok: false, refusal: first ?? refuseSheet('not_excel') }
}

export function orderTabs({ sheets }: Workbook, sheet: Sheet, chosen: string | undefined): Workbook['sheets'] {
  if (chosen !== undefined) {
    const tab = sheets.find(({ name }) => name === chosen)
    return [tab ?? refuseSheet('no_such_tab', { tab: chosen.slice(0, 31) })]
  }
  const named = sheets.filter(({ name }) => wordKey(name) === wordKey(sheetName(sheet.title)))
  return [...named, ...sheets.filter((tab) => !named.includes(tab))]
}

async function readTab(workbook: Workbook, part: string, sheet: Sheet, limits: Limits, mapping: Mapping | undefined) {
  const table = readTable(sheet, { limits, from1904: workbook.from1904, mapping })
  const { merged } = await readWorksheet(workbook, part, table.add)
  return table.finish(merged)
}

/** The other tabs that have our columns and a row below them. */
async function listOtherTabs(workbook: Workbook, sheet: Sheet, read: string): Promise<string[]> {
  const fitting: string[] = []
  for (const { part, name } of workbook.sheets.slice(0, MAX_TABS)) {
    if (name === read) continue
    const rows = await readFirstRows(workbook, part, headerWithin + 1).catch(() => [])
    if (fits(rows, sheet)) fitting.push(name)
  }
  return fitting
}

const MAX_TABS = 50

function fits(rows: FoundRow[], sheet: Sheet): boolean {
  try {
    const header = findHeader(rows.slice(0, headerWithin), sheet)
    return header !== undefined && rows.some(({ row }) => row > header.row)
  } catch (thrown) {
    return !asRefusal(thrown).ok
  }
}

const megabytes = (bytes: number) => String(Math.floor(bytes / 1024 / 1024))
