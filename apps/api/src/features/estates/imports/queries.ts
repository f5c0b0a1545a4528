import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { FileRow } from '@bilin/domain/estates/rows'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { kept } from '../queries.ts'

type Place = Pick<Seat, 'tenantId'>
export type SavedImport = {
  source: string
  rows: FileRow[]
  companies: Record<string, string>
  ignored: string[]
  hidden: number
}

export const everyEstate = (db: TenantDb, place: Place) => everyKept(db, place).execute()

/** Nobody changes an estate between working out the plan and carrying it out. */
export const lockEveryEstate = (db: TenantDb, place: Place) => everyKept(db, place).forUpdate().execute()

export function everyContract(db: TenantDb, { tenantId }: Place) {
  return db
    .selectFrom('serviceContract')
    .select(['id', 'estateId', 'companyId', 'companyName', 'since', 'until'])
    .where('tenantId', '=', tenantId)
    .orderBy('since')
    .execute()
}

export async function insertImportDraft(db: TenantDb, { rows, companies, ...draft }: SavedImport) {
  return db
    .insertInto('estateImport')
    .values({ ...draft, rows: JSON.stringify(rows), companies: JSON.stringify(companies) })
    .returning('id')
    .executeTakeFirstOrThrow()
}

export function getImportDraft(db: TenantDb, { tenantId }: Place, importId: string) {
  return db
    .selectFrom('estateImport')
    .select(['source', 'rows', 'companies', 'ignored', 'hidden', 'madeAt'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', importId)
    .$narrowType<{ rows: FileRow[]; companies: Record<string, string> }>()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'estates.import_gone'))
}

export async function deleteImportDraft(db: TenantDb, { tenantId }: Place, importId: string): Promise<void> {
  await db.deleteFrom('estateImport').where('tenantId', '=', tenantId).where('id', '=', importId).execute()
}

export async function deleteOldImportDrafts(db: TenantDb, { tenantId }: Place): Promise<void> {
  await db
    .deleteFrom('estateImport')
    .where('tenantId', '=', tenantId)
    .where('madeAt', '<', sql<Date>`app.now() - interval '1 day'`)
    .execute()
}

const everyKept = (db: TenantDb, place: Place) =>
  kept(db, place)
    .select(['id', 'name', 'kind', 'households', 'buildings', 'fee', 'address', 'lat', 'lng'])
    .select(['contactName', 'contactPhone', 'revision'])
    .orderBy(sql`estate.name collate "zh-x-icu"`)
