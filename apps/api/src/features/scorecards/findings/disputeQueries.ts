import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'

/** The compounds of which this seat sees marks, with how many are contested and how many of those wait for a ruling. */
export function compoundsOf(db: TenantDb, roundId: string) {
  return db
    .selectFrom('mark')
    .innerJoin('roundEstate', (on) =>
      on
        .onRef('roundEstate.tenantId', '=', 'mark.tenantId')
        .onRef('roundEstate.roundId', '=', 'mark.roundId')
        .onRef('roundEstate.estateId', '=', 'mark.estateId'),
    )
    .leftJoin('markReply', (on) =>
      on.onRef('markReply.tenantId', '=', 'mark.tenantId').onRef('markReply.markId', '=', 'mark.id'),
    )
    .leftJoin('markRuling', (on) =>
      on.onRef('markRuling.tenantId', '=', 'mark.tenantId').onRef('markRuling.markId', '=', 'mark.id'),
    )
    .select([
      'mark.estateId',
      'roundEstate.name',
      'roundEstate.companyName',
      sql<number>`count(mark_reply.id)::int`.as('contested'),
      sql<number>`count(*) filter (where mark_reply.id is not null and mark_ruling.id is null)::int`.as('unruled'),
    ])
    .where('mark.roundId', '=', roundId)
    .groupBy(['mark.estateId', 'roundEstate.name', 'roundEstate.companyName', 'roundEstate.communityName'])
    .orderBy('roundEstate.communityName')
    .orderBy('roundEstate.name')
    .execute()
}

export function marksOfCompound(db: TenantDb, roundId: string, estateId: string) {
  return selectMarks(db)
    .where('mark.roundId', '=', roundId)
    .where('mark.estateId', '=', estateId)
    .orderBy('mark.indicator')
    .orderBy('mark.mark', (order) => order.desc().nullsLast())
    .orderBy('mark.id')
    .execute()
}

export function contestedOf(db: TenantDb, roundId: string) {
  return selectMarks(db)
    .where('mark.roundId', '=', roundId)
    .where('markReply.id', 'is not', null)
    .orderBy((eb) => eb('markRuling.id', 'is', null), 'desc')
    .orderBy('roundEstate.communityName')
    .orderBy('roundEstate.name')
    .orderBy('mark.indicator')
    .orderBy('mark.id')
    .execute()
}

export function exclusionsOf(db: TenantDb, roundId: string) {
  return db
    .selectFrom('exclusion')
    .select(['estateId', 'indicator', 'reason'])
    .where('roundId', '=', roundId)
    .orderBy('indicator')
    .execute()
}

export function markToAnswer(db: TenantDb, markId: string) {
  return db
    .selectFrom('mark')
    .innerJoin('round', (on) => on.onRef('round.tenantId', '=', 'mark.tenantId').onRef('round.id', '=', 'mark.roundId'))
    .leftJoin('markRuling', (on) =>
      on.onRef('markRuling.tenantId', '=', 'mark.tenantId').onRef('markRuling.markId', '=', 'mark.id'),
    )
    .select(['mark.id', 'mark.roundId', 'mark.companyId', 'mark.mark', 'round.stage', 'round.replyUntil'])
    .select((eb) => eb('markRuling.id', 'is not', null).as('ruled'))
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
    .leftJoin('markReply', (on) =>
      on.onRef('markReply.tenantId', '=', 'mark.tenantId').onRef('markReply.markId', '=', 'mark.id'),
    )
    .leftJoin('markRuling', (on) =>
      on.onRef('markRuling.tenantId', '=', 'mark.tenantId').onRef('markRuling.markId', '=', 'mark.id'),
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
      'markReply.text as reply',
      'markReply.repliedAt',
      'markRuling.mark as final',
      'markRuling.reason',
      'markRuling.ruledAt',
    ])
}
