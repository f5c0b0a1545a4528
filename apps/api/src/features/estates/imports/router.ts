import { createHash } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import {
  ImportConfirming,
  ImportDraft,
  ImportedFile,
  PastedRows,
  type ImportCompanies,
} from '@bilin/domain/estates/imports'
import { planImport, type SavedContract, type SavedEstate, type ImportStep } from '@bilin/domain/estates/plan'
import { refuse } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { readPaste } from '@bilin/sheets/paste'
import { readSheet } from '@bilin/sheets/read'
import type { z } from 'zod'
import { record } from '../../../record.ts'
import { permittedInCommunity } from '../home.ts'
import { ledgerSheet } from '../sheet.ts'
import { putContracts, putEstates } from '../writes.ts'
import {
  deleteImportDraft,
  deleteOldImportDrafts,
  everyContract,
  everyEstate,
  getImportDraft,
  insertImportDraft,
  lockEveryEstate,
} from './queries.ts'
import { readImport, toReported, type ImportReading } from './reading.ts'

const keeper = permittedInCommunity('estates.keep')
const shown = 200

export const imports = {
  readFile: keeper
    .input(ImportedFile)
    .mutation(async ({ ctx: { db, now, locale }, input: { file, source, companies } }) =>
      draft(db, now, readImport(await readSheet(file, ledgerSheet(locale)), locale), {
        source,
        companies,
        locale,
      }),
    ),

  readPasted: keeper.input(PastedRows).mutation(async ({ ctx: { db, now, locale }, input: { pasted, companies } }) =>
    draft(db, now, readImport(readPaste(pasted, ledgerSheet(locale)), locale), {
      source: '',
      companies,
      locale,
    }),
  ),

  /** What confirming would do, as things stand now. */
  previewImport: keeper.input(ImportDraft).query(async ({ ctx: { db, locale }, input: { importId } }) => {
    const { rows, companies, source, ignored, hidden } = await getImportDraft(db, importId)
    const { steps, problems } = planImport(rows, await everyEstate(db), await everyContract(db), mapOf(companies))
    const listed = steps.filter(({ action }) => action !== 'same')
    return {
      source,
      ignored,
      hidden,
      counts: countsOf(steps),
      problems: problems.slice(0, shown).map((problem) => toReported(problem, locale).sentence),
      steps: listed.slice(0, shown).map(({ row, action, kept, changes, contract }) => ({
        row,
        action,
        name: kept.name,
        kind: kept.kind,
        households: kept.households,
        changes,
        contract,
      })),
      more: Math.max(0, listed.length - shown),
      seen: digestOf(steps),
    }
  }),

  confirmImport: keeper.input(ImportConfirming).mutation(async ({ ctx: { db, now }, input: { importId, seen } }) => {
    const { rows, companies, source } = await getImportDraft(db, importId)
    const estates = await lockEveryEstate(db)
    const { steps, problems } = planImport(rows, estates, await everyContract(db), mapOf(companies))
    if (problems.length > 0 || digestOf(steps) !== seen) refuse('conflict', 'estates.import_outdated')
    await carryOut(db, now, steps)
    await deleteImportDraft(db, importId)
    const counts = countsOf(steps)
    await record(db, 'estates.imported', importId, { title: source, ...counts })
    return counts
  }),

  dropImport: keeper.input(ImportDraft).mutation(({ ctx: { db }, input }) => deleteImportDraft(db, input.importId)),
}

type From = { source: string; companies: z.infer<typeof ImportCompanies>; locale: Locale }

/** Rows without problems are saved as a draft that somebody confirms; if there is any problem, nothing is saved and all are listed. */
async function draft(
  db: TenantDb,
  now: Date,
  { rows, problems, unlisted, ignored, hidden }: ImportReading,
  from: From,
) {
  const named = new Set(rows.map(({ company }) => company))
  const companies = Object.fromEntries(
    from.companies.filter(({ name }) => named.has(name)).map(({ id, name }) => [name, id]),
  )
  const estates: SavedEstate[] = await everyEstate(db)
  const contracts: SavedContract[] = await everyContract(db)
  const against = planImport(rows, estates, contracts, mapOf(companies)).problems
  const all = [...problems, ...against.map((problem) => toReported(problem, from.locale))].sort((a, b) => a.row - b.row)
  const sentences = all.slice(0, shown).map(({ sentence }) => sentence)
  if (all.length > 0) return { importId: null, problems: sentences, more: all.length - sentences.length + unlisted }
  await deleteOldImportDrafts(db, now)
  const { id } = await insertImportDraft(db, { rows, companies, source: from.source, ignored, hidden })
  return { importId: id, problems: [], more: 0 }
}

async function carryOut(db: TenantDb, now: Date, steps: ImportStep[]): Promise<void> {
  const placed = steps.map((step) => ({ ...step, id: step.id ?? crypto.randomUUID() }))
  await putEstates(
    db,
    now,
    placed.filter(({ action }) => action !== 'same').map(({ id, kept }) => ({ ...kept, id })),
  )
  await putContracts(
    db,
    placed.flatMap(({ id, contract }) =>
      contract ? [{ ...contract, id: contract.id ?? crypto.randomUUID(), estateId: id }] : [],
    ),
  )
}

const mapOf = (companies: Record<string, string>) => new Map(Object.entries(companies))
const digestOf = (steps: ImportStep[]) => createHash('sha256').update(JSON.stringify(steps)).digest('base64url')

function countsOf(steps: ImportStep[]) {
  const count = (wanted: ImportStep['action']) => steps.filter(({ action }) => action === wanted).length
  return { added: count('added'), changed: count('changed'), same: count('same') }
}
