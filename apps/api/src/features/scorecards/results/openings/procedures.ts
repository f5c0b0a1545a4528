/** Cards of a member's own, as company or as community, that it has opened. Those it has not are among what it has to do. */
import { id, optional } from '@bilin/domain/fields'
import { z } from 'zod'
import { inBatches } from '../../../../rooms/bulk/batches.ts'
import { member } from '../../../../trpc.ts'
import { getRound } from '../../rounds/queries.ts'
import { selectUnopenedCards } from './queries.ts'

export const openingsProcedures = {
  /** The caller's tenant has opened its card of an estate, or without one all of its cards. Calling it again changes nothing. */
  open: member
    .input(z.strictObject({ slug: z.string().max(40), estateId: optional(id()) }))
    .mutation(async ({ ctx: { db, seat }, input: { slug, estateId } }) => {
      const { id: roundId, version } = await getRound(db, slug)
      const unopened = await selectUnopenedCards(db, { roundId, version, estateId }, seat).execute()
      for (const some of inBatches(unopened.map((card) => ({ roundId, estateId: card.estateId }))))
        await db
          .insertInto('cardOpening')
          .values(some)
          .onConflict((on) => on.constraint('card_opened_once').doNothing())
          .execute()
    }),
}
