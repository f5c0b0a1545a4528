/** Reads one worksheet of an .xlsx back into rows of our sheet, or refuses the file with one reason. */
import { asRefusal, type Limits, type ReadResult, refuseSheet, type SheetRefusal, usualLimits } from './answer.ts'
import { listed, type Sheet, sheetName, wordKey } from './sheet.ts'
import { readTable } from './table.ts'
import { mustBeZip } from './xlsx/container.ts'
import { openWorkbook, type Workbook } from './xlsx/workbook.ts'
import { readWorksheet } from './xlsx/worksheet.ts'

export type { Limits, ReadResult, ReadRow, RowProblem, SheetRefusal } from './answer.ts'

export async function readSheet(bytes: Uint8Array, sheet: Sheet, limits: Partial<Limits> = {}): Promise<ReadResult> {
  const bounds = { ...usualLimits, ...limits }
  try {
    if (bytes.byteLength > bounds.bytes) refuseSheet('too_large', { limit: megabytes(bounds.bytes) })
    mustBeZip(bytes)
    const workbook = await openWorkbook(bytes, bounds.unpackedBytes)
    return await readFirstThatFits(workbook, sheet, bounds)
  } catch (thrown) {
    return asRefusal(thrown)
  }
}

/** The tab named like our sheet, else the first visible one that has our columns. */
async function readFirstThatFits(workbook: Workbook, sheet: Sheet, limits: Limits): Promise<ReadResult> {
  const named = workbook.sheets.filter(({ name }) => wordKey(name) === wordKey(sheetName(sheet.title)))
  const tabs = [...named, ...workbook.sheets.filter((tab) => !named.includes(tab))]
  let first: SheetRefusal | undefined
  for (const { part } of tabs) {
    const answer = await readTab(workbook, part, sheet, limits).catch(asRefusal)
    if (answer.ok || !['other_columns', 'no_rows'].includes(answer.refusal.code)) return answer
    first ??= answer.refusal
  }
  return { ok: false, refusal: first ?? refuseSheet('not_excel') }
}

async function readTab(workbook: Workbook, part: string, sheet: Sheet, limits: Limits): Promise<ReadResult> {
  const table = readTable(sheet, { limits, from1904: workbook.from1904 })
  const { formulas, merged } = await readWorksheet(workbook, part, table.add)
  if (formulas.length > 0) refuseSheet('formula', { cells: firstFew(formulas) })
  const header = merged.length > 0 ? table.headerRow() : 0
  const joined = merged.filter((range) => findLastRow(range) >= header)
  if (joined.length > 0) refuseSheet('merged', { cells: firstFew(joined) })
  return table.finish()
}

const findLastRow = (range: string) => Number(/(\d{1,7})$/.exec(range)?.[1] ?? 0)

const firstFew = (cells: string[]) => listed(cells.slice(0, 5)) + (cells.length > 5 ? ' …' : '')

const megabytes = (bytes: number) => String(Math.floor(bytes / 1024 / 1024))
