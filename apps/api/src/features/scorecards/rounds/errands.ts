import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { coordinates } from '@bilin/domain/scorecards/rounds/machine'
import { errandSource } from '../../../rooms/errands/errandSource.ts'

export const roundErrands = [
  errandSource({
    kind: 'scorecards.step',
    concerns: (seat) => seat.tenantKind === 'alliance' && coordinates(seat),
    list: async ({ db, today }) =>
      (await listRoundsToMove(db, today)).map(({ id, slug, title }) => ({ id, title, path: `scorecards/${slug}` })),
  }),
]

/** Rounds ready for their next step: the day has come, or all visits or responses are in. */
function listRoundsToMove(db: TenantDb, today: Day) {
  return db
    .selectFrom('round')
    .select(['id', 'slug', 'title'])
    .where('stage', 'not in', ['published', 'cancelled'])
    .where(({ eb, or, and, not, exists, selectFrom }) => {
      const unsubmitted = selectFrom('visit')
        .leftJoin('scoreSheet', 'scoreSheet.visitId', 'visit.id')
        .whereRef('visit.roundId', '=', 'round.id')
        .where('scoreSheet.submittedAt', 'is', null)
      const awaited = selectFrom('mark')
        .leftJoin('acceptance', (on) =>
          on.onRef('acceptance.roundId', '=', 'mark.roundId').onRef('acceptance.authorTenantId', '=', 'mark.companyId'),
        )
        .whereRef('mark.roundId', '=', 'round.id')
        .where('acceptance.id', 'is', null)
      return or([
        and([eb('stage', '=', 'planning'), eb('opensOn', '<=', today)]),
        and([eb('stage', '=', 'visiting'), or([eb('closesOn', '<', today), not(exists(unsubmitted))])]),
        and([eb('stage', '=', 'responding'), or([eb('responseUntil', '<', today), not(exists(awaited))])]),
        eb('stage', '=', 'settling'),
      ])
    })
    .orderBy('opensOn')
    .execute()
}
