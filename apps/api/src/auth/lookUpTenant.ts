import type { AuthDb } from '@bilin/db/tenant'
import { sql } from 'kysely'

/** Before sign-in the policies show a tenant only to a transaction that looks up its id: from here on it looks up nothing else. */
export async function lookUpTenant(db: AuthDb, tenantId: string): Promise<{ name: string; slug: string }> {
  await sql`select set_config('app.lookup_key', ${tenantId}, true)`.execute(db)
  return db.selectFrom('tenant').select(['name', 'slug']).where('id', '=', tenantId).executeTakeFirstOrThrow()
}
