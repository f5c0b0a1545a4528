import type { TenantDb } from '@bilin/db/tenant'
import { errandSource } from '../../../rooms/errands/errandSource.ts'
import { selectVisitsWithRound } from './queries.ts'

export const visitErrands = [
  errandSource({
    kind: 'scorecards.visit',
    concerns: ({ tenantKind, role }) => tenantKind === 'alliance' && role !== 'coordinator',
    list: async ({ db, seat }) =>
      (await listVisitsToMake(db, seat.seatId)).map(({ id, slug, estate, round, plannedOn, closesOn }) => ({
        id,
        title: estate,
        about: round,
        path: `scorecards/${slug}/visits/${id}`,
        due: plannedOn ?? closesOn,
        until: closesOn,
      })),
  }),
]

function listVisitsToMake(db: TenantDb, seatId: string) {
  return selectVisitsWithRound(db)
    .select([
      'visit.id',
      'visit.plannedOn',
      'roundEstate.name as estate',
      'round.title as round',
      'round.slug',
      'round.closesOn',
    ])
    .where('visit.reviewerSeatId', '=', seatId)
    .where('round.stage', '=', 'visiting')
    .where('scoreSheet.submittedAt', 'is', null)
    .orderBy('visit.plannedOn')
    .orderBy('roundEstate.name')
    .limit(100)
    .execute()
}
