import { addDays } from '@bilin/domain/calendar'
import { errandSource } from '../../../rooms/errands/errandSource.ts'
import { listDueImprovements } from './queries.ts'

/** An improvement becomes an errand of its company this many days before it is due. */
const SOON = 14

export const improvementErrands = [
  errandSource({
    kind: 'scorecards.improvement',
    concerns: ({ tenantKind, role }) => tenantKind === 'alliance' && role === 'manager',
    list: async ({ db, seat, today }) =>
      (await listDueImprovements(db, seat.actingTenantId, addDays(today, SOON))).map(
        ({ id, what, until, slug, title }) => ({
          id,
          title: what,
          about: title,
          path: `scorecards/${slug}/improvements#improvement-${id}`,
          due: until,
        }),
      ),
  }),
]
