import type { Seat, TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { member } from '../../../trpc.ts'
import { listRounds } from './queries.ts'

export const overviewProcedures = {
  /** All rounds with counts: the coordinator's over everything, a member's over its own. */
  overview: member.query(async ({ ctx: { db, seat, today } }) => {
    const visits = byRound(await countVisitsByRound(db, seat))
    const findings = byRound(await countFindingsByRound(db))
    return {
      today,
      rounds: (await listRounds(db)).map((round) => ({
        ...round,
        visits: visits.get(round.id) ?? { planned: 0, submitted: 0, mine: 0, mineSubmitted: 0 },
        findings: findings.get(round.id) ?? { found: 0, unanswered: 0, undecided: 0 },
      })),
    }
  }),
}

function byRound<Count extends { roundId: string }>(counts: readonly Count[]) {
  return new Map(counts.map(({ roundId, ...count }) => [roundId, count]))
}

function countVisitsByRound(db: TenantDb, seat: Seat) {
  const own = sql<boolean>`visit.reviewer_seat_id = ${seat.seatId}`
  return db
    .selectFrom('visit')
    .leftJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')
    .select([
      'visit.roundId',
      sql<number>`count(*)::int`.as('planned'),
      sql<number>`count(score_sheet.submitted_at)::int`.as('submitted'),
      sql<number>`count(*) filter (where ${own})::int`.as('mine'),
      sql<number>`count(score_sheet.submitted_at) filter (where ${own})::int`.as('mineSubmitted'),
    ])
    .groupBy('visit.roundId')
    .execute()
}

function countFindingsByRound(db: TenantDb) {
  return db
    .selectFrom('finding')
    .leftJoin('response', 'response.findingId', 'finding.id')
    .leftJoin('decision', 'decision.findingId', 'finding.id')
    .select([
      'finding.roundId',
      sql<number>`count(*)::int`.as('found'),
      sql<number>`count(*) filter (where response.id is null)::int`.as('unanswered'),
      sql<number>`count(*) filter (where response.disputes and decision.id is null)::int`.as('undecided'),
    ])
    .groupBy('finding.roundId')
    .execute()
}
