import { setImmediate as letOthersIn } from 'node:timers/promises'
import { columns, readRow, type ColumnKey, type FileRow, type FieldProblem } from '@bilin/domain/estates/rows'
import { toCellProblem, type CellProblem, type UnfinishedRow } from '@bilin/domain/estates/unfinished'
import { refuse } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { PassedLine, ReadResult, RowProblem } from '@bilin/sheets/read'
import { estateSheet } from '../sheet.ts'

export type ImportReading = {
  rows: FileRow[]
  unfinished: UnfinishedRow[]
  passed: PassedLine[]
  ignored: string[]
  hidden: number
  present: ColumnKey[]
  tab: string
  otherTabs: string[]
}

/** After so many rows, requests that wait are answered. */
const AT_ONCE = 200
/** Problems whose suggestion has no other reading. */
const CLEAR: readonly RowProblem['reason'][] = ['with_unit', 'formula_value', 'merged_cell']

/** Checks each row of a sheet that could be read; a file that could not is refused with one sentence. */
export async function readImport(result: ReadResult, locale: Locale): Promise<ImportReading> {
  if (!result.ok)
    refuse('invalid', `sheets.refusal.${result.refusal.code}`, {
      params: result.refusal.params,
      field: 'file',
    })
  const { problems, unlisted, absent, passed, ignored, hidden, tab, otherTabs } = result
  if (unlisted > 0)
    refuse('invalid', 'estates.import_hopeless', { params: { count: problems.length + unlisted }, field: 'file' })
  const headers = listHeaders(locale)
  const present = columns.filter((key) => !absent.includes(headers.get(key)!))
  const presentKeys = new Set<string>(present)
  const byRow = Map.groupBy(problems, ({ row }) => row)
  const rows: FileRow[] = []
  const unfinished: UnfinishedRow[] = []
  for (const [at, { row, values }] of result.rows.entries()) {
    if (at > 0 && at % AT_ONCE === 0) await letOthersIn()
    const unread = byRow.get(row)
    const read = unread ? null : readRow(row, values, presentKeys)
    if (unread) unfinished.push({ row, values, problems: unread.flatMap(fromSheet) })
    else if (Array.isArray(read)) unfinished.push({ row, values, problems: read.map(toCellProblem) })
    else if (read) rows.push(read)
  }
  return { rows, unfinished, passed, ignored, hidden, present, tab, otherTabs }
}

function fromSheet({ key, reason, params, suggestion = params['suggestion'] }: RowProblem): CellProblem[] {
  const column = columns.find((each) => each === key)
  const known = suggestion === undefined ? {} : { suggestion, clear: CLEAR.includes(reason) }
  return column ? [{ key: column, code: `sheets.problem.${reason}`, params, ...known }] : []
}

/** The sentence of a problem, with its row and column. */
export function toSentence({ row, key, code, params }: FieldProblem, locale: Locale): string {
  if (code.startsWith('sheets.')) return say(code, params, locale)
  const open = params['until'] === '' ? { until: say('estates.until_open', {}, locale) } : {}
  const sentence = say(code, { ...params, ...open }, locale)
  return say('estates.row_problem', { row, column: listHeaders(locale).get(key) ?? key, sentence }, locale)
}

const listHeaders = (locale: Locale) => new Map(estateSheet(locale).columns.map(({ key, header }) => [key, header]))
