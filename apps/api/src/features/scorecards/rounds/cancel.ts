import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { Cancelling } from '@bilin/domain/scorecards/rounds/round'
import { coordinating } from '../procedures.ts'
import { deleteSurveyCodes } from './surveys.ts'
import { moveRound } from './move.ts'

export const cancelProcedures = {
  /** Cancels a round. What was filled in stays visible to those who could read it; nothing more is disclosed. Its surveys end. */
  cancel: coordinating(roundMachine.moves.cancel.may)
    .input(Cancelling)
    .mutation(async ({ ctx, input: { roundId, seen, reason } }) => {
      await moveRound(ctx, 'cancel', { id: roundId, seen, words: reason }, async ({ stage }) => {
        await deleteSurveyCodes(ctx.db, roundId)
        return { stage }
      })
    }),
}
