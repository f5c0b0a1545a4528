import { Cancelling, mayCancel } from '@bilin/domain/scorecards/rounds/round'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { lockRound, updateStage } from './queries.ts'

export const cancelProcedures = {
  /** Calls a round off. What was filled in stays with whoever could read it; nothing more is put to anybody. */
  cancel: coordinating('scorecards.advance')
    .input(Cancelling)
    .mutation(async ({ ctx: { db }, input: { roundId, seen, reason } }) => {
      const stage = mayCancel((await lockRound(db, roundId)).stage, seen)
      await db.insertInto('cancellation').values({ roundId, stage, reason }).execute()
      await updateStage(db, roundId, 'cancelled')
      await record(db, 'scorecards.cancelled', roundId, { stage })
    }),
}
