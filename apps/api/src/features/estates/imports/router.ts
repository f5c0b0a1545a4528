import { createHash } from 'node:crypto'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { ImportConfirming, ImportDraft, ImportedFile, PastedRows } from '@bilin/domain/estates/imports'
import { planImport, type ImportStep } from '@bilin/domain/estates/plan'
import { refuse } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { parsePaste, parseSheet } from '../../../thread/sheets.ts'
import { record } from '../../../record.ts'
import { ascendingIds } from '../../../rooms/bulk/ids.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { refreshStatistics } from '../../../rooms/bulk/statistics.ts'
import { listCompanies } from '../companies.ts'
import { permittedInCommunity } from '../home.ts'
import { estateSheet } from '../sheet.ts'
import { insertOrUpdateContracts, insertOrUpdateEstates } from '../writes.ts'
import {
  deleteImportDraft,
  deleteOldImportDrafts,
  getImportDraft,
  insertImportDraft,
  listAllContracts,
  listAllEstates,
  lockAllEstates,
} from './queries.ts'
import { readImport, toReported, type ImportReading } from './parseImport.ts'

const editing = permittedInCommunity('estates.keep')
/** The most rows of a preview, and the most problems, that are sent to the page. */
const MAX_SHOWN = 200

export const imports = {
  readFile: editing
    .input(ImportedFile)
    .mutation(async ({ ctx, input: { file, source } }) =>
      saveDraft(ctx, await readImport(await parseSheet(file, estateSheet(ctx.locale)), ctx.locale), source),
    ),

  readPasted: editing
    .input(PastedRows)
    .mutation(async ({ ctx, input: { pasted } }) =>
      saveDraft(ctx, await readImport(await parsePaste(pasted, estateSheet(ctx.locale)), ctx.locale), ''),
    ),

  /** What confirming would change now. */
  previewImport: editing.input(ImportDraft).query(async ({ ctx: { db, seat, locale }, input: { importId } }) => {
    const { rows, source, ignored, hidden } = await getImportDraft(db, importId)
    const { steps, problems } = planImport(
      rows,
      await listAllEstates(db),
      await listAllContracts(db),
      await listCompanies(db, seat),
    )
    const listed = steps.filter(({ action }) => action !== 'same')
    return {
      source,
      ignored,
      hidden,
      counts: countSteps(steps),
      problems: problems.slice(0, MAX_SHOWN).map((problem) => toReported(problem, locale).sentence),
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
      seen: hashSteps(steps),
    }
  }),

  confirmImport: editing
    .input(ImportConfirming)
    .mutation(async ({ ctx: { db, seat, now }, input: { importId, seen } }) => {
      const { rows, source } = (await deleteImportDraft(db, importId)) ?? refuse('not_found', 'estates.import_gone')
      const { estates, contracts } = await lockAllEstates(db)
      const { steps, problems } = planImport(rows, estates, contracts, await listCompanies(db, seat))
      if (problems.length > 0 || hashSteps(steps) !== seen) refuse('conflict', 'estates.import_outdated')
      await applyImport(db, now, steps)
      const counts = countSteps(steps)
      await record(db, 'estates.imported', importId, { title: source, ...counts })
      return counts
    }),

  dropImport: editing.input(ImportDraft).mutation(async ({ ctx: { db }, input }) => {
    await deleteImportDraft(db, input.importId)
  }),
}

type DraftContext = { db: TenantDb; seat: Seat; now: Date; locale: Locale }

/** Saves the rows as a draft to be confirmed. If any row has a problem, saves nothing and returns the problems. */
async function saveDraft(
  { db, seat, now, locale }: DraftContext,
  { rows, problems, unlisted, ignored, hidden }: ImportReading,
  source: string,
) {
  const against = planImport(
    rows,
    await listAllEstates(db),
    await listAllContracts(db),
    await listCompanies(db, seat),
  ).problems
  const all = [...problems, ...against.map((problem) => toReported(problem, locale))].sort((a, b) => a.row - b.row)
  const sentences = all.slice(0, MAX_SHOWN).map(({ sentence }) => sentence)
  if (all.length > 0) return { importId: null, problems: sentences, more: all.length - sentences.length + unlisted }
  await deleteOldImportDrafts(db, now)
  const { id } = await insertImportDraft(db, { rows, source, ignored, hidden })
  return { importId: id, problems: [], more: 0 }
}

/** New rows are inserted as JSON with ascending ids; only the changed ones need the slower statement. */
async function applyImport(db: TenantDb, now: Date, steps: ImportStep[]): Promise<void> {
  const ids = ascendingIds(now)
  const placed = steps.map((step) => ({ ...step, id: step.id ?? ids.next().value }))
  const listEstates = (wanted: ImportStep['action']) =>
    placed.filter(({ action }) => action === wanted).map(({ id, fields }) => ({ ...fields, id }))
  await insertMany(db, 'estate', listEstates('added'))
  await insertOrUpdateEstates(db, now, listEstates('changed'))

  const contracts = placed.flatMap(({ id, contract }) => (contract ? [{ ...contract, estateId: id }] : []))
  await insertMany(
    db,
    'serviceContract',
    contracts.flatMap((contract) => (contract.id === null ? { ...contract, id: ids.next().value } : [])),
  )
  await insertOrUpdateContracts(
    db,
    contracts.flatMap(({ id, ...contract }) => (id === null ? [] : { ...contract, id })),
  )
  await refreshStatistics(db, placed.length, 'estate', 'service_contract')
}

const hashSteps = (steps: ImportStep[]) => createHash('sha256').update(JSON.stringify(steps)).digest('base64url')

function countSteps(steps: ImportStep[]) {
  const count = (wanted: ImportStep['action']) => steps.filter(({ action }) => action === wanted).length
  return { added: count('added'), changed: count('changed'), same: count('same') }
}
