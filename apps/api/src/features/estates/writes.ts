import type { TenantDb } from '@bilin/db/tenant'
import type { NewContract } from '@bilin/domain/estates/plan'
import type { EstateFields } from '@bilin/domain/estates/estate'
import { sql } from 'kysely'

/** Rows in one statement: enough to be quick, few enough for its parameters. */
const batch = 1000

export function insertEstate(db: TenantDb, kept: EstateFields) {
  return db.insertInto('estate').values(kept).returning('id').executeTakeFirstOrThrow()
}

export async function updateEstate(db: TenantDb, now: Date, estateId: string, kept: EstateFields): Promise<void> {
  await changing(db, now, estateId).set(kept).execute()
}

export async function markRemoved(db: TenantDb, now: Date, estateId: string): Promise<void> {
  await changing(db, now, estateId).set({ removedAt: now }).execute()
}

export function markRestored(db: TenantDb, now: Date, estateId: string) {
  return changing(db, now, estateId)
    .set({ removedAt: null })
    .where('removedAt', 'is not', null)
    .returning('name')
    .executeTakeFirst()
}

/** Adds those of a new id and changes those already kept. */
export async function putEstates(db: TenantDb, now: Date, estates: (EstateFields & { id: string })[]): Promise<void> {
  for (const some of chunks(estates))
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

export async function putContracts(db: TenantDb, contracts: (NewContract & { id: string; estateId: string })[]) {
  for (const some of chunks(contracts))
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

const changing = (db: TenantDb, now: Date, estateId: string) =>
  db
    .updateTable('estate')
    .set({ revision: sql`revision + 1`, changedAt: now })
    .where('id', '=', estateId)

const chunks = <T>(all: T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / batch) }, (_, i) => all.slice(i * batch, (i + 1) * batch))
