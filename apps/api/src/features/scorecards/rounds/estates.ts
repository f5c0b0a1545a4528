import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'

type Candidate = Awaited<ReturnType<typeof listCandidates>>[number]

/** A listing that was withdrawn or has run out is no candidate. `companyId` is null where nobody could respond. */
export function listCandidates(db: TenantDb, today: Day, roundId?: string) {
  return db
    .selectFrom('listedEstate')
    .innerJoin('tenant as community', 'community.id', 'listedEstate.authorTenantId')
    .leftJoin('tenant as company', 'company.id', 'listedEstate.companyId')
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
    .orderBy('community.name')
    .orderBy('listedEstate.name')
    .execute()
}

/** Copies estates into the round as they stand today. */
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
  if (chosen.length > 0) await db.insertInto('roundEstate').values(chosen).execute()
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
