import { refuse } from '@bilin/domain/refusal'
import { compareRubrics } from '@bilin/domain/scorecards/rubrics/revision'
import { findFlaws, OneRubric, RubricWorkbook } from '@bilin/domain/scorecards/rubrics/rubric'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { ReadResult } from '@bilin/sheets/read'
import type { Sheet } from '@bilin/sheets/sheet'
import { makeWorkbook, parseSheet } from '../../../thread/sheets.ts'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { member } from '../../../trpc.ts'
import { coordinating } from '../procedures.ts'
import { getRubric } from './rubric.ts'
import { indicatorSheet, toRubricRows, vetoSheet, parseRubricRows, type Wrong } from './sheet.ts'

const limits = { rows: 1000, bytes: 2_100_000 }

export const rubricSheetProcedures = {
  /** One version as a workbook, to be edited and imported. */
  sheet: member.input(OneRubric).query(async ({ ctx: { db, locale }, input }) => {
    const { title, version, body } = await getRubric(db, input.rubricId)
    const bytes = await makeWorkbook([
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

  /** Reads an edited sheet. Saves nothing: the result is shown in the editor, corrected there, and saved as a revision. */
  readSheet: coordinating('scorecards.keep_rubrics')
    .input(RubricWorkbook)
    .mutation(async ({ ctx: { db, locale }, input: { rubricId, file } }) => {
      const rubric = await getRubric(db, rubricId)
      const answer = mustBeRead(await parseSheet(file, indicatorSheet(locale), limits))
      const second = await parseSheet(file, vetoSheet(locale), limits)
      const vetoes = second.ok ? second : { rows: [], problems: [] }
      const withoutVetoes = !second.ok && second.refusal.code === 'other_columns'
      const spoilt = [...answer.problems, ...vetoes.problems]
      const { body: parsed, wrong } = parseRubricRows(fit(answer), vetoes.rows)
      const body = withoutVetoes ? { ...parsed, vetoes: rubric.body.vetoes } : parsed
      const problems = [
        ...spoilt.map(({ row, reason, params }) => ({
          row,
          sentence: say(`sheets.problem.${reason}`, params, locale),
        })),
        ...wrong.map((one) => ({ row: one.row, sentence: toSentence(one, locale) })),
      ].sort((a, b) => a.row - b.row)
      if (!second.ok && !withoutVetoes && second.refusal.code !== 'no_rows')
        problems.push({
          row: 0,
          sentence: say(`sheets.refusal.${second.refusal.code}`, second.refusal.params, locale),
        })
      const flaws = findFlaws(body).map(({ code, params }) => say(code, params, locale))
      return {
        /** Problems of single lines. */
        problems: problems.map(({ sentence }) => sentence),
        /** Problems of the rubric as a whole, which can be corrected in the editor. */
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

/** Checks the lines that could be read. The others are reported already and are not checked further. */
function fit({ rows, problems }: Pick<ReturnType<typeof mustBeRead>, 'rows' | 'problems'>) {
  const spoilt = new Set(problems.map(({ row }) => row))
  return rows.filter(({ row }) => !spoilt.has(row))
}

function toSentence({ row, key, code, params }: Wrong, locale: Locale): string {
  const columns = [indicatorSheet(locale), vetoSheet(locale)].flatMap((sheet: Sheet) => sheet.columns)
  const column = columns.find((one) => one.key === key)?.header ?? key
  return say('scorecards.rubrics.sheet.row_problem', { row, column, sentence: say(code, params, locale) }, locale)
}
