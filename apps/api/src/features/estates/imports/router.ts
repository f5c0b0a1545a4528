import type { Seat, TenantDb } from '@bilin/db/tenant'
import {
  ImportBlanks,
  ImportConfirming,
  ImportDraft,
  ImportedFile,
  ImportFix,
  ImportTab,
  PastedRows,
} from '@bilin/domain/estates/imports'
import { planImport } from '@bilin/domain/estates/plan'
import { countClear } from '@bilin/domain/estates/unfinished'
import { refuse } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { ReadChoice } from '@bilin/sheets/read'
import { record } from '../../../record.ts'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { makeSheet, parsePaste, parseSheet } from '../../../thread/sheets.ts'
import { listCompanies } from '../companies.ts'
import { inCommunity, permittedInCommunity } from '../home.ts'
import { estateSheet } from '../sheet.ts'
import { applyImport, undoImport } from './apply.ts'
import { takeFix } from './fixes.ts'
import { readImport } from './parseImport.ts'
import { countSteps, hashSteps, listStrangers, listUnfinished, planDraft, toUnfinishedSheet } from './preview.ts'
import {
  deleteConfirmed,
  deleteImportDraft,
  deleteOldImports,
  getImportDraft,
  getImportFile,
  insertImportDraft,
  insertRest,
  listRecent,
  lockAllEstates,
  lockImportDraft,
  updateBlanks,
  updateConfirmed,
  updateReading,
  type ImportSource,
} from './queries.ts'

const editing = permittedInCommunity('estates.keep')
/** The most rows of a preview, and the most unfinished ones, that are sent to the page. */
const MAX_SHOWN = 200

