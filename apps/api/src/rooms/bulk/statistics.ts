import type { TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'

/** Fewer rows do not change a plan. */
const MANY = 1000

/**
 * Has tables analysed that this transaction has filled: until autovacuum does, in some minutes, PostgreSQL plans as if there were a
 * single row of this tenant. The last statement of an act, because nobody else can analyse them until it commits.
 */
export async function refreshStatistics(db: TenantDb, rows: number, ...tables: string[]): Promise<void> {
  if (rows >= MANY) await sql`select app.refresh_statistics(${tables})`.execute(db)
}
