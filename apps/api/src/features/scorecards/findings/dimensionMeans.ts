/** Estates with too few visits: their single marks stay with the coordinator, the company reads means of dimensions. */
import type { TenantDb } from '@bilin/db/tenant'
import { computeDimensionMeans } from '@bilin/domain/scorecards/findings/disclosure'
import { inBatches } from '../../../batches.ts'
import { listEstates, type listFewVisited } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'

type Round = { id: string; rubricId: string }
type FewVisited = Awaited<ReturnType<typeof listFewVisited>>

/** Copies the means of the marks as they were disclosed; later decisions show in the results. */
export async function insertDimensionMeans(db: TenantDb, round: Round, fewVisited: FewVisited) {
  if (fewVisited.length === 0) return
  const visits = new Map(fewVisited.map((estate) => [estate.estateId, estate.visits]))
  const { body } = await getRubric(db, round.rubricId)
  const marks = await db
    .selectFrom('mark')
    .select(['estateId', 'indicator', 'mark'])
    .where('roundId', '=', round.id)
    .where('disclosed', '=', false)
    .execute()
  const byEstate = Map.groupBy(marks, ({ estateId }) => estateId)
  const rows = (await listEstates(db, round.id)).flatMap(({ estateId, companyId, communityId }) => {
    const given = byEstate.get(estateId) ?? []
    if (!visits.has(estateId)) return []
    return computeDimensionMeans(body, given).map((mean) => ({
      roundId: round.id,
      estateId,
      companyId,
      communityId,
      visits: visits.get(estateId)!,
      ...mean,
    }))
  })
  for (const some of inBatches(rows)) await db.insertInto('disclosedDimension').values(some).execute()
}

/** What the company reads in place of single marks; null where it reads these. */
export async function getDimensionMeans(db: TenantDb, roundId: string, estateId: string) {
  const means = await db
    .selectFrom('disclosedDimension')
    .select(['dimension', 'percent', 'visits'])
    .where('roundId', '=', roundId)
    .where('estateId', '=', estateId)
    .orderBy('dimension')
    .execute()
  if (!means[0]) return null
  return { visits: means[0].visits, dimensions: means.map(({ dimension, percent }) => ({ dimension, percent })) }
}
