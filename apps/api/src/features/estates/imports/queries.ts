import type { TenantDb } from '@bilin/db/tenant'
import type { FileRow } from '@bilin/domain/estates/rows'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { kept } from '../queries.ts'

/** Milliseconds for which a draft waits to be confirmed. */
const A_DAY = 86_400_000

export type SavedImport = {
  source: string
  rows: FileRow[]
  companies: Record<string, string>
  ignored: string[]
  hidden: number
}

export const everyEstate = (db: TenantDb) => everyKept(db).execute()

/** Nobody changes an estate between working out the plan and carrying it out. */
export const lockEveryEstate = (db: TenantDb) => everyKept(db).forUpdate().execute()

export function everyContract(db: TenantDb) {
  return db
    .selectFrom('serviceContract')
    .select(['id', 'estateId', 'companyId', 'companyName', 'since', 'until'])
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

export function getImportDraft(db: TenantDb, importId: string) {
  return db
    .selectFrom('estateImport')
    .select(['source', 'rows', 'companies', 'ignored', 'hidden', 'madeAt'])
    .where('id', '=', importId)
    .$narrowType<{ rows: FileRow[]; companies: Record<string, string> }>()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'estates.import_gone'))
}

export async function deleteImportDraft(db: TenantDb, importId: string): Promise<void> {
  await db.deleteFrom('estateImport').where('id', '=', importId).execute()
}

export async function deleteOldImportDrafts(db: TenantDb, now: Date): Promise<void> {
  await db
    .deleteFrom('estateImport')
    .where('madeAt', '<', new Date(now.getTime() - A_DAY))
    .execute()
}

const everyKept = (db: TenantDb) =>
  kept(db)
    .select(['id', 'name', 'kind', 'households', 'buildings', 'fee', 'address', 'lat', 'lng'])
    .select(['contactName', 'contactPhone', 'revision'])
    .orderBy(sql`estate.name collate "zh-x-icu"`)
