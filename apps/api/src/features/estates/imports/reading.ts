import { columns, readRow, type FileRow, type FieldProblem } from '@bilin/domain/estates/rows'
import { refuse } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { ReadResult } from '@bilin/sheets/read'
import { ledgerSheet } from '../sheet.ts'

export type ReportedProblem = { row: number; sentence: string }
export type ImportReading = {
  rows: FileRow[]
  problems: ReportedProblem[]
  unlisted: number
  ignored: string[]
  hidden: number
}

/** Each row by our rules, once the sheet itself could be read; a file that could not be is refused with one sentence. */
export function readImport(result: ReadResult, locale: Locale): ImportReading {
  if (!result.ok)
    refuse('invalid', `sheets.refusal.${result.refusal.code}`, {
      params: result.refusal.params,
      field: 'file',
    })
  const { headers, keys } = headersOf(locale)
  const present = new Set(keys.filter((key) => !result.absent.includes(headers.get(key)!)))
  const spoilt = new Set(result.problems.map(({ row }) => row))
  const rows: FileRow[] = []
  const problems = result.problems.map(({ row, reason, params }) => ({
    row,
    sentence: say(`sheets.problem.${reason}`, params, locale),
  }))
  for (const { row, values } of result.rows) {
    const read = spoilt.has(row) ? [] : readRow(row, values, present)
    if (Array.isArray(read)) problems.push(...read.map((problem) => toReported(problem, locale)))
    else rows.push(read)
  }
  const { ignored, hidden, unlisted } = result
  return { rows, problems, unlisted, ignored, hidden }
}

export const toReported = (problem: FieldProblem, locale: Locale): ReportedProblem => ({
  row: problem.row,
  sentence: sentenceOf(problem, locale),
})

function sentenceOf({ row, key, code, params }: FieldProblem, locale: Locale): string {
  const open = params.until === '' ? { until: say('estates.until_open', {}, locale) } : {}
  const sentence = say(code, { ...params, ...open }, locale)
  return say('estates.row_problem', { row, column: headersOf(locale).headers.get(key) ?? key, sentence }, locale)
}

function headersOf(locale: Locale) {
  const headers = new Map(ledgerSheet(locale).columns.map(({ key, header }) => [key, header]))
  return { headers, keys: [...columns] }
}
