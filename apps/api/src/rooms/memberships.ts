/** Members of alliances, as far as the policies let the caller see them, and the copies of their names. */
import type { AuthDb, OperatorDb, TenantDb } from '@bilin/db/tenant'
import type { TenantKind } from '@bilin/domain/tenants/kinds'
import { sql } from 'kysely'
import { inNameOrder } from './nameOrder.ts'

/** The alliances that a tenant belongs to, in the order in which it joined them. */
export function listAlliances(db: TenantDb, memberId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('neighbour as alliance', 'alliance.id', 'membership.tenantId')
    .select(['alliance.id', 'alliance.slug', 'alliance.name'])
    .where('membership.memberId', '=', memberId)
    .where('membership.endedAt', 'is', null)
    .orderBy('membership.since')
    .orderBy(inNameOrder('alliance.name'))
    .execute()
}

/** The members of an alliance, by kind and name. */
export function listMembers(db: TenantDb, allianceId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('neighbour as member', 'member.id', 'membership.memberId')
    .select(['member.id', 'member.slug', 'member.name', 'member.kind', 'membership.since'])
    .where('membership.tenantId', '=', allianceId)
    .where('membership.endedAt', 'is', null)
    .$narrowType<{ kind: TenantKind }>()
    .orderBy('member.kind')
    .orderBy(inNameOrder('member.name'))
    .execute()
}

/**
 * Copies the names and seats of a tenant to those who may read them, and theirs to it. Every act that changes a tenant, a membership
 * or a seat ends with it, in its transaction; for a membership the member is named, whose neighbours are few.
 */
export async function copyNames(db: TenantDb | OperatorDb | AuthDb, changed: string): Promise<void> {
  await sql`select app.copy_names(${changed})`.execute(db)
}
