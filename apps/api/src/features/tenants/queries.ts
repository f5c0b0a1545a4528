import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { TenantKind } from '@bilin/domain/tenants/kinds'

export function getTenant(db: TenantDb, id: string) {
  return db
    .selectFrom('neighbour')
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
