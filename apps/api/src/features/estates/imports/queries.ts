import type { TenantDb } from '@bilin/db/tenant'
import type { FileRow } from '@bilin/domain/estates/rows'
import { refuse } from '@bilin/domain/refusal'
import { selectEstates } from '../queries.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

/** Milliseconds until an unconfirmed draft is deleted: a day. */
const DRAFT_LIFETIME = 86_400_000

export type SavedImport = {
  source: string
  rows: FileRow[]
  ignored: string[]
  hidden: number
}

export const listAllEstates = (db: TenantDb) => selectAllEstates(db).execute()
export const listAllContracts = (db: TenantDb) => selectAllContracts(db).execute()

/** Locks all estates and contracts, so that nobody changes one between planning the import and applying it. */
export async function lockAllEstates(db: TenantDb) {
  const estates = await selectAllEstates(db).forUpdate().execute()
  return { estates, contracts: await selectAllContracts(db).forUpdate().execute() }
}

export async function insertImportDraft(db: TenantDb, { rows, ...draft }: SavedImport) {
  return db
    .insertInto('estateImport')
    .values({ ...draft, rows: JSON.stringify(rows) })
    .returning('id')
    .executeTakeFirstOrThrow()
}

export function getImportDraft(db: TenantDb, importId: string) {
  return db
    .selectFrom('estateImport')
    .select(['source', 'rows', 'ignored', 'hidden', 'madeAt'])
    .where('id', '=', importId)
    .$narrowType<{ rows: FileRow[] }>()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'estates.import_gone'))
}

/** Returns the draft, or undefined when somebody else has confirmed or dropped it at the same moment. */
export function deleteImportDraft(db: TenantDb, importId: string) {
  return db
    .deleteFrom('estateImport')
    .where('id', '=', importId)
    .returning(['source', 'rows'])
    .$narrowType<{ rows: FileRow[] }>()
    .executeTakeFirst()
}

export async function deleteOldImportDrafts(db: TenantDb, now: Date): Promise<void> {
  await db
    .deleteFrom('estateImport')
    .where('madeAt', '<', new Date(now.getTime() - DRAFT_LIFETIME))
    .execute()
}

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
