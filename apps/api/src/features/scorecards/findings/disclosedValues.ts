/** Discloses values to the companies: as marks without a visit, so that they are disputed and decided on like any other. */
import type { TenantDb } from '@bilin/db/tenant'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { among } from '../../../rooms/bulk/among.ts'
import { selectFilesOf } from '../../../rooms/files/links.ts'
import { listRoundEstates, listSubmittedVisits } from '../rounds/queries.ts'
import { valueFiles } from '../values/files.ts'

/** Of estates that were visited: the others get no score. */
export async function insertDisclosedValues(db: TenantDb, roundId: string): Promise<void> {
  const visited = new Set([...(await listSubmittedVisits(db, roundId)).values()].map(({ estateId }) => estateId))
  const estates = (await listRoundEstates(db, roundId)).filter(({ estateId }) => visited.has(estateId))
  const values = await db
    .selectFrom('indicatorValue')
    .select(['id', 'estateId', 'companyId', 'communityId', 'indicator', 'mark', 'counted', 'origin', 'reason'])
    .where('roundId', '=', roundId)
    .where(
      among(
        'estateId',
        estates.map(({ estateId }) => estateId),
      ),
    )
    .orderBy('estateId')
    .orderBy('indicator')
    .execute()
  const marks = values.map(({ id, origin, reason, ...value }) => ({
    ...value,
    roundId,
    valueId: id,
    excluded: origin === 'not_applicable' ? reason : null,
    disclosed: true,
  }))
  await insertMany(db, 'mark', marks)
}

/** Where the values of an estate are from, with their evidence. */
export const selectValueSources = (db: TenantDb, roundId: string, estateId: string) =>
  db
    .selectFrom('indicatorValue')
    .select(['id', 'origin', 'numerator', 'denominator', 'periodFrom', 'periodUntil', 'source', 'asOf'])
    .select(selectFilesOf(db, valueFiles, 'indicatorValue.id').as('evidence'))
    .where('roundId', '=', roundId)
    .where('estateId', '=', estateId)
    .where('origin', '!=', 'not_applicable')
