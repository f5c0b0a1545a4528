import type { TenantDb } from '@bilin/db/tenant'
import { errandSource } from '../../../rooms/errands/errandSource.ts'

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
    ])
    .where('visit.reviewerSeatId', '=', seatId)
    .where('round.stage', '=', 'visiting')
    .where('scoreSheet.submittedAt', 'is', null)
    .orderBy('visit.plannedOn')
    .orderBy('roundEstate.name')
    .limit(100)
    .execute()
}
