import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'

/** The estates of which this seat sees marks, or means in their place, with how many are contested and how many undecided. */
export function listDisputableEstates(db: TenantDb, roundId: string) {
  return db
    .selectFrom('roundEstate')
    .leftJoin('mark', (on) =>
      on
        .onRef('mark.tenantId', '=', 'roundEstate.tenantId')
        .onRef('mark.roundId', '=', 'roundEstate.roundId')
        .onRef('mark.estateId', '=', 'roundEstate.estateId'),
    )
    .leftJoin('markResponse', (on) =>
      on.onRef('markResponse.tenantId', '=', 'mark.tenantId').onRef('markResponse.markId', '=', 'mark.id'),
    )
    .leftJoin('markDecision', (on) =>
      on.onRef('markDecision.tenantId', '=', 'mark.tenantId').onRef('markDecision.markId', '=', 'mark.id'),
    )
    .select([
      'roundEstate.estateId',
      'roundEstate.name',
      'roundEstate.companyName',
      sql<number>`count(mark_response.id)::int`.as('contested'),
      sql<number>`count(*) filter (where mark_response.id is not null and mark_decision.id is null)::int`.as('unruled'),
    ])
    .where('roundEstate.roundId', '=', roundId)
    .where((eb) =>
      eb.or([
        eb('mark.id', 'is not', null),
        eb.exists(
          eb
            .selectFrom('disclosedDimension as mean')
            .select('mean.id')
            .whereRef('mean.tenantId', '=', 'roundEstate.tenantId')
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
  return selectMarks(db)
    .where('mark.roundId', '=', roundId)
    .where('mark.estateId', '=', estateId)
    .orderBy('mark.indicator')
    .orderBy('mark.mark', (order) => order.desc().nullsLast())
    .orderBy('mark.id')
    .execute()
}

export function listDisputedMarks(db: TenantDb, roundId: string) {
  return selectMarks(db)
    .where('mark.roundId', '=', roundId)
    .where('markResponse.id', 'is not', null)
    .orderBy((eb) => eb('markDecision.id', 'is', null), 'desc')
    .orderBy('roundEstate.communityName')
    .orderBy('roundEstate.name')
    .orderBy('mark.indicator')
    .orderBy('mark.id')
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

export function getDisclosedMark(db: TenantDb, markId: string) {
  return db
    .selectFrom('mark')
    .innerJoin('round', (on) => on.onRef('round.tenantId', '=', 'mark.tenantId').onRef('round.id', '=', 'mark.roundId'))
    .leftJoin('markDecision', (on) =>
      on.onRef('markDecision.tenantId', '=', 'mark.tenantId').onRef('markDecision.markId', '=', 'mark.id'),
    )
    .select(['mark.id', 'mark.roundId', 'mark.companyId', 'mark.mark', 'mark.disclosed'])
    .select(['round.stage', 'round.responseUntil'])
    .select((eb) => eb('markDecision.id', 'is not', null).as('ruled'))
    .where('mark.id', '=', markId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.mark_not_found'))
}

function selectMarks(db: TenantDb) {
  return db
    .selectFrom('mark')
    .innerJoin('roundEstate', (on) =>
      on
        .onRef('roundEstate.tenantId', '=', 'mark.tenantId')
        .onRef('roundEstate.roundId', '=', 'mark.roundId')
        .onRef('roundEstate.estateId', '=', 'mark.estateId'),
    )
    .leftJoin('markResponse', (on) =>
      on.onRef('markResponse.tenantId', '=', 'mark.tenantId').onRef('markResponse.markId', '=', 'mark.id'),
    )
    .leftJoin('markDecision', (on) =>
      on.onRef('markDecision.tenantId', '=', 'mark.tenantId').onRef('markDecision.markId', '=', 'mark.id'),
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
      'markResponse.text as reply',
      'markResponse.respondedAt',
      'markDecision.mark as final',
      'markDecision.reason',
      'markDecision.decidedAt',
    ])
}
