import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import type { LookingAtListed } from '@bilin/domain/estates/listing'
import { sql } from 'kysely'
import { inNameOrder } from '../../rooms/nameOrder.ts'

const sortKeys = {
  name: inNameOrder('listed.name'),
  households: sql`listed.households`,
  buildings: sql`listed.buildings`,
  fee: sql`coalesce(listed.fee, -1)`,
}

export function listListed(db: TenantDb, { kind, community, sort, order }: LookingAtListed, today: Day) {
  return selectListed(db, today)
    .select(['listed.id', 'listed.name', 'listed.kind', 'listed.households', 'listed.buildings', 'listed.fee'])
    .select(['listed.lat', 'listed.lng', 'listed.companyId', 'listed.companyName'])
    .select(['listed.listedAt', 'listed.purpose', 'listed.until', 'community.name as community', 'community.slug'])
    .$if(kind !== undefined, (query) => query.where('listed.kind', '=', kind!))
    .$if(community !== undefined, (query) => query.where('community.slug', '=', community!))
    .orderBy(sortKeys[sort], order === 'down' ? 'desc' : 'asc')
    .orderBy('listed.id')
    .limit(2000)
    .execute()
}

export function listCommunities(db: TenantDb) {
  return db
    .selectFrom('listedEstate as listed')
    .innerJoin('neighbour as community', 'community.id', 'listed.authorTenantId')
    .select(['community.slug', 'community.name'])
    .where('listed.withdrawnAt', 'is', null)
    .groupBy(['community.slug', 'community.name'])
    .orderBy(inNameOrder('community.name'))
    .execute()
}

export function listOurs(db: TenantDb, { actingTenantId }: Pick<Seat, 'actingTenantId'>) {
  return db
    .selectFrom('listedEstate')
    .select(['estateId', 'name', 'kind', 'households', 'buildings', 'fee', 'lat', 'lng', 'companyName'])
    .select(['listedAt', 'purpose', 'until'])
    .where('authorTenantId', '=', actingTenantId)
    .where('withdrawnAt', 'is', null)
    .execute()
}

/** The policies let the author and the alliance read expired listings too; this list leaves them out for everybody. */
const selectListed = (db: TenantDb, today: Day) =>
  db
    .selectFrom('listedEstate as listed')
    .innerJoin('neighbour as community', 'community.id', 'listed.authorTenantId')
    .where('listed.withdrawnAt', 'is', null)
    .where(({ eb, or }) => or([eb('listed.until', 'is', null), eb('listed.until', '>=', today)]))
