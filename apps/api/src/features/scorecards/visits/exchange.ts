import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { VisitSheet } from '@bilin/domain/scorecards/visits/marking'
import { readSheet } from '@bilin/sheets/read'
import { writeSheet } from '@bilin/sheets/write'
import { say } from '@bilin/i18n/say'
import { z } from 'zod'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { record } from '../../../record.ts'
import { member } from '../../../trpc.ts'
import { loadVisitForm, saveMarking } from './marking.ts'
import { marking } from '../procedures.ts'
import { toScoreRows, createScoreSheet, parseScoreRows } from './sheet.ts'

export const visitSheetProcedures = {
  /** The visit's score sheet as a workbook: every indicator, its guide, and what is filled in so far. */
  sheet: member.input(z.strictObject({ visitId: id() })).query(async ({ ctx: { db, seat, locale }, input }) => {
    const form = await loadVisitForm(db, seat, input.visitId)
    const title = `${form.estate} ${form.round}`
    const notes = [say('scorecards.visits.sheet.note', {}, locale)]
    if (form.onBehalf) notes.push(say('scorecards.visits.form.entered_by', { by: form.savedBy ?? '' }, locale))
    const bytes = await writeSheet(
      createScoreSheet(form.rubric.body, locale),
      toScoreRows(form.rubric.body, form, locale),
      {
        title,
        notes,
      },
    )
    return downloadSheet(title, bytes)
  }),

  /** Reads a filled score sheet into the visit's draft: all of it, or nothing and the sentences that say what to mend. */
  importSheet: marking
    .input(VisitSheet)
    .mutation(async ({ ctx: { db, now, seat, locale }, input: { visitId, revision, file } }) => {
      const { rubric } = await loadVisitForm(db, seat, visitId)
      const answer = await readSheet(Buffer.from(file, 'base64'), createScoreSheet(rubric.body, locale), {
        rows: 2000,
        bytes: 2_100_000,
      })
      if (!answer.ok)
        return refuse('invalid', `sheets.refusal.${answer.refusal.code}`, {
          params: answer.refusal.params,
          field: 'file',
        })
      const typed = parseScoreRows(rubric.body, answer.rows)
      const problems = [
        ...answer.problems.map(({ reason, params }) => say(`sheets.problem.${reason}`, params, locale)),
        ...typed.problems.map(({ reason, params }) => say(`scorecards.visits.sheet.${reason}`, params, locale)),
      ]
      if (problems.length > 0) return { problems, revision, marks: 0, findings: 0 }
      const kept = await saveMarking(db, now, seat, { visitId, revision, dimension: undefined, ...typed })
      await record(db, 'scorecards.visits_imported', visitId)
      return {
        problems,
        revision: kept,
        marks: Object.keys(typed.marks).length,
        findings: typed.findings.length,
      }
    }),
}
