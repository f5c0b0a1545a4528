import type { TenantDb } from '@bilin/db/tenant'
import type { Blanks } from '@bilin/domain/estates/plan'
import type { FileRow } from '@bilin/domain/estates/rows'
import { UNDO_WITHIN, type ImportChange } from '@bilin/domain/estates/undo'
import type { UnfinishedRow } from '@bilin/domain/estates/unfinished'
import { refuse } from '@bilin/domain/refusal'
import type { PassedLine } from '@bilin/sheets/read'
import { sql } from 'kysely'
import { inNameOrder } from '../../../rooms/nameOrder.ts'
import { selectEstates } from '../queries.ts'
import type { ImportReading } from './parseImport.ts'

export type ImportSource = { source: string; file: Uint8Array }

export const listAllEstates = (db: TenantDb) => selectAllEstates(db).execute()
export const listAllContracts = (db: TenantDb) => selectAllContracts(db).execute()

/** Locks all estates and contracts, so that nobody changes one between planning the import and applying it. */
export async function lockAllEstates(db: TenantDb) {
  const estates = await selectAllEstates(db).forUpdate().execute()
  return { estates, contracts: await selectAllContracts(db).forUpdate().execute() }
}

export async function insertImportDraft(db: TenantDb, { source, file }: ImportSource, reading: ImportReading) {
  return db
    .insertInto('estateImport')
    .values({ source, file: Buffer.from(file), ...toColumns(reading) })
    .returning('id')
    .executeTakeFirstOrThrow()
}

/** Another reading of the same file. */
export async function updateReading(db: TenantDb, importId: string, reading: ImportReading): Promise<void> {
  await db.updateTable('estateImport').set(toColumns(reading)).where('id', '=', importId).execute()
}

export async function updateBlanks(db: TenantDb, importId: string, blanks: Blanks): Promise<void> {
  await db.updateTable('estateImport').set({ blanks }).where('id', '=', importId).execute()
}

/** Rows that were corrected; `rows` only where they have changed, because they may be many. */
export async function updateRows(
  db: TenantDb,
  importId: string,
  { rows, unfinished }: { rows?: readonly FileRow[]; unfinished: readonly UnfinishedRow[] },
): Promise<void> {
  await db
    .updateTable('estateImport')
    .set({ unfinished: JSON.stringify(unfinished), ...(rows && { rows: JSON.stringify(rows) }) })
    .where('id', '=', importId)
    .execute()
}

export const getImportDraft = (db: TenantDb, importId: string) =>
  selectDraft(db, importId).executeTakeFirstOrThrow(() => refuse('not_found', 'estates.import_gone'))

/** Locks the draft: of two who confirm it at the same moment, the second finds it confirmed. */
export const lockImportDraft = (db: TenantDb, importId: string) =>
  selectDraft(db, importId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'estates.import_gone'))

export function getImportFile(db: TenantDb, importId: string) {
  return db
    .selectFrom('estateImport')
    .select(['source', 'file'])
    .where('id', '=', importId)
    .where('file', 'is not', null)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'estates.import_gone'))
}

/** The rows that did not go in with the others are a draft of their own, which has no file. */
export function insertRest(
  db: TenantDb,
  { source, blanks, present }: { source: string; blanks: Blanks; present: string[] },
  { rows, unfinished }: { rows: readonly FileRow[]; unfinished: readonly UnfinishedRow[] },
) {
  return db
    .insertInto('estateImport')
    .values({ source, blanks, present, rows: JSON.stringify(rows), unfinished: JSON.stringify(unfinished) })
    .returning('id')
    .executeTakeFirstOrThrow()
}

/** What stays of a confirmed import: how to undo it. */
export async function updateConfirmed(
  db: TenantDb,
  importId: string,
  { now, changes }: { now: Date; changes: readonly ImportChange[] },
): Promise<void> {
  await db
    .updateTable('estateImport')
    .set({ rows: '[]', unfinished: '[]', file: null, confirmedAt: now, undo: JSON.stringify(changes) })
    .where('id', '=', importId)
    .execute()
}

export async function deleteImportDraft(db: TenantDb, importId: string): Promise<void> {
  await db.deleteFrom('estateImport').where('id', '=', importId).where('confirmedAt', 'is', null).execute()
}

/** Returns what the import changed, or undefined when it was undone or is too old. */
export function deleteConfirmed(db: TenantDb, importId: string, now: Date) {
  return db
    .deleteFrom('estateImport')
    .where('id', '=', importId)
    .where('confirmedAt', '>=', new Date(now.getTime() - UNDO_WITHIN))
    .returning(['source', 'undo'])
    .$narrowType<{ undo: ImportChange[] }>()
    .executeTakeFirst()
}

/** Imports that can be undone, with how many estates each changed; those not `confirmedAt` any moment are rows left to finish. */
export function listRecent(db: TenantDb, now: Date) {
  const aDayAgo = new Date(now.getTime() - UNDO_WITHIN)
  return db
    .selectFrom('estateImport')
    .select(['id', 'source', 'confirmedAt'])
    .select(
      sql<number>`coalesce(jsonb_array_length(undo), jsonb_array_length(rows) + jsonb_array_length(unfinished))`.as(
        'count',
      ),
    )
    .where('file', 'is', null)
    .where(({ fn }) => fn.coalesce('confirmedAt', 'madeAt'), '>=', aDayAgo)
    .orderBy(({ fn }) => fn.coalesce('confirmedAt', 'madeAt'), 'desc')
    .limit(20)
    .execute()
}

export async function deleteOldImports(db: TenantDb, now: Date): Promise<void> {
  const aDayAgo = new Date(now.getTime() - UNDO_WITHIN)
  await db
    .deleteFrom('estateImport')
    .where(({ fn }) => fn.coalesce('confirmedAt', 'madeAt'), '<', aDayAgo)
    .execute()
}

const toColumns = ({ rows, unfinished, passed, ...reading }: ImportReading) => ({
  ...reading,
  rows: JSON.stringify(rows),
  unfinished: JSON.stringify(unfinished),
  passed: JSON.stringify(passed),
})

const selectDraft = (db: TenantDb, importId: string) =>
  db
    .selectFrom('estateImport')
    .select(['source', 'rows', 'unfinished', 'passed', 'ignored', 'hidden', 'present', 'blanks', 'tab', 'otherTabs'])
    .select((eb) => eb('file', 'is', null).as('continued'))
    .where('id', '=', importId)
    .where('confirmedAt', 'is', null)
    .$narrowType<{ rows: FileRow[]; unfinished: UnfinishedRow[]; passed: PassedLine[]; blanks: Blanks }>()

const selectAllEstates = (db: TenantDb) =>
  selectEstates(db)
    .select(['id', 'name', 'kind', 'households', 'buildings', 'fee', 'address', 'lat', 'lng'])
    .select(['contactName', 'contactPhone', 'revision'])
    .orderBy(inNameOrder('estate.name'))

const selectAllContracts = (db: TenantDb) =>
  db
    .selectFrom('serviceContract')
    .select(['id', 'estateId', 'companyId', 'companyName', 'since', 'until'])
    .orderBy('since')
