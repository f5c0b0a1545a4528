import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { sql } from 'kysely'
import { member } from '../../trpc.ts'
import { coordinates } from './procedures.ts'
import { today } from './roundQueries.ts'

const countAll = sql<number>`count(*)::int`.as('count')

export const waiting = {
  /** What waits for this seat: visits to make, findings to answer, replies to rule on, rounds to move on. */
  waiting: member.query(async ({ ctx: { db, seat } }) => {
    const day = await today(db)
    return {
      today: day,
      visits: seat.role === 'coordinator' ? [] : await visitsToMake(db, seat.seatId),
      replies: seat.role === 'manager' ? await repliesDue(db, seat.ownId, day) : [],
      rulings: coordinates(seat) ? await repliesToRule(db) : [],
      rounds: coordinates(seat) ? await roundsToMove(db, day) : [],
    }
  }),
}

function visitsToMake(db: TenantDb, seatId: string) {
  return db
    .selectFrom('visit')
    .innerJoin('round', (on) =>
      on.onRef('round.tenantId', '=', 'visit.tenantId').onRef('round.id', '=', 'visit.roundId'),
    )
    .innerJoin('roundEstate', (on) =>
      on
        .onRef('roundEstate.tenantId', '=', 'visit.tenantId')
        .onRef('roundEstate.roundId', '=', 'visit.roundId')
        .onRef('roundEstate.estateId', '=', 'visit.estateId'),
    )
    .leftJoin('scoreSheet', (on) =>
      on.onRef('scoreSheet.tenantId', '=', 'visit.tenantId').onRef('scoreSheet.visitId', '=', 'visit.id'),
    )
    .select([
      'visit.id',
      'visit.plannedOn',
      'roundEstate.name as estate',
      'round.title as round',
      'round.slug',
      'round.closesOn',
      'scoreSheet.savedAt',
    ])
    .where('visit.visitorSeatId', '=', seatId)
    .where('round.stage', '=', 'visiting')
    .where('scoreSheet.submittedAt', 'is', null)
    .orderBy('visit.plannedOn')
    .orderBy('roundEstate.name')
    .limit(100)
    .execute()
}

function repliesDue(db: TenantDb, companyId: string, day: Day) {
  return db
    .selectFrom('finding')
    .innerJoin('round', (on) =>
      on.onRef('round.tenantId', '=', 'finding.tenantId').onRef('round.id', '=', 'finding.roundId'),
    )
    .leftJoin('reply', (on) =>
      on.onRef('reply.tenantId', '=', 'finding.tenantId').onRef('reply.findingId', '=', 'finding.id'),
    )
    .select(['round.slug', 'round.title', 'round.replyUntil', countAll])
    .where('finding.companyId', '=', companyId)
    .where('round.stage', '=', 'replying')
    .where('round.replyUntil', '>=', day)
    .where('reply.id', 'is', null)
    .groupBy(['round.slug', 'round.title', 'round.replyUntil'])
    .orderBy('round.replyUntil')
    .execute()
}

function repliesToRule(db: TenantDb) {
  return db
    .selectFrom('reply')
    .innerJoin('finding', (on) =>
      on.onRef('finding.tenantId', '=', 'reply.tenantId').onRef('finding.id', '=', 'reply.findingId'),
    )
    .innerJoin('round', (on) =>
      on.onRef('round.tenantId', '=', 'finding.tenantId').onRef('round.id', '=', 'finding.roundId'),
    )
    .leftJoin('ruling', (on) =>
      on.onRef('ruling.tenantId', '=', 'reply.tenantId').onRef('ruling.findingId', '=', 'reply.findingId'),
    )
    .select(['round.slug', 'round.title', countAll])
    .where('round.stage', '=', 'replying')
    .where('reply.contests', '=', true)
    .where('ruling.id', 'is', null)
    .groupBy(['round.slug', 'round.title', 'round.opensOn'])
    .orderBy('round.opensOn')
    .execute()
}

/** A round whose day has come, or whose visits or replies are all in. */
function roundsToMove(db: TenantDb, day: Day) {
  const unsubmitted = sql<number>`(select count(*)::int from visit
    left join score_sheet on score_sheet.tenant_id = visit.tenant_id and score_sheet.visit_id = visit.id
    where visit.round_id = round.id and score_sheet.submitted_at is null)`
  const unanswered = sql<number>`(select count(*)::int from finding
    left join reply on reply.tenant_id = finding.tenant_id and reply.finding_id = finding.id
    where finding.round_id = round.id and reply.id is null)`
  return db
    .selectFrom('round')
    .select(['slug', 'title', 'stage', 'opensOn', 'closesOn', 'replyUntil'])
    .where('stage', '<>', 'published')
    .where((eb) =>
      eb.or([
        eb.and([eb('stage', '=', 'planning'), eb('opensOn', '<=', day)]),
        eb.and([eb('stage', '=', 'visiting'), eb.or([eb('closesOn', '<', day), eb(unsubmitted, '=', 0)])]),
        eb.and([eb('stage', '=', 'replying'), eb.or([eb('replyUntil', '<', day), eb(unanswered, '=', 0)])]),
      ]),
    )
    .orderBy('opensOn')
    .execute()
}
