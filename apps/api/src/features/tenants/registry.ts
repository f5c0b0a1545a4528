import type { OperatorDb, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { NewTenant } from '@bilin/domain/tenants/registry'
import type { TenantKind } from '@bilin/domain/tenants/kinds'
import { sql } from 'kysely'

type Pair = { allianceId: string; memberId: string }

export function listRegistered(db: OperatorDb) {
  return db
    .selectFrom('tenant')
    .select(['id', 'slug', 'name', 'kind', 'example', 'madeAt'])
    .select((eb) => [
      eb
        .selectFrom('seat')
        .whereRef('seat.tenantId', '=', 'tenant.id')
        .where('seat.endedAt', 'is', null)
        .select(countAll)
        .as('seats'),
      eb
        .selectFrom('membership')
        .whereRef('membership.tenantId', '=', 'tenant.id')
        .where('membership.endedAt', 'is', null)
        .select(countAll)
        .as('members'),
    ])
    .$narrowType<{ kind: TenantKind }>()
    .orderBy('kind')
    .orderBy('name')
    .execute()
}

export function getRegistered(db: OperatorDb, id: string) {
  return db
    .selectFrom('tenant')
    .select(['id', 'slug', 'name', 'kind', 'example'])
    .where('id', '=', id)
    .$narrowType<{ kind: TenantKind }>()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'tenants.not_found'))
}

export function insertTenant(db: OperatorDb, tenant: NewTenant) {
  return db.insertInto('tenant').values(tenant).returning(['id', 'slug']).executeTakeFirstOrThrow()
}

export function membersOf(db: OperatorDb, tenantId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('tenant', 'tenant.id', 'membership.memberId')
    .select(['tenant.id', 'tenant.slug', 'tenant.name', 'tenant.kind', 'membership.since'])
    .where('membership.tenantId', '=', tenantId)
    .where('membership.endedAt', 'is', null)
    .$narrowType<{ kind: TenantKind }>()
    .orderBy('tenant.kind')
    .orderBy('tenant.name')
    .execute()
}

/** A member that left and comes back is the same membership, begun again. */
export async function addMember(db: OperatorDb, { allianceId, memberId }: Pair, now: Date) {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('membership')
    .values({ tenantId: allianceId, memberId, since: now })
    .onConflict((oc) =>
      oc
        .columns(['tenantId', 'memberId'])
        .doUpdateSet({ endedAt: null, since: now })
        .where('membership.endedAt', 'is not', null),
    )
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) refuse('conflict', 'tenants.member_already')
}

export async function endMember(db: OperatorDb, { allianceId, memberId }: Pair, now: Date) {
  const { numUpdatedRows } = await db
    .updateTable('membership')
    .set({ endedAt: now })
    .where('tenantId', '=', allianceId)
    .where('memberId', '=', memberId)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) refuse('not_found', 'tenants.not_found')
}

export function listSeats(db: TenantDb | OperatorDb, tenantId: string) {
  return db
    .selectFrom('seat')
    .select(['id', 'role', 'title', 'madeAt'])
    .where('tenantId', '=', tenantId)
    .where('endedAt', 'is', null)
    .orderBy('madeAt')
    .execute()
}

export async function endSeat(db: TenantDb | OperatorDb, seatId: string, now: Date) {
  const { numUpdatedRows } = await db
    .updateTable('seat')
    .set({ endedAt: now })
    .where('id', '=', seatId)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

const countAll = sql<number>`count(*)::int`.as('n')
