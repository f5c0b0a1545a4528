/**
 * The ways into the database. Each stands one transaction in one place and hands out a handle that a query needs;
 * a raw pool does not compile against a query, so no query can forget where it stands.
 */
import { sql, type Kysely } from 'kysely'
import type pg from 'pg'
import { nameTenant } from './nameTenant.ts'
import { camelCase, inTransaction } from './transaction.ts'
import type { DB } from './schema.generated.ts'

/** Who asks to enter which tenant; `seatId` is the seat preferred where several reach it. */
export type Actor = { personId: string; tenant: string; seatId?: string | null; clock?: Date | null }

/** The seat that was found to reach the tenant. */
export type Seat = {
  personId: string
  seatId: string
  role: 'secretary' | 'staff' | 'manager' | 'liaison' | 'coordinator'
  /** The tenant the seat belongs to: the member, inside an alliance. */
  actingTenantId: string
  actingTenantKind: TenantKind
  /** The tenant this transaction stands in. */
  tenantId: string
  tenant: string
  tenantKind: TenantKind
}
type TenantKind = 'community' | 'company' | 'unit' | 'alliance'

declare const entered: unique symbol
declare const operating: unique symbol
declare const atTheDoor: unique symbol
declare const outside: unique symbol
declare const checking: unique symbol

/**
 * A transaction that stands in a tenant, and whose every statement names it. Only `inTenant` and, for the worker,
 * `inTenantAsWorker` make one.
 */
export type TenantDb = Kysely<DB> & { readonly [entered]: true }
/** A transaction of the operator: the registry, no tenant's rows. */
export type OperatorDb = Kysely<DB> & { readonly [operating]: true }
/** A transaction of somebody not yet known: sign-in, invitations, sessions. */
export type AuthDb = Kysely<DB> & { readonly [atTheDoor]: true }

/** A transaction of the public: one alliance's sealed publications, to read. */
export type PublicDb = Kysely<DB> & { readonly [outside]: true }
/** A transaction of the ledger's command line: an alliance's published record whole, to read. */
export type LedgerDb = Kysely<DB> & { readonly [checking]: true }

type Entered = {
  seat_id: string
  role: Seat['role']
  acting_tenant_id: string
  acting_tenant_kind: TenantKind
  tenant_id: string
  tenant_kind: TenantKind
  now: Date
}

/**
 * Stands a transaction in a tenant for the length of `work`; raises `tenants__not_found` if no seat reaches it. `now` is the
 * database's, when the transaction began, or the pretended one: the same moment as in every column that defaults to it.
 */
export function inTenant<T>(
  pool: pg.Pool,
  asker: Actor,
  work: (db: TenantDb, seat: Seat, now: Date) => Promise<T>,
): Promise<T> {
  const opening = {
    text: 'select entered.*, app.now() as now from app.enter($1, $2, $3, $4) entered',
    values: [asker.personId, asker.tenant, asker.seatId ?? null, asker.clock ?? null],
  }
  return inTransaction<T, Entered>(pool, opening, (db, row) =>
    work(namingTenant(db, row.tenant_id) as TenantDb, seatOf(asker, row), row.now),
  )
}

const seatOf = (asker: Actor, row: Entered): Seat => ({
  personId: asker.personId,
  seatId: row.seat_id,
  role: row.role,
  actingTenantId: row.acting_tenant_id,
  actingTenantKind: row.acting_tenant_kind,
  tenantId: row.tenant_id,
  tenant: asker.tenant,
  tenantKind: row.tenant_kind,
})

/** Stands a background job in the tenant it is about, as the tenant itself: no person, no seat. The pool is bilin_worker's. */
export function inTenantAsWorker<T>(
  pool: pg.Pool,
  { tenantId, clock }: { tenantId: string; clock: Date | null },
  work: (db: TenantDb, now: Date) => Promise<T>,
): Promise<T> {
  const opening = { text: 'select app.now() as now from app.enter_as_worker($1, $2)', values: [tenantId, clock] }
  return inTransaction<T, { now: Date }>(pool, opening, (db, { now }) =>
    work(namingTenant(db, tenantId) as TenantDb, now),
  )
}

