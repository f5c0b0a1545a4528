/** For estates with too few visits: only the coordinator reads single marks, the company reads the means of the dimensions. */
import type { TenantDb } from '@bilin/db/tenant'
import { computeDimensionMeans } from '@bilin/domain/scorecards/findings/disclosure'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { listRoundEstates, type listFewVisited } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'

type Round = { id: string; rubricId: string }
type FewVisited = Awaited<ReturnType<typeof listFewVisited>>

/** Inserts the means of the marks at disclosure. Later decisions do not change them; they show in the results. */
export async function insertDimensionMeans(db: TenantDb, round: Round, fewVisited: FewVisited) {
  const visited = fewVisited.filter(({ visits }) => visits > 0)
  if (visited.length === 0) return
  const visits = new Map(visited.map((estate) => [estate.estateId, estate.visits]))
  const { body } = await getRubric(db, round.rubricId)
  const marks = await db
    .selectFrom('mark')
    .select(['estateId', 'indicator', 'mark'])
    .where('roundId', '=', round.id)
    .where('disclosed', '=', false)
    .execute()
  const byEstate = Map.groupBy(marks, ({ estateId }) => estateId)
  const rows = (await listRoundEstates(db, round.id)).flatMap(({ estateId, companyId, communityId }) => {
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
  await insertMany(db, 'disclosedDimension', rows)
}

/** The means that the company reads instead of single marks; none where it reads single marks. */
export const selectDisclosedMeans = (db: TenantDb, roundId: string, estateId: string) =>
  db
    .selectFrom('disclosedDimension')
    .select(['dimension', 'percent', 'visits'])
    .where('roundId', '=', roundId)
    .where('estateId', '=', estateId)
    .orderBy('dimension')
