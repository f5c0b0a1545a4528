import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { refreshStatistics } from '../../../rooms/bulk/statistics.ts'
import { containsText } from '../../../rooms/search.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

type Candidate = Awaited<ReturnType<typeof listCandidates>>[number]

/** Listed estates that are neither withdrawn nor expired. `companyId` is null where no member could respond. */
export function listCandidates(
  db: TenantDb,
  today: Day,
  { roundId, search = '', most }: { roundId?: string | undefined; search?: string; most?: number | undefined } = {},
) {
  return db
    .selectFrom('listedEstate')
    .innerJoin('neighbour as community', 'community.id', 'listedEstate.authorTenantId')
    .leftJoin('neighbour as company', 'company.id', 'listedEstate.companyId')
    .select([
      'listedEstate.id as estateId',
      'listedEstate.name',
      'listedEstate.kind',
      'listedEstate.households',
      'community.id as communityId',
      'community.name as communityName',
      'company.id as companyId',
      'company.name as companyName',
    ])
    .where('listedEstate.withdrawnAt', 'is', null)
    .where((eb) => eb.or([eb('listedEstate.until', 'is', null), eb('listedEstate.until', '>=', today)]))
    .$if(roundId !== undefined, (query) =>
      query.where('listedEstate.id', 'not in', (eb) =>
        eb.selectFrom('roundEstate').select('roundEstate.estateId').where('roundEstate.roundId', '=', roundId!),
      ),
    )
    .$if(search !== '', (query) =>
      query.where(containsText(search, 'listedEstate.name', 'community.name', 'company.name')),
    )
    .orderBy(inNameOrder('community.name'))
    .orderBy(inNameOrder('listedEstate.name'))
    .orderBy('listedEstate.id')
    .$if(most !== undefined, (query) => query.limit(most!))
    .execute()
}

/** Copies estates into the round as they are today. */
export async function insertEstates(
  db: TenantDb,
  roundId: string,
  candidates: readonly Candidate[],
  estateIds: readonly string[],
) {
  const chosen = [...new Set(estateIds)].map((estateId) => {
    const candidate = candidates.find((known) => known.estateId === estateId)
    const { companyId, companyName, ...estate } = candidate ?? refuse('not_found', 'scorecards.estate_not_listed')
    if (companyId === null || companyName === null)
      refuse('conflict', 'scorecards.estate_without_company', { params: { estate: estate.name } })
    return { ...estate, roundId, companyId, companyName }
  })
  await insertMany(db, 'roundEstate', chosen)
  await refreshStatistics(db, chosen.length, 'round_estate')
  return chosen.length
}

export async function deleteEstate(db: TenantDb, roundId: string, estateId: string) {
  const { numDeletedRows } = await db
    .deleteFrom('roundEstate')
    .where('roundId', '=', roundId)
    .where('estateId', '=', estateId)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) refuse('not_found', 'scorecards.estate_not_in_round')
}
