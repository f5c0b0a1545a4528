/**
 * How code gets a database handle. Each function opens one transaction in one context and passes a handle of a type of its own;
 * queries take such handles and not pools, so a query without a context does not compile.
 */
import { sql, type Kysely } from 'kysely'
import type pg from 'pg'
import {
  isSameEntrance,
  toEntrance,
  toSeat,
  toValues,
  type Actor,
  type Entered,
  type Entrance,
  type Person,
  type Seat,
  type Tenant,
} from './entered.ts'
import { entrancesOf } from './entrances.ts'
import { nameTenant } from './nameTenant.ts'
import { camelCase, inTransaction, WrongGuess } from './transaction.ts'
import type { DB } from './schema.generated.ts'

export type { Actor, Entrance, Person, Seat, Tenant } from './entered.ts'

/** The code of the error when nobody holds the session: it has ended, or never was. */
export const NO_SESSION = 'BL002'

declare const entered: unique symbol
declare const identified: unique symbol
declare const operating: unique symbol
declare const unauthenticated: unique symbol
declare const outside: unique symbol
declare const handingIn: unique symbol
declare const checking: unique symbol

/**
 * A transaction in a tenant, whose every statement names the tenant. Only `inTenant` and, for the worker, `inTenantAsWorker`
 * make one.
 */
export type TenantDb = Kysely<DB> & { readonly [entered]: true }
/** A transaction of somebody signed in, in no tenant. */
export type PersonDb = Kysely<DB> & { readonly [identified]: true }
/** A transaction of the operator: the registry, no tenant's rows. */
export type OperatorDb = Kysely<DB> & { readonly [operating]: true }
/** A transaction before sign-in: for signing in, invitations, sessions. */
export type AuthDb = Kysely<DB> & { readonly [unauthenticated]: true }

/** A read-only transaction for the public: one alliance's public tables. */
export type PublicDb = Kysely<DB> & { readonly [outside]: true }
/** The same, which may also insert into the tables that take in what the public brings. */
export type IntakeDb = PublicDb & { readonly [handingIn]: true }
/** A read-only transaction of the ledger's command line: all of an alliance's publications. */
export type LedgerDb = Kysely<DB> & { readonly [checking]: true }

/**
 * Runs `work` in a transaction in a tenant. Fails with NO_SESSION if nobody holds the session, and with
 * `tenants__not_found` if its person has no seat that can enter the tenant. `now` is the transaction's start by the database's
 * clock, or the pretended time: the same moment as in every column that defaults to it.
 *
 * With `reading` nothing can be written, and the work may begin on a guess (entrances.ts): it may then be done twice. `entered` is
 * called as soon as the database has said who has entered; what it throws ends the transaction. `shared` is of a transaction that
 * reads for several (sharing.ts).
 */
export async function inTenant<T>(
  pool: pg.Pool,
  asker: Actor,
  work: (db: TenantDb, seat: Seat, now: Date, entrance: Entrance) => Promise<T>,
  { reading = false, shared = false, kind, entered = () => {} }: Entering = {},
): Promise<T> {
  const entrances = entrancesOf(pool)
  const opening = { text: reading ? ENTER_TO_READ : ENTER, values: toValues(asker) }
  const enter = (guess?: Entered) =>
    inTransaction<T, Entered>(
      pool,
      opening,
      (db, row) => {
        if (!guess) admit(row)
        const named = namingTenant(db, row.tenant_id) as TenantDb
        if (shared) sharedDbs.add(named)
        return work(named, toSeat(asker, row), row.now, toEntrance(asker, row))
      },
      {
        reading,
        once: shared,
        kind: kind && guess && `${kind} ${guess.role}`,
        guess: guess && { row: guess, isSame: (row) => admit(row, isSameEntrance(row, guess)) },
      },
    )
  const admit = (row: Entered, asGuessed = true) => {
    entrances.remember(asker, row)
    entered(toEntrance(asker, row).person, asGuessed)
    return asGuessed
  }
  const guess = reading ? entrances.guess(asker) : undefined
  if (!guess) return enter()
  try {
    return await enter(guess)
  } catch (error) {
    if (error instanceof WrongGuess) return enter()
    entrances.forget(asker)
    throw error
  }
}

type Entering = {
  reading?: boolean
  shared?: boolean
  /** What is done, by a name: the same by the same role mostly sends as many statements. */
  kind?: string
  entered?: (person: Person, asGuessed: boolean) => void
}

/** Others read in these meanwhile, so none of them may leave its tenant. */
const sharedDbs = new WeakSet<TenantDb>()

