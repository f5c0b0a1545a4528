import type { TenantDb } from '@bilin/db/tenant'
import type { NewContract } from '@bilin/domain/estates/plan'
import type { EstateFields } from '@bilin/domain/estates/estate'
import { sql } from 'kysely'
import { inBatches } from '../../rooms/bulk/batches.ts'

export function insertEstate(db: TenantDb, fields: EstateFields) {
  return db.insertInto('estate').values(fields).returning('id').executeTakeFirstOrThrow()
}

export async function updateEstate(db: TenantDb, now: Date, estateId: string, fields: EstateFields): Promise<void> {
  await updateOne(db, now, estateId).set(fields).execute()
}

export async function updateRemoved(db: TenantDb, now: Date, estateId: string): Promise<void> {
  await updateOne(db, now, estateId).set({ removedAt: now }).execute()
}

export function updateRestored(db: TenantDb, now: Date, estateId: string) {
  return updateOne(db, now, estateId)
    .set({ removedAt: null })
    .where('removedAt', 'is not', null)
    .returning('name')
    .executeTakeFirst()
}

/** Inserts estates with a new id and updates the existing ones; the name is not updated. */
export async function insertOrUpdateEstates(
  db: TenantDb,
  now: Date,
  estates: (EstateFields & { id: string })[],
): Promise<void> {
  for (const some of inBatches(estates))
    await db
      .insertInto('estate')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'id']).doUpdateSet(({ ref }) => ({
          kind: ref('excluded.kind'),
          households: ref('excluded.households'),
          buildings: ref('excluded.buildings'),
          fee: ref('excluded.fee'),
          address: ref('excluded.address'),
          lat: ref('excluded.lat'),
          lng: ref('excluded.lng'),
          contactName: ref('excluded.contactName'),
          contactPhone: ref('excluded.contactPhone'),
          revision: sql`estate.revision + 1`,
          changedAt: now,
        })),
      )
      .execute()
}

export async function insertOrUpdateContracts(
  db: TenantDb,
  contracts: (NewContract & { id: string; estateId: string })[],
) {
  for (const some of inBatches(contracts))
    await db
      .insertInto('serviceContract')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'id']).doUpdateSet(({ ref }) => ({
          companyId: ref('excluded.companyId'),
          companyName: ref('excluded.companyName'),
          until: ref('excluded.until'),
        })),
      )
      .execute()
}

const updateOne = (db: TenantDb, now: Date, estateId: string) =>
  db
    .updateTable('estate')
    .set({ revision: sql`revision + 1`, changedAt: now })
    .where('id', '=', estateId)
