import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { sql } from 'kysely'
import { errandSource } from '../../../rooms/errands/errandSource.ts'
import { coordinates } from '../procedures.ts'

export const roundErrands = [
  errandSource({
    kind: 'scorecards.step',
    concerns: (seat) => seat.tenantKind === 'alliance' && coordinates(seat),
    list: async ({ db, today }) =>
      (await listRoundsToMove(db, today)).map(({ id, slug, title }) => ({ id, title, path: `scorecards/${slug}` })),
  }),
]

/** A round whose day has come, or whose visits or responses are all in. */
function listRoundsToMove(db: TenantDb, today: Day) {
  const unsubmitted = sql<number>`(select count(*)::int from visit
    left join score_sheet on score_sheet.tenant_id = visit.tenant_id and score_sheet.visit_id = visit.id
    where visit.round_id = round.id and score_sheet.submitted_at is null)`
  const awaited = sql<number>`(select count(*)::int from mark where mark.round_id = round.id and not exists (
    select from acceptance where acceptance.round_id = round.id and acceptance.author_tenant_id = mark.company_id))`
  return db
    .selectFrom('round')
    .select(['id', 'slug', 'title'])
    .where('stage', 'not in', ['published', 'cancelled'])
    .where((eb) =>
      eb.or([
        eb.and([eb('stage', '=', 'planning'), eb('opensOn', '<=', today)]),
        eb.and([eb('stage', '=', 'visiting'), eb.or([eb('closesOn', '<', today), eb(unsubmitted, '=', 0)])]),
        eb.and([eb('stage', '=', 'responding'), eb.or([eb('responseUntil', '<', today), eb(awaited, '=', 0)])]),
        eb('stage', '=', 'settling'),
      ]),
    )
    .orderBy('opensOn')
    .execute()
}
