import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { Cancelling } from '@bilin/domain/scorecards/rounds/round'
import { coordinating } from '../procedures.ts'
import { moveRound } from './move.ts'

type CancelledIn = 'planning' | 'visiting' | 'responding' | 'settling'

export const cancelProcedures = {
  /** Calls a round off. What was filled in stays with whoever could read it; nothing more is put to anybody. */
  cancel: coordinating(roundMachine.moves.cancel.may)
    .input(Cancelling)
    .mutation(async ({ ctx, input: { roundId, seen, reason } }) => {
      await moveRound(ctx, 'cancel', { id: roundId, seen }, async ({ stage }) => {
        await ctx.db
          .insertInto('cancellation')
          .values({ roundId, stage: stage as CancelledIn, reason })
          .execute()
        return { stage }
      })
    }),
}