/**
 * The only way across a border inside a transaction: enters a second tenant (checked the same way), does `work` there, and
 * returns to the first. When `work` fails it does not return, so the error must end the transaction: nobody may catch it inside.
 * Publishing and withdrawing use it; nothing else does.
 */
export async function inSecondTenant<T>(
  db: TenantDb,
  seat: Seat,
  to: string,
  work: (db: TenantDb, tenantId: string) => Promise<T>,
): Promise<T> {
  const { rows } = await sql<{ tenantId: string }>`select app.enter_second_tenant(${to}) as tenant_id`.execute(db)
  const { tenantId } = rows[0]!
  const result = await work(namingTenant(db, tenantId) as TenantDb, tenantId)
  await sql`select app.enter_second_tenant(${seat.tenant})`.execute(db)
  return result
}

export type ReachableTenant = {
  seatId: string
  title: string
  role: Seat['role']
  ownSlug: string
  slug: string
  name: string
  kind: TenantKind
  example: boolean
}

/** The tenants a person can enter, and by which seat. */
export async function listReachableTenants(pool: pg.Pool, personId: string): Promise<ReachableTenant[]> {
  const { rows } = await pool.query<ReachableTenant>(
    'select seat_id as "seatId", title, role, own_slug as "ownSlug", slug, name, kind, example from app.reachable_tenants($1)',
    [personId],
  )
  return rows
}

export function asOperator<T>(pool: pg.Pool, personId: string, work: (db: OperatorDb) => Promise<T>): Promise<T> {
  const opening = { text: 'select app.enter_operator($1)', values: [personId] }
  return inTransaction(pool, opening, (db) => work(db as OperatorDb))
}

/** For the public: nobody is signed in, and nothing is there but what is published to everybody. */
export function inPublic<T>(
  pool: pg.Pool,
  alliance: string,
  work: (db: PublicDb, place: { name: string; example: boolean }) => Promise<T>,
): Promise<T> {
  const opening = {
    text: `select tenant_id, name, example, set_config('transaction_read_only', 'on', true) from app.enter_public($1)`,
    values: [alliance],
  }
  type Place = { tenant_id: string; name: string; example: boolean }
  return inTransaction<T, Place>(pool, opening, (db, { tenant_id: tenantId, ...place }) =>
    work(namingTenant(db, tenantId) as PublicDb, place),
  )
}

/** From the server's command line, as the database's owner: one alliance's published record, read whole. */
export function inLedger<T>(pool: pg.Pool, alliance: string, work: (db: LedgerDb) => Promise<T>): Promise<T> {
  const opening = { text: 'select tenant_id from app.enter_ledger($1)', values: [alliance] }
  return inTransaction<T, { tenant_id: string }>(pool, opening, (db, row) =>
    work(namingTenant(db, row.tenant_id) as LedgerDb),
  )
}

export async function ledgersOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ slug: string }>('select slug from app.ledgers()')
  return rows.map(({ slug }) => slug)
}

/** At the door: `asking` is a name, a phone, the hash of a link or of a session; `personId` somebody already recognised. */
export function asUnauthenticated<T>(
  pool: pg.Pool,
  { asking = '', personId = '' }: { asking?: string; personId?: string },
  work: (db: AuthDb) => Promise<T>,
): Promise<T> {
  const opening = {
    text: "select set_config('app.lookup_key', $1, true), set_config('app.person', $2, true)",
    values: [asking, personId],
  }
  return inTransaction(pool, opening, (db) => work(db as AuthDb))
}

/** The door recognises somebody: from here on the transaction may see that person's own secret and sessions. */
export async function setPerson(db: AuthDb, personId: string): Promise<void> {
  await sql`select set_config('app.person', ${personId}, true)`.execute(db)
}

const namingTenant = (db: Kysely<DB>, tenantId: string) =>
  db.withoutPlugins().withPlugin(camelCase).withPlugin(nameTenant(tenantId))
