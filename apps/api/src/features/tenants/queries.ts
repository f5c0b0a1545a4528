import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { TenantKind } from '@bilin/domain/tenants/kinds'

export function getTenant(db: TenantDb, id: string) {
  return db
    .selectFrom('tenant')
    .select(['id', 'slug', 'name', 'kind', 'example'])
    .where('id', '=', id)
    .$narrowType<{ kind: TenantKind }>()
    .executeTakeFirstOrThrow()
}

export async function getSeatTitle(db: TenantDb, id: string) {
  const { title } = await db
    .selectFrom('seat')
    .select('title')
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'tenants.not_found'))
  return title
}

export function listMembers(db: TenantDb, allianceId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('tenant', 'tenant.id', 'membership.memberId')
    .select(['tenant.id', 'tenant.slug', 'tenant.name', 'tenant.kind', 'membership.since'])
    .where('membership.tenantId', '=', allianceId)
    .where('membership.endedAt', 'is', null)
    .$narrowType<{ kind: TenantKind }>()
    .orderBy('tenant.kind')
    .orderBy('tenant.name')
    .execute()
}
