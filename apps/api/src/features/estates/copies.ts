import { inSecondTenant, type Seat, type TenantDb } from '@bilin/db/tenant'
import type { EstateKind } from '@bilin/domain/estates/kinds'
import { may } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { record } from '../../record.ts'

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

/** Puts dated copies where `there` stands, or renews them in place. A company that is no member there crosses by name only. */
export async function putCopies(
  there: TenantDb,
  now: Date,
  copies: Copy[],
  terms: Terms,
  members: ReadonlySet<string>,
) {
  const rows = copies.map(({ companyId, ...copy }) => ({
    ...copy,
    ...terms,
    companyId: companyId && members.has(companyId) ? companyId : null,
  }))
  const put = await there
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
  for (const { id, name } of put) await record(there, 'estates.listed', id, { title: name, purpose: terms.purpose })
}

/** Takes the copies of these estates back, and says which there were. */
export async function withdrawCopies(there: TenantDb, seat: Seat, now: Date, estateIds: string[]) {
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

/** From every alliance the community stands in; only who may list may also take back. */
export async function withdrawEverywhere(db: TenantDb, seat: Seat, now: Date, estateId: string): Promise<void> {
  for (const { slug } of await alliancesOf(db, seat)) {
    const withdrawn = await inSecondTenant(db, seat, slug, (there) => withdrawCopies(there, seat, now, [estateId]))
    if (withdrawn.length === 0) continue
    if (!may(seat.role, 'estates.list')) refuse('conflict', 'estates.listed_still')
    await record(db, 'estates.unlisted', estateId, { title: withdrawn[0]!.name, alliance: slug })
  }
}

export function alliancesOf(db: TenantDb, { tenantId }: Pick<Seat, 'tenantId'>) {
  return db
    .selectFrom('membership')
    .innerJoin('tenant', 'tenant.id', 'membership.tenantId')
    .select(['tenant.slug', 'tenant.name'])
    .where('membership.memberId', '=', tenantId)
    .where('membership.endedAt', 'is', null)
    .orderBy('membership.since')
    .execute()
}

export async function listMemberIds(db: TenantDb, allianceId: string): Promise<Set<string>> {
  const members = await db
    .selectFrom('membership')
    .select('memberId')
    .where('tenantId', '=', allianceId)
    .where('endedAt', 'is', null)
    .execute()
  return new Set(members.map(({ memberId }) => memberId))
}
