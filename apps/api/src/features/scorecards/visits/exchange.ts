import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import {
  readMarking,
  SheetImport,
  toInput,
  VisitSheet,
  type SavedMarking,
} from '@bilin/domain/scorecards/visits/marking'
import { compareSheet, mergeSheet } from '@bilin/domain/scorecards/visits/sheetMerge'
import { makeSheet, parseSheet } from '../../../thread/sheets.ts'
import { say } from '@bilin/i18n/say'
import { z } from 'zod'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { findSheetNumber, toSheetNumber } from '../../../rooms/sheetNumber.ts'
import { FromPage, nameSource } from '../../../rooms/sheetSource.ts'
import { record } from '../../../record.ts'
import { member } from '../../../trpc.ts'
import { loadVisitForm, saveMarking } from './marking.ts'
import { marking } from '../procedures.ts'
import { toScoreRows, createScoreSheet, parseScoreRows } from './sheet.ts'

export const visitSheetProcedures = {
  /** The visit's score sheet as a workbook: every indicator, its guide, and what is filled in so far. */
  sheet: member
    .input(z.strictObject({ visitId: id(), ...FromPage }))
    .query(async ({ ctx: { db, seat, locale }, input }) => {
      const form = await loadVisitForm(db, seat, input.visitId)
      const { estate, round } = form
      const title = `${estate} ${round}`
      const number = toSheetNumber(input.visitId)
      const notes = [
        say('scorecards.visits.sheet.identity', { estate, round, number }, locale),
        say('scorecards.visits.sheet.note', {}, locale),
        nameSource({ title: round, version: 0, publishedAt: null }, input.address, locale),
      ]
      if (form.onBehalf) notes.push(say('scorecards.visits.form.entered_by', { by: form.savedBy ?? '' }, locale))
      const sheet = createScoreSheet(form.rubric.body, locale)
      const bytes = await makeSheet(sheet, toScoreRows(form.rubric.body, form, locale), { title, notes })
      return downloadSheet(title, bytes)
    }),

  /**
   * Reads a filled score sheet and changes nothing: what it would change, or sentences that say what to correct. The sheet of
   * another visit is refused; `identified` is false where the line that names the visit is gone. `sheet` goes to importSheet.
   */
  readSheet: marking.input(VisitSheet).query(async ({ ctx: { db, seat, locale }, input: { visitId, file } }) => {
    const { rubric, estate, round, ...saved } = await loadVisitForm(db, seat, visitId)
    const answer = await parseSheet(Buffer.from(file, 'base64'), createScoreSheet(rubric.body, locale), {
      rows: 2000,
      bytes: 2_100_000,
    })
    if (!answer.ok)
      return refuse('invalid', `sheets.refusal.${answer.refusal.code}`, {
        params: answer.refusal.params,
        field: 'file',
      })
    const number = findSheetNumber(answer.above)
    if (number !== null && number !== toSheetNumber(visitId))
      return refuse('invalid', 'scorecards.sheet_of_another_visit', { params: { estate, round }, field: 'file' })
    const typed = parseScoreRows(rubric.body, answer.rows)
    const problems = [
      ...answer.problems.map(({ reason, params }) => say(`sheets.problem.${reason}`, params, locale)),
      ...typed.problems.map(({ reason, params }) => say(`scorecards.visits.sheet.${reason}`, params, locale)),
    ]
    if (problems.length > 0) return { problems, preview: null }
    const { marks, findings } = typed
    const read: SavedMarking = readMarking(rubric.body, { dimension: undefined, marks, findings })
    return {
      problems,
      preview: {
        identified: number !== null,
        ...compareSheet(saved, read),
        sheet: JSON.stringify({ marks, findings }),
      },
    }
  }),

  /** Takes what was read from a score sheet into the visit's draft. */
  importSheet: marking
    .input(SheetImport)
    .mutation(async ({ ctx: { db, now, seat }, input: { visitId, revision, replace, sheet } }) => {
      const { rubric, ...saved } = await loadVisitForm(db, seat, visitId)
      const read: SavedMarking = readMarking(rubric.body, { dimension: undefined, ...sheet })
      const merged = mergeSheet(saved, read, replace)
      const newRevision = await saveMarking(db, now, seat, {
        visitId,
        revision,
        dimension: undefined,
        marks: toInput(merged),
        findings: merged.findings,
      })
      await record(db, 'scorecards.visits_imported', visitId)
      return { revision: newRevision, marks: Object.keys(read.marks).length, findings: read.findings.length }
    }),
}
