import { refuse } from '@bilin/domain/refusal'
import { compareRubrics } from '@bilin/domain/scorecards/rubrics/revision'
import { findFlaws, OneRubric, RubricWorkbook } from '@bilin/domain/scorecards/rubrics/rubric'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import { readSheet, type ReadResult } from '@bilin/sheets/read'
import type { Sheet } from '@bilin/sheets/sheet'
import { writeWorkbook } from '@bilin/sheets/write'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { member } from '../../../trpc.ts'
import { coordinating } from '../procedures.ts'
import { getRubric } from './queries.ts'
import { indicatorSheet, toRubricRows, vetoSheet, parseRubricRows, type Wrong } from './sheet.ts'

const limits = { rows: 1000, bytes: 2_100_000 }

export const rubricSheetProcedures = {
  /** One version as a workbook, to be changed there and read back. */
  sheet: member.input(OneRubric).query(async ({ ctx: { db, locale }, input }) => {
    const { title, version, body } = await getRubric(db, input.rubricId)
    const bytes = await writeWorkbook([
      {
        sheet: indicatorSheet(locale),
        rows: toRubricRows(body),
        title: say('scorecards.rubrics.sheet.headed', { title, version }, locale),
        notes: [
          say('scorecards.rubrics.sheet.note', {}, locale),
          say('scorecards.rubrics.sheet.scale_note', {}, locale),
        ],
      },
      {
        sheet: vetoSheet(locale),
        rows: body.vetoes.map(({ zh, en }) => ({ veto: zh, vetoEn: en })),
        notes: [say('scorecards.rubrics.sheet.veto_note', {}, locale)],
      },
    ])
    return downloadSheet(say('scorecards.rubrics.sheet.headed', { title, version }, locale), bytes)
  }),

  /** What a changed sheet would make of a rubric. Keeps nothing: its reader looks at it first, mends it, and revises. */
  readSheet: coordinating('scorecards.keep_rubrics')
    .input(RubricWorkbook)
    .mutation(async ({ ctx: { db, locale }, input: { rubricId, file } }) => {
      const rubric = await getRubric(db, rubricId)
      const answer = mustBeRead(await readSheet(file, indicatorSheet(locale), limits))
      const second = await readSheet(file, vetoSheet(locale), limits)
      const vetoes = second.ok ? second : { rows: [], problems: [] }
      const withoutVetoes = !second.ok && second.refusal.code === 'other_columns'
      const spoilt = [...answer.problems, ...vetoes.problems]
      const { body: said, wrong } = parseRubricRows(fit(answer), vetoes.rows)
      const body = withoutVetoes ? { ...said, vetoes: rubric.body.vetoes } : said
      const problems = [
        ...spoilt.map(({ row, reason, params }) => ({
          row,
          sentence: say(`sheets.problem.${reason}`, params, locale),
        })),
        ...wrong.map((one) => ({ row: one.row, sentence: sentenceOf(one, locale) })),
      ].sort((a, b) => a.row - b.row)
      if (!second.ok && !withoutVetoes && second.refusal.code !== 'no_rows')
        problems.push({
          row: 0,
          sentence: say(`sheets.refusal.${second.refusal.code}`, second.refusal.params, locale),
        })
      const flaws = findFlaws(body).map(({ code, params }) => say(code, params, locale))
      return {
        /** Lines that cannot be taken as they are. */
        problems: problems.map(({ sentence }) => sentence),
        /** What is wrong with the whole; it can be mended in the editor. */
        flaws,
        body: problems.length > 0 || body.dimensions.length === 0 ? null : body,
        changes: problems.length > 0 ? null : compareRubrics(rubric.body, body),
      }
    }),
}

function mustBeRead(answer: ReadResult) {
  if (answer.ok) return answer
  return refuse('invalid', `sheets.refusal.${answer.refusal.code}`, {
    params: answer.refusal.params,
    field: 'file',
  })
}

/** Lines the sheet could read. The others are reported already and are not checked against our rules as well. */
function fit({ rows, problems }: Pick<ReturnType<typeof mustBeRead>, 'rows' | 'problems'>) {
  const spoilt = new Set(problems.map(({ row }) => row))
  return rows.filter(({ row }) => !spoilt.has(row))
}

function sentenceOf({ row, key, code, params }: Wrong, locale: Locale): string {
  const columns = [indicatorSheet(locale), vetoSheet(locale)].flatMap((sheet: Sheet) => sheet.columns)
  const column = columns.find((one) => one.key === key)?.header ?? key
  return say('scorecards.rubrics.sheet.row_problem', { row, column, sentence: say(code, params, locale) }, locale)
}
