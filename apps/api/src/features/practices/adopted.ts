/** Adoptions that have not ended, counted for the list of practices `s`. */
import type { TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'

export const selectRunningAdoptions = (db: TenantDb) =>
  db
    .selectFrom('adoption as a')
    .where('a.practiceId', '=', sql.ref<string>('s.practiceId'))
    .where('a.endedOn', 'is', null)

export const countAdopters = (db: TenantDb) =>
  selectRunningAdoptions(db)
    .select(sql<number>`count(*)::int`.as('adopters'))
    .$asScalar()
    .$notNull()

/** All adopted practices of the alliance, with the number of adoptions. */
export const selectAdopted = (db: TenantDb) =>
  db
    .selectFrom('adoption')
    .select(['practiceId', sql<number>`count(*)::int`.as('adopters')])
    .where('endedOn', 'is', null)
    .groupBy('practiceId')
