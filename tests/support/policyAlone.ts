/**
 * A transaction in a tenant whose statements do not name it: what they find, the policies alone let through. For tests of the
 * policies; a procedure's statements name their tenant too.
 */
import { inTenant, inTenantAsWorker, type Actor, type Seat, type TenantDb } from '@bilin/db/tenant'
import { camelCase } from '@bilin/db/transaction'
import type { Pool } from '@bilin/db/connect'
import { unchecked } from './statements/recorded.ts'

export const byPolicyAlone = <T>(pool: Pool, asker: Actor, work: (db: TenantDb, seat: Seat) => Promise<T>) =>
  inTenant(pool, asker, (db, seat) => unchecked(() => work(withoutName(db), seat)))

export const byPolicyAloneAsWorker = <T>(pool: Pool, tenantId: string, work: (db: TenantDb) => Promise<T>) =>
  inTenantAsWorker(pool, { tenantId, clock: null }, (db) => unchecked(() => work(withoutName(db))))

const withoutName = (db: TenantDb) => db.withoutPlugins().withPlugin(camelCase) as TenantDb
