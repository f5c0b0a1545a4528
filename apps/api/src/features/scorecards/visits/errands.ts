import type { TenantDb } from '@bilin/db/tenant'
import { sentence } from '@bilin/i18n/say'
import { errandSource } from '../../../rooms/errands/errandSource.ts'
import { selectMovedFrom } from '../rounds/changes.ts'
import { selectVisitsWithRound } from './queries.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

export const visitErrands = [
  errandSource({
    kind: 'scorecards.visit',
    concerns: ({ tenantKind, role }) => tenantKind === 'alliance' && role !== 'coordinator',
    list: async ({ db, seat }) =>
      (await listVisitsToMake(db, seat.seatId)).map(({ id, slug, estate, round, plannedOn, closesOn, movedFrom }) => ({
        id,
        title: estate,
        about: movedFrom
          ? sentence('scorecards.rounds.changing.visits_of', { round, before: movedFrom, after: closesOn })
          : round,
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
      selectMovedFrom(db, 'closesOn'),
    ])
    .where('visit.reviewerSeatId', '=', seatId)
    .where('round.stage', '=', 'visiting')
    .where('scoreSheet.submittedAt', 'is', null)
    .orderBy('visit.plannedOn')
    .orderBy(inNameOrder('roundEstate.name'))
    .limit(100)
    .execute()
}
