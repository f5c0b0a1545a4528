import type { TenantDb } from '@bilin/db/tenant'
import { addDays, type Day } from '@bilin/domain/calendar'
import { sql } from 'kysely'
import { member } from '../../trpc.ts'
import { listDueImprovements } from './improvements/queries.ts'
import { listUnopened } from './messages/queries.ts'
import { coordinates } from './procedures.ts'

/** Days ahead from which an improvement waits for its company. */
const SOON = 14

export const waiting = {
  /** What waits for this seat: messages to open, visits to make, findings to answer, responses to decide on, rounds to move on. */
  waiting: member.query(async ({ ctx: { db, seat, today } }) => {
    const day = today
    return {
      today: day,
      messages: seat.role === 'coordinator' ? [] : await listUnopened(db, seat.seatId),
      visits: seat.role === 'coordinator' ? [] : await visitsToMake(db, seat.seatId),
      responses: seat.role === 'manager' ? await responsesDue(db, seat.actingTenantId, day) : [],
      improvements:
        seat.role === 'manager' ? await listDueImprovements(db, seat.actingTenantId, addDays(day, SOON)) : [],
      decisions: coordinates(seat) ? await responsesToDecide(db) : [],
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
    .where('visit.reviewerSeatId', '=', seatId)
    .where('round.stage', '=', 'visiting')
    .where('scoreSheet.submittedAt', 'is', null)
    .orderBy('visit.plannedOn')
    .orderBy('roundEstate.name')
    .limit(100)
    .execute()
}

/** Rounds on which the company has not said its last word, with how many findings are still unanswered. */
function responsesDue(db: TenantDb, companyId: string, day: Day) {
  const unanswered = sql<number>`(select count(*)::int from finding
    left join response on response.tenant_id = finding.tenant_id and response.finding_id = finding.id
    where finding.round_id = round.id and finding.company_id = ${companyId} and response.id is null)`
  const accepted = sql<boolean>`exists (select from acceptance
    where acceptance.round_id = round.id and acceptance.author_tenant_id = ${companyId})`
  const marked = sql<boolean>`exists (select from mark
    where mark.round_id = round.id and mark.company_id = ${companyId})`
  return db
    .selectFrom('round')
    .select(['round.slug', 'round.title', 'round.responseUntil', unanswered.as('count')])
    .where('round.stage', '=', 'responding')
    .where('round.responseUntil', '>=', day)
    .where((eb) => eb.or([eb(unanswered, '>', 0), eb.and([marked, eb.not(accepted)])]))
    .orderBy('round.responseUntil')
    .execute()
}

/** Disputed findings and marks without a decision, and, once nobody responds any more, vetoes without one. */
function responsesToDecide(db: TenantDb) {
  const findings = sql<number>`(select count(*)::int from finding
    left join response on response.tenant_id = finding.tenant_id and response.finding_id = finding.id
    left join decision on decision.tenant_id = finding.tenant_id and decision.finding_id = finding.id
    where finding.round_id = round.id and decision.id is null
      and (response.disputes or (finding.veto is not null and round.stage = 'settling')))`
  const marks = sql<number>`(select count(*)::int from response
    left join decision on decision.tenant_id = response.tenant_id and decision.mark_id = response.mark_id
    where response.round_id = round.id and response.mark_id is not null and decision.id is null)`
  const count = sql<number>`${findings} + ${marks}`
  return db
    .selectFrom('round')
    .select(['round.slug', 'round.title', count.as('count')])
    .where('round.stage', 'in', ['responding', 'settling'])
    .where(count, '>', 0)
    .orderBy('round.opensOn')
    .execute()
}

/** A round whose day has come, or whose visits or responses are all in. */
function roundsToMove(db: TenantDb, day: Day) {
  const unsubmitted = sql<number>`(select count(*)::int from visit
    left join score_sheet on score_sheet.tenant_id = visit.tenant_id and score_sheet.visit_id = visit.id
    where visit.round_id = round.id and score_sheet.submitted_at is null)`
  const awaited = sql<number>`(select count(*)::int from mark where mark.round_id = round.id and not exists (
    select from acceptance where acceptance.round_id = round.id and acceptance.author_tenant_id = mark.company_id))`
  return db
    .selectFrom('round')
    .select(['slug', 'title', 'stage', 'opensOn', 'closesOn', 'responseUntil'])
    .where('stage', 'not in', ['published', 'cancelled'])
    .where((eb) =>
      eb.or([
        eb.and([eb('stage', '=', 'planning'), eb('opensOn', '<=', day)]),
        eb.and([eb('stage', '=', 'visiting'), eb.or([eb('closesOn', '<', day), eb(unsubmitted, '=', 0)])]),
        eb.and([eb('stage', '=', 'responding'), eb.or([eb('responseUntil', '<', day), eb(awaited, '=', 0)])]),
        eb('stage', '=', 'settling'),
      ]),
    )
    .orderBy('opensOn')
    .execute()
}
