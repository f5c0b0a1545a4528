import { sentence } from '@bilin/i18n/say'
import { errandSource } from '../../../rooms/errands/errandSource.ts'
import { listUnopened } from './queries.ts'

export const messageErrands = [
  errandSource({
    kind: 'scorecards.message',
    concerns: ({ tenantKind, role }) => tenantKind === 'alliance' && role !== 'coordinator',
    // First in the list, because it may say that the visits listed below it have changed.
    first: true,
    list: async ({ db, seat }) =>
      (await listUnopened(db, seat.seatId)).map(({ id, slug, round, says, firstOn }) => ({
        id,
        title: sentence(`scorecards.messages.home.${says}`, {}),
        about: round,
        path: `scorecards/${slug}/visits`,
        due: firstOn,
        until: null,
      })),
  }),
]
