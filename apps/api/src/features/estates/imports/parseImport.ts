import { setImmediate as letOthersIn } from 'node:timers/promises'
import { columns, readRow, type FileRow, type FieldProblem } from '@bilin/domain/estates/rows'
import { refuse } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { ReadResult } from '@bilin/sheets/read'
import { estateSheet } from '../sheet.ts'

export type ReportedProblem = { row: number; sentence: string }
export type ImportReading = {
  rows: FileRow[]
  problems: ReportedProblem[]
  unlisted: number
  ignored: string[]
  hidden: number
}

/** After so many rows, requests that wait are answered. */
const AT_ONCE = 200

/** Checks each row of a sheet that could be read; a file that could not is refused with one sentence. */
export async function readImport(result: ReadResult, locale: Locale): Promise<ImportReading> {
  if (!result.ok)
    refuse('invalid', `sheets.refusal.${result.refusal.code}`, {
      params: result.refusal.params,
      field: 'file',
    })
  const { headers, keys } = listHeaders(locale)
  const present = new Set(keys.filter((key) => !result.absent.includes(headers.get(key)!)))
  const spoilt = new Set(result.problems.map(({ row }) => row))
  const rows: FileRow[] = []
  const problems = result.problems.map(({ row, reason, params }) => ({
    row,
    sentence: say(`sheets.problem.${reason}`, params, locale),
  }))
  for (const [at, { row, values }] of result.rows.entries()) {
    if (at > 0 && at % AT_ONCE === 0) await letOthersIn()
    const read = spoilt.has(row) ? [] : readRow(row, values, present)
    if (Array.isArray(read)) problems.push(...read.map((problem) => toReported(problem, locale)))
    else rows.push(read)
  }
  const { ignored, hidden, unlisted } = result
  return { rows, problems, unlisted, ignored, hidden }
}

export const toReported = (problem: FieldProblem, locale: Locale): ReportedProblem => ({
  row: problem.row,
  sentence: toSentence(problem, locale),
})

function toSentence({ row, key, code, params }: FieldProblem, locale: Locale): string {
  const open = params.until === '' ? { until: say('estates.until_open', {}, locale) } : {}
  const sentence = say(code, { ...params, ...open }, locale)
  return say('estates.row_problem', { row, column: listHeaders(locale).headers.get(key) ?? key, sentence }, locale)
}

function listHeaders(locale: Locale) {
  const headers = new Map(estateSheet(locale).columns.map(({ key, header }) => [key, header]))
  return { headers, keys: [...columns] }
}
