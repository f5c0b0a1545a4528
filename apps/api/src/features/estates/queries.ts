import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import type { Looking } from '@bilin/domain/estates/listing'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { rowsToRead, toPage } from '../../rooms/page.ts'
import { containsText } from '../../rooms/search.ts'
import { inNameOrder } from '../../rooms/nameOrder.ts'

export const pageSize = 100

type Filter = Pick<Looking, 'kind' | 'search'>

/** An estate without a fee sorts below a fee of 0; Chinese names sort by pronunciation. */
export const sortKeys = {
  id: sql`estate.id`,
  name: inNameOrder('estate.name'),
  households: sql`estate.households`,
  buildings: sql`estate.buildings`,
  fee: sql`coalesce(estate.fee, -1)`,
}

export async function getTenantName(db: TenantDb, { tenantId }: Pick<Seat, 'tenantId'>) {
  const { name } = await db.selectFrom('neighbour').select('name').where('id', '=', tenantId).executeTakeFirstOrThrow()
  return name
}

export async function listEstates(db: TenantDb, looking: Looking, today: Day) {
  const key = sortKeys[looking.sort]
  const down = looking.order === 'down'
  const beyond = sql.raw(down ? '<' : '>')
  const rows = await withCompany(selectEstates(db, looking), today)
    .select(['estate.id', 'estate.name', 'estate.kind', 'estate.households', 'estate.buildings', 'estate.fee'])
    .select(['estate.address', 'estate.lat', 'estate.lng', 'estate.revision'])
    .select(['contract.companyName', 'contract.since', 'contract.until'])
    .$if(looking.after !== undefined, (query) => {
      const last = db
        .selectFrom('estate')
        .select([sql`${key}`.as('key'), 'estate.id'])
        .where('estate.id', '=', looking.after!)
      return query.where(sql<boolean>`(${key}, estate.id) ${beyond} ${last}`)
    })
    .orderBy(key, down ? 'desc' : 'asc')
    .orderBy('estate.id', down ? 'desc' : 'asc')
    .limit(rowsToRead(pageSize))
    .execute()
  return toPage(rows, pageSize, ({ id }) => id)
}

export function getEstateSums(db: TenantDb, filter: Filter) {
  return selectEstates(db, filter)
    .select(({ fn }) => [
      fn.countAll<number>().as('estates'),
      fn.coalesce(fn.sum<number>('households'), sql<number>`0`).as('households'),
      fn.coalesce(fn.sum<number>('buildings'), sql<number>`0`).as('buildings'),
    ])
    .executeTakeFirstOrThrow()
}

export function getEstate(db: TenantDb, estateId: string) {
  return one(db, estateId).executeTakeFirstOrThrow(() => refuse('not_found', 'estates.not_found'))
}

export function lockEstate(db: TenantDb, estateId: string) {
  return one(db, estateId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'estates.not_found'))
}

/** Refuses when somebody else has saved since the form was loaded, so that their change is not overwritten. */
export const assertNotChanged = <T extends { revision: number }>(estate: T, revision: number): T =>
  estate.revision === revision ? estate : refuse('conflict', 'estates.changed_meanwhile')

export function listContracts(db: TenantDb, estateId: string) {
  return db
    .selectFrom('serviceContract')
    .select(['id', 'companyId', 'companyName', 'since', 'until'])
    .where('estateId', '=', estateId)
    .orderBy('since', 'desc')
    .execute()
}

export function selectEstates(db: TenantDb, { kind, search = '' }: Partial<Filter> = {}) {
  return db
    .selectFrom('estate')
    .where('estate.removedAt', 'is', null)
    .$if(kind !== undefined, (query) => query.where('estate.kind', '=', kind!))
    .$if(search !== '', (query) => query.where(containsText(search, 'estate.name')))
}

/** Joins today's contract; an estate has at most one a day. */
export function withCompany(query: ReturnType<typeof selectEstates>, today: Day) {
  return query.leftJoin('serviceContract as contract', (join) =>
    join
      .onRef('contract.estateId', '=', 'estate.id')
      .on('contract.since', '<=', today)
      .on(({ eb, or }) => or([eb('contract.until', 'is', null), eb('contract.until', '>=', today)])),
  )
}

const one = (db: TenantDb, estateId: string) =>
  selectEstates(db)
    .select(['id', 'name', 'kind', 'households', 'buildings', 'fee', 'address', 'lat', 'lng'])
    .select(['contactName', 'contactPhone', 'revision', 'changedAt'])
    .where('id', '=', estateId)