const ENTER = 'select * from app.enter($1, $2, $3, $4)'
/** Called by way of its row, so that it has entered before the rest of the transaction may only read. */
const ENTER_TO_READ = `select entered.*, set_config('transaction_read_only', 'on', true) from app.enter($1, $2, $3, $4) entered`

/** Runs a background job in its tenant, as the tenant itself, without person and seat. The pool is bilin_worker's. */
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
 * The only way to use two tenants in one transaction: enters a second tenant (checked like the first), runs `work` there, and
 * returns to the first. If `work` fails it does not return, so the error must end the transaction and must not be caught inside.
 * Used only to publish and withdraw, and to read the companies of an alliance that a contract can name.
 */
export async function inSecondTenant<T>(
  db: TenantDb,
  seat: Seat,
  to: string,
  work: (db: TenantDb, tenantId: string) => Promise<T>,
): Promise<T> {
  if (sharedDbs.has(db))
    throw new Error('a query that enters a second tenant must say so: .meta({ entersSecondTenant: true })')
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
  kind: Tenant['kind']
  example: boolean
}

/** The tenants that the person of the transaction can enter, and by which seat. */
export async function listReachableTenants(db: TenantDb | PersonDb): Promise<ReachableTenant[]> {
  const { rows } = await sql<ReachableTenant>`
    select seat_id, title, role, own_slug, slug, name, kind, example from app.reachable_tenants()`.execute(db)
  return rows
}

/** For somebody signed in, in no tenant: their own person and seats. Fails with NO_SESSION. */
export function asPerson<T>(
  pool: pg.Pool,
  session: string,
  work: (db: PersonDb, person: Person) => Promise<T>,
): Promise<T> {
  const opening = { text: 'select id, name, operator from app.check_session($1)', values: [session] }
  return inTransaction<T, Person>(pool, opening, (db, person) => work(db as PersonDb, person))
}

/** Fails with `tenants__not_found` for anybody else. */
export function asOperator<T>(pool: pg.Pool, session: string, work: (db: OperatorDb) => Promise<T>): Promise<T> {
  const opening = { text: 'select app.enter_operator($1)', values: [session] }
  return inTransaction(pool, opening, (db) => work(db as OperatorDb))
}

/** For the public: without sign-in, and only what is published to everybody. */
export function inPublic<T>(
  pool: pg.Pool,
  alliance: string,
  work: (db: PublicDb, place: { name: string; example: boolean }) => Promise<T>,
  { reading = true } = {},
): Promise<T> {
  const text = `select tenant_id, name, example, set_config('transaction_read_only', $2, true) from app.enter_public($1)`
  const opening = { text, values: [alliance, reading ? 'on' : 'off'] }
  type Place = { tenant_id: string; name: string; example: boolean }
  return inTransaction<T, Place>(pool, opening, (db, { tenant_id: tenantId, ...place }) =>
    work(namingTenant(db, tenantId) as PublicDb, place),
  )
}

/** For the public that hands something in. What is inserted cannot be read back here. */
export const inIntake = <T>(pool: pg.Pool, alliance: string, work: (db: IntakeDb) => Promise<T>): Promise<T> =>
  inPublic(pool, alliance, (db) => work(db as IntakeDb), { reading: false })

/** For the server's command line, as the database's owner: all publications of one alliance. */
export function inLedger<T>(pool: pg.Pool, alliance: string, work: (db: LedgerDb) => Promise<T>): Promise<T> {
  const opening = { text: 'select tenant_id from app.enter_ledger($1)', values: [alliance] }
  return inTransaction<T, { tenant_id: string }>(pool, opening, (db, row) =>
    work(namingTenant(db, row.tenant_id) as LedgerDb),
  )
}

export async function listLedgers(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ slug: string }>('select slug from app.ledgers()')
  return rows.map(({ slug }) => slug)
}

/** `asking` is the name, phone, or hash of a link or session to look up; `personId` is set once password or session were right. */
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

/** Sets the person once password or session were right: the transaction then sees that person's credential and sessions. */
export async function setPerson(db: AuthDb, personId: string): Promise<void> {
  await sql`select set_config('app.person', ${personId}, true)`.execute(db)
}

function namingTenant(db: Kysely<DB>, tenantId: string) {
  const named = db.withoutPlugins().withPlugin(camelCase).withPlugin(nameTenant(tenantId))
  tenants.set(named, tenantId)
  return named
}

const tenants = new WeakMap<Kysely<DB>, string>()

/** The id of the tenant that the transaction is in. */
export const tenantOf = (db: TenantDb): string => tenants.get(db)!
