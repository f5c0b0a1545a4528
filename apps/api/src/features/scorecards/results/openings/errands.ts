/** For a company's manager and a community's secretary: cards of the newest round that nobody of theirs has opened. */
import { sentence } from '@bilin/i18n/say'
import { errandSource } from '../../../../rooms/errands/errandSource.ts'
import { findCardToOpen } from './queries.ts'

export const resultErrands = [
  errandSource({
    kind: 'scorecards.card',
    concerns: ({ tenantKind, role }) => tenantKind === 'alliance' && (role === 'manager' || role === 'secretary'),
    list: async ({ db, seat }) => {
      const card = await findCardToOpen(db, seat)
      if (!card) return []
      const { count, name, estateId } = card
      const [title, page] =
        count === 1
          ? ([sentence('scorecards.results.to_do.card', { name }), `cards/${estateId}`] as const)
          : ([sentence('scorecards.results.to_do.cards', { count }), 'results?own=1'] as const)
      return [{ id: card.roundId, title, about: card.title, path: `scorecards/${card.slug}/${page}`, count }]
    },
  }),
]
