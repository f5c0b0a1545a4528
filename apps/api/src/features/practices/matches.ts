import type { TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'

/** Of more matches than this, the best or the newest are found. */
const MAX_MATCHES = 2000

type Wanted = { tsquery: string | undefined; indicator: string | undefined; byRank: boolean }

/**
 * The ids of the alliance's practices that have these words and aim at this indicator. The database searches an index that row-level
 * security keeps from a member's own query (docs/decisions/0031); practices among them that the member may not see stay invisible.
 */
export async function findMatches(db: TenantDb, tenantId: string, { tsquery, indicator, byRank }: Wanted) {
  const { rows } = await sql<{ id: string }>`
    select id from app.find_shared_practices(${tenantId}::uuid, ${tsquery ?? null}::tsquery, ${indicator ?? null}::text,
                                             ${byRank}::boolean, ${MAX_MATCHES}::int) as id`.execute(db)
  return rows.map(({ id }) => id)
}