export const imports = {
  readFile: editing
    .input(ImportedFile)
    .mutation(async ({ ctx, input: { file, source } }) => saveDraft(ctx, { file, source: source || '—' })),

  readPasted: editing
    .input(PastedRows)
    .mutation(async ({ ctx, input: { pasted } }) => saveDraft(ctx, { file: Buffer.from(pasted), source: '' })),

  /** Reads another sheet of the same file. */
  readTab: editing.input(ImportTab).mutation(async ({ ctx: { db, locale }, input: { importId, tab } }) => {
    await updateReading(db, importId, await readSource(toSource(await getImportFile(db, importId)), locale, { tab }))
  }),

  /** What confirming would change now, and which rows cannot go in yet. */
  previewImport: editing
    .meta({ entersSecondTenant: true })
    .input(ImportDraft)
    .query(async ({ ctx: { db, seat, locale }, input: { importId } }) => {
      const draft = await getImportDraft(db, importId)
      const { plan, estates } = await planDraft(db, seat, draft)
      const listed = plan.steps.filter(({ action }) => action !== 'same')
      const unfinished = listUnfinished(draft.unfinished, plan, draft.rows, locale)
      const { source, ignored, hidden, passed, tab, otherTabs, blanks, continued } = draft
      return {
        ...{ source, ignored, hidden, passed, tab, otherTabs, blanks, continued },
        blanksMatter: estates.length > 0 && draft.rows.some((row) => Object.values(row).includes(null)),
        counts: countSteps(plan.steps),
        strangers: listStrangers(plan.steps).slice(0, 20),
        unfinished: unfinished.slice(0, MAX_SHOWN),
        unfinishedCount: unfinished.length,
        clear: countClear(draft.unfinished),
        steps: listed.slice(0, MAX_SHOWN).map(({ row, action, fields, changes, contract }) => ({
          row,
          action,
          name: fields.name,
          kind: fields.kind,
          households: fields.households,
          changes,
          contract,
        })),
        more: Math.max(0, listed.length - MAX_SHOWN),
        seen: hashSteps(plan.steps),
      }
    }),

  /** Takes a suggestion for one cell, or all that have no other reading. */
  fixImport: editing.input(ImportFix).mutation(async ({ ctx: { db, seat }, input: { importId, take } }) => {
    const draft = await lockImportDraft(db, importId)
    await takeFix(db, importId, draft, (await planDraft(db, seat, draft)).plan, take)
  }),

  chooseBlanks: editing.input(ImportBlanks).mutation(async ({ ctx: { db }, input: { importId, blanks } }) => {
    await updateBlanks(db, importId, blanks)
  }),

  /** The rows that cannot go in yet, to be corrected in Excel and imported again. */
  unfinishedSheet: editing
    .meta({ entersSecondTenant: true })
    .input(ImportDraft)
    .query(async ({ ctx: { db, seat, locale }, input: { importId } }) => {
      const draft = await getImportDraft(db, importId)
      const { plan } = await planDraft(db, seat, draft)
      const { sheet, rows } = toUnfinishedSheet(
        draft,
        listUnfinished(draft.unfinished, plan, draft.rows, locale),
        locale,
      )
      return downloadSheet(say('estates.importing.unfinished_sheet', {}, locale), await makeSheet(sheet, rows))
    }),

  /** Imports the rows that can go in; the others become a draft of their own, `restId`, to be finished. */
  confirmImport: editing
    .input(ImportConfirming)
    .mutation(async ({ ctx: { db, seat, now }, input: { importId, seen } }) => {
      const draft = await lockImportDraft(db, importId)
      const { rows, unfinished, source, blanks } = draft
      const saved = await lockAllEstates(db)
      const companies = await listCompanies(db, seat)
      const { steps, problems } = planImport(rows, saved.estates, saved.contracts, companies, blanks)
      if (hashSteps(steps) !== seen) refuse('conflict', 'estates.import_outdated')
      const changes = await applyImport(db, now, steps, saved)
      const left = new Set(problems.map(({ row }) => row))
      const leftRows = rows.filter(({ row }) => left.has(row))
      await updateConfirmed(db, importId, { now, changes })
      const rest = { rows: leftRows, unfinished }
      const isLeft = leftRows.length + unfinished.length > 0
      const counts = countSteps(steps)
      await record(db, 'estates.imported', importId, { title: source, ...counts })
      return { ...counts, restId: isLeft ? (await insertRest(db, draft, rest)).id : null }
    }),

  /** The imports of the last day: those that can be undone, and the rows that are left to finish. */
  recentImports: inCommunity.query(async ({ ctx: { db, now } }) => {
    const recent = await listRecent(db, now)
    return {
      undoable: recent.flatMap(({ confirmedAt, ...each }) => (confirmedAt ? [{ ...each, confirmedAt }] : [])),
      unfinished: recent.filter(({ confirmedAt }) => confirmedAt === null),
    }
  }),

  /** Takes back a whole import within a day. What somebody has changed since stays, and is named. */
  undoImport: editing.input(ImportDraft).mutation(async ({ ctx: { db, seat, now }, input: { importId } }) => {
    const imported = (await deleteConfirmed(db, importId, now)) ?? refuse('not_found', 'estates.undo_gone')
    const { undone, left } = await undoImport(db, seat, now, imported.undo)
    await record(db, 'estates.import_undone', importId, { title: imported.source, undone, left: left.length })
    return { undone, left: left.slice(0, MAX_SHOWN) }
  }),

  dropImport: editing.input(ImportDraft).mutation(async ({ ctx: { db }, input: { importId } }) => {
    await deleteImportDraft(db, importId)
  }),
}

type DraftContext = { db: TenantDb; seat: Seat; now: Date; locale: Locale }

async function saveDraft({ db, now, locale }: DraftContext, given: ImportSource) {
  const reading = await readSource(given, locale)
  await deleteOldImports(db, now)
  const { id } = await insertImportDraft(db, given, reading)
  return { importId: id }
}

const readSource = async ({ file, source }: ImportSource, locale: Locale, choice: ReadChoice = {}) => {
  const sheet = estateSheet(locale)
  return readImport(
    source === ''
      ? await parsePaste(Buffer.from(file).toString(), sheet, {}, choice)
      : await parseSheet(file, sheet, {}, choice),
    locale,
  )
}

const toSource = ({ source, file }: { source: string; file: Uint8Array | null }): ImportSource => ({
  source,
  file: file ?? new Uint8Array(),
})
