import type { TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { selectFindings, selectMarks } from './subjects.ts'

/** The estates of which this seat sees marks, or means in their place, with how many are disputed and how many undecided. */
export function listDisputableEstates(db: TenantDb, roundId: string) {
  return db
    .selectFrom('roundEstate')
    .leftJoin('mark', (on) =>
      on.onRef('mark.roundId', '=', 'roundEstate.roundId').onRef('mark.estateId', '=', 'roundEstate.estateId'),
    )
    .leftJoin('response', 'response.markId', 'mark.id')
    .leftJoin('decision', 'decision.markId', 'mark.id')
    .select([
      'roundEstate.estateId',
      'roundEstate.name',
      'roundEstate.companyName',
      sql<number>`count(response.id)::int`.as('disputed'),
      sql<number>`count(*) filter (where response.id is not null and decision.id is null)::int`.as('undecided'),
    ])
    .where('roundEstate.roundId', '=', roundId)
    .where((eb) =>
      eb.or([
        eb('mark.id', 'is not', null),
        eb.exists(
          eb
            .selectFrom('disclosedDimension as mean')
            .select('mean.id')
            .whereRef('mean.roundId', '=', 'roundEstate.roundId')
            .whereRef('mean.estateId', '=', 'roundEstate.estateId'),
        ),
      ]),
    )
    .groupBy(['roundEstate.estateId', 'roundEstate.name', 'roundEstate.companyName', 'roundEstate.communityName'])
    .orderBy('roundEstate.communityName')
    .orderBy('roundEstate.name')
    .execute()
}

export function listDisclosedMarks(db: TenantDb, roundId: string, estateId: string) {
  return selectMarksToShow(db)
    .where('mark.roundId', '=', roundId)
    .where('mark.estateId', '=', estateId)
    .orderBy('mark.indicator')
    .orderBy('mark.mark', (order) => order.desc().nullsLast())
    .orderBy('mark.id')
    .execute()
}

export function listDisputedMarks(db: TenantDb, roundId: string) {
  return selectMarksToShow(db)
    .where('mark.roundId', '=', roundId)
    .where('response.id', 'is not', null)
    .orderBy((eb) => eb('decision.id', 'is', null), 'desc')
    .orderBy('roundEstate.communityName')
    .orderBy('roundEstate.name')
    .orderBy('mark.indicator')
    .orderBy('mark.id')
    .execute()
}

export function listFindings(db: TenantDb, roundId: string) {
  return selectFindings(db)
    .innerJoin('roundEstate', (on) =>
      on.onRef('roundEstate.roundId', '=', 'finding.roundId').onRef('roundEstate.estateId', '=', 'finding.estateId'),
    )
    .select([
      'finding.id',
      'finding.estateId',
      'roundEstate.name as estate',
      'roundEstate.companyName',
      'finding.indicator',
      'finding.severity',
      'finding.place',
      'finding.text',
      'finding.veto',
      'response.disputes',
      'response.text as response',
      'response.respondedAt',
      'decision.upheld',
      'decision.reason',
      'decision.decidedAt',
    ])
    .where('finding.roundId', '=', roundId)
    .orderBy('roundEstate.communityName')
    .orderBy('roundEstate.name')
    .orderBy('finding.severity')
    .orderBy('finding.indicator')
    .orderBy('finding.text')
    .execute()
}

export function listExclusions(db: TenantDb, roundId: string) {
  return db
    .selectFrom('exclusion')
    .select(['estateId', 'indicator', 'reason'])
    .where('roundId', '=', roundId)
    .orderBy('indicator')
    .execute()
}

export async function isAccepted(db: TenantDb, roundId: string, companyId: string): Promise<boolean> {
  const accepted = await db
    .selectFrom('acceptance')
    .select('id')
    .where('roundId', '=', roundId)
    .where('authorTenantId', '=', companyId)
    .executeTakeFirst()
  return accepted !== undefined
}

function selectMarksToShow(db: TenantDb) {
  return selectMarks(db)
    .innerJoin('roundEstate', (on) =>
      on.onRef('roundEstate.roundId', '=', 'mark.roundId').onRef('roundEstate.estateId', '=', 'mark.estateId'),
    )
    .select([
      'mark.id',
      'mark.estateId',
      'roundEstate.name as estate',
      'roundEstate.companyName',
      'mark.indicator',
      'mark.mark',
      'mark.counted',
      'mark.excluded',
      'response.text as response',
      'response.respondedAt',
      'decision.mark as final',
      'decision.reason',
      'decision.decidedAt',
    ])
}
