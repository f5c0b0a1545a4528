import { createHash } from 'node:crypto'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import {
  ImportConfirming,
  ImportDraft,
  ImportedFile,
  PastedRows,
  type ImportCompanies,
} from '@bilin/domain/estates/imports'
import { plan, type KeptContract, type KeptRow, type Step } from '@bilin/domain/estates/plan'
import { refuse } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { readPaste } from '@bilin/sheets/paste'
import { readSheet } from '@bilin/sheets/read'
import type { z } from 'zod'
import { record } from '../../../record.ts'
import { keeping } from '../home.ts'
import { ledgerSheet } from '../sheet.ts'
import { putContracts, putEstates } from '../writes.ts'
import {
  deleteDraft,
  deleteOldDrafts,
  everyContract,
  everyEstate,
  getDraft,
  insertDraft,
  lockEveryEstate,
} from './queries.ts'
import { readingOf, toReported, type Reading } from './reading.ts'

const keeper = keeping('estates.keep')
const shown = 200

export const imports = {
  readFile: keeper
    .input(ImportedFile)
    .mutation(async ({ ctx: { db, seat, locale }, input: { file, source, companies } }) =>
      draft(db, seat, readingOf(await readSheet(file, ledgerSheet(locale)), locale), {
        source,
        companies,
        locale,
      }),
    ),

  readPasted: keeper.input(PastedRows).mutation(async ({ ctx: { db, seat, locale }, input: { pasted, companies } }) =>
    draft(db, seat, readingOf(readPaste(pasted, ledgerSheet(locale)), locale), {
      source: '',
      companies,
      locale,
    }),
  ),

  /** What confirming would do, as things stand now. */
  previewImport: keeper.input(ImportDraft).query(async ({ ctx: { db, seat, locale }, input: { importId } }) => {
    const { rows, companies, source, ignored, hidden } = await getDraft(db, seat, importId)
    const { steps, problems } = plan(rows, await everyEstate(db, seat), await everyContract(db, seat), mapOf(companies))
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

  confirmImport: keeper.input(ImportConfirming).mutation(async ({ ctx: { db, seat }, input: { importId, seen } }) => {
    const { rows, companies, source } = await getDraft(db, seat, importId)
    const estates = await lockEveryEstate(db, seat)
    const { steps, problems } = plan(rows, estates, await everyContract(db, seat), mapOf(companies))
    if (problems.length > 0 || digestOf(steps) !== seen) refuse('conflict', 'estates.import_outdated')
    await carryOut(db, steps)
    await deleteDraft(db, seat, importId)
    const counts = countsOf(steps)
    await record(db, 'estates.imported', importId, { title: source, ...counts })
    return counts
  }),

  dropImport: keeper
    .input(ImportDraft)
    .mutation(({ ctx: { db, seat }, input }) => deleteDraft(db, seat, input.importId)),
}

type From = { source: string; companies: z.infer<typeof ImportCompanies>; locale: Locale }

/** Rows without a problem wait in a draft for their keeper's word; with one, nothing is kept and every problem is told. */
async function draft(db: TenantDb, seat: Seat, { rows, problems, unlisted, ignored, hidden }: Reading, from: From) {
  const named = new Set(rows.map(({ company }) => company))
  const companies = Object.fromEntries(
    from.companies.filter(({ name }) => named.has(name)).map(({ id, name }) => [name, id]),
  )
  const estates: KeptRow[] = await everyEstate(db, seat)
  const contracts: KeptContract[] = await everyContract(db, seat)
  const against = plan(rows, estates, contracts, mapOf(companies)).problems
  const all = [...problems, ...against.map((problem) => toReported(problem, from.locale))].sort((a, b) => a.row - b.row)
  const sentences = all.slice(0, shown).map(({ sentence }) => sentence)
  if (all.length > 0) return { importId: null, problems: sentences, more: all.length - sentences.length + unlisted }
  await deleteOldDrafts(db, seat)
  const { id } = await insertDraft(db, { rows, companies, source: from.source, ignored, hidden })
  return { importId: id, problems: [], more: 0 }
}

async function carryOut(db: TenantDb, steps: Step[]): Promise<void> {
  const placed = steps.map((step) => ({ ...step, id: step.id ?? crypto.randomUUID() }))
  await putEstates(
    db,
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
const digestOf = (steps: Step[]) => createHash('sha256').update(JSON.stringify(steps)).digest('base64url')

function countsOf(steps: Step[]) {
  const count = (wanted: Step['action']) => steps.filter(({ action }) => action === wanted).length
  return { added: count('added'), changed: count('changed'), same: count('same') }
}
