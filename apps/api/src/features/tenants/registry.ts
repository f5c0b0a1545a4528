import type { OperatorDb, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { NewTenant, TenantListing } from '@bilin/domain/tenants/registry'
import type { TenantKind } from '@bilin/domain/tenants/kinds'
import { sql } from 'kysely'
import { copyNames } from '../../rooms/memberships.ts'
import { asColumns, isAfter, rowsToRead, toPage } from '../../rooms/page.ts'
import { containsText } from '../../rooms/search.ts'
import { inNameOrder } from '../../rooms/nameOrder.ts'

type Pair = { allianceId: string; memberId: string }

const PAGE_SIZE = 50
const order = [sql`tenant.kind`, sql`tenant.name`, sql`tenant.id`]

const selectNamed = (db: OperatorDb, search: string) =>
  db.selectFrom('tenant').$if(search !== '', (query) => query.where(containsText(search, 'tenant.name', 'tenant.slug')))

/** A page of all tenants, or of those found by name or slug, with how many there are. */
export async function listRegistered(db: OperatorDb, { search, after }: TenantListing) {
  const last = db.selectFrom('tenant').select(asColumns(order)).where('tenant.id', '=', after!)
  const [rows, { count }] = await Promise.all([
    selectRegistered(db, search)
      .$if(after !== undefined, (query) => query.where(isAfter(order, last)))
      .limit(rowsToRead(PAGE_SIZE))
      .execute(),
    selectNamed(db, search)
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow(),
  ])
  const { rows: tenants, next } = toPage(rows, PAGE_SIZE, ({ id }) => id)
  return { tenants, next, count }
}

/** Those that could become members of the alliance, the first of them if they are many. */
export function listNonMembers(db: OperatorDb, allianceId: string, search: string, most: number) {
  return selectNamed(db, search)
    .select(['tenant.id', 'tenant.name', 'tenant.kind', 'tenant.slug'])
    .where('tenant.id', '!=', allianceId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('membership')
            .select('membership.memberId')
            .whereRef('membership.memberId', '=', 'tenant.id')
            .where('membership.tenantId', '=', allianceId)
            .where('membership.endedAt', 'is', null),
        ),
      ),
    )
    .$narrowType<{ kind: TenantKind }>()
    .orderBy(sql.join(order))
    .limit(most)
    .execute()
}

function selectRegistered(db: OperatorDb, search: string) {
  return selectNamed(db, search)
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
    .orderBy(sql.join(order))
}

export function getRegistered(db: OperatorDb, id: string) {
  return db
    .selectFrom('tenant')
    .select(['id', 'slug', 'name', 'kind', 'example'])
    .where('id', '=', id)
    .$narrowType<{ kind: TenantKind }>()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'tenants.not_found'))
}

export async function insertTenant(db: OperatorDb, tenant: NewTenant) {
  const made = await db.insertInto('tenant').values(tenant).returning(['id', 'slug']).executeTakeFirstOrThrow()
  await copyNames(db, made.id)
  return made
}

export function listMemberships(db: OperatorDb, tenantId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('tenant', 'tenant.id', 'membership.memberId')
    .select(['tenant.id', 'tenant.slug', 'tenant.name', 'tenant.kind', 'membership.since'])
    .where('membership.tenantId', '=', tenantId)
    .where('membership.endedAt', 'is', null)
    .$narrowType<{ kind: TenantKind }>()
    .orderBy('tenant.kind')
    .orderBy(inNameOrder('tenant.name'))
    .execute()
}

/** Adds a member. One that had left gets its old membership back, with a new start. */
export async function insertMember(db: OperatorDb, { allianceId, memberId }: Pair, now: Date) {
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
  await copyNames(db, memberId)
}

export async function updateEndedMember(db: OperatorDb, { allianceId, memberId }: Pair, now: Date) {
  const { numUpdatedRows } = await db
    .updateTable('membership')
    .set({ endedAt: now })
    .where('tenantId', '=', allianceId)
    .where('memberId', '=', memberId)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) refuse('not_found', 'tenants.not_found')
  await copyNames(db, memberId)
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

export async function updateEndedSeat(db: TenantDb | OperatorDb, seatId: string, now: Date) {
  const ended = await db
    .updateTable('seat')
    .set({ endedAt: now })
    .where('id', '=', seatId)
    .where('endedAt', 'is', null)
    .returning('tenantId')
    .executeTakeFirst()
  if (ended) await copyNames(db, ended.tenantId)
  return ended !== undefined
}

const countAll = sql<number>`count(*)::int`.as('n')
