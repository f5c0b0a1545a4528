import { inSecondTenant, type Seat, type TenantDb } from '@bilin/db/tenant'
import type { EstateKind } from '@bilin/domain/estates/kinds'
import { may } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { listAlliances } from '../../rooms/memberships.ts'
import { inBatches } from '../../rooms/bulk/batches.ts'
import { record } from '../../record.ts'
import { refreshStatistics } from '../../rooms/bulk/statistics.ts'

export type Copy = {
  estateId: string
  name: string
  kind: EstateKind
  households: number
  buildings: number
  fee: number | null
  lat: number | null
  lng: number | null
  companyId: string | null
  companyName: string | null
}
type Terms = { purpose: string; until: string | null }

/** Inserts or renews the copies in the alliance of `there`. The id of a company that is not a member of it is left out; its name is copied. */
export async function copyEstates(
  there: TenantDb,
  now: Date,
  copies: Copy[],
  terms: Terms,
  members: readonly { id: string }[],
) {
  const memberIds = new Set(members.map(({ id }) => id))
  const rows = copies.map(({ companyId, ...copy }) => ({
    ...copy,
    ...terms,
    companyId: companyId && memberIds.has(companyId) ? companyId : null,
  }))
  for (const some of inBatches(rows)) await insertOrUpdateCopies(there, now, some)
  await refreshStatistics(there, rows.length, 'listed_estate')
}

async function insertOrUpdateCopies(there: TenantDb, now: Date, rows: (Copy & Terms)[]) {
  const copied = await there
    .insertInto('listedEstate')
    .values(rows)
    .onConflict((conflict) =>
      conflict.constraint('estates__listed_already').doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        kind: ref('excluded.kind'),
        households: ref('excluded.households'),
        buildings: ref('excluded.buildings'),
        fee: ref('excluded.fee'),
        lat: ref('excluded.lat'),
        lng: ref('excluded.lng'),
        companyId: ref('excluded.companyId'),
        companyName: ref('excluded.companyName'),
        purpose: ref('excluded.purpose'),
        until: ref('excluded.until'),
        listedAt: now,
        withdrawnAt: null,
      })),
    )
    .returning(['id', 'name'])
    .execute()
  const { purpose } = rows[0]!
  for (const { id, name } of copied) await record(there, 'estates.listed', id, { title: name, purpose })
}

/** Withdraws the copies of these estates, and returns those that were withdrawn. */
export async function updateWithdrawnCopies(there: TenantDb, seat: Seat, now: Date, estateIds: string[]) {
  const withdrawn = await there
    .updateTable('listedEstate')
    .set({ withdrawnAt: now })
    .where('authorTenantId', '=', seat.actingTenantId)
    .where('estateId', '=', sql<string>`any(${estateIds}::uuid[])`)
    .where('withdrawnAt', 'is', null)
    .returning(['id', 'estateId', 'name'])
    .execute()
  for (const { id, name } of withdrawn) await record(there, 'estates.unlisted', id, { title: name })
  return withdrawn
}

/** Withdraws the copies in every alliance of the community. Refuses when there are any and this seat may not withdraw them. */
export async function updateWithdrawnEverywhere(db: TenantDb, seat: Seat, now: Date, estateId: string): Promise<void> {
  for (const { slug } of await listAlliances(db, seat.tenantId)) {
    const withdrawn = await inSecondTenant(db, seat, slug, (there) =>
      updateWithdrawnCopies(there, seat, now, [estateId]),
    )
    if (withdrawn.length === 0) continue
    if (!may(seat.role, 'estates.list')) refuse('conflict', 'estates.listed_still')
    await record(db, 'estates.unlisted', estateId, { title: withdrawn[0]!.name, alliance: slug })
  }
}
