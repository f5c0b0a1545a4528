import { refuse } from '@bilin/domain/refusal'
import { mayPublish, mustBe, nextStage, Step } from '@bilin/domain/scorecards/round'
import { record } from '../../record.ts'
import { outcomesOf } from './outcomes.ts'
import { coordinating } from './procedures.ts'
import { insertResults } from './publishQueries.ts'
import { lockRound, moveRound } from './roundQueries.ts'

export const publishing = {
  /** Writes the results, once. Compounds nobody marked are left out. */
  publish: coordinating('scorecards.publish')
    .input(Step)
    .mutation(async ({ ctx: { db }, input: { roundId, seen } }) => {
      const round = await lockRound(db, roundId)
      mustBe(round.stage, 'settling')
      const stage = nextStage(round.stage, seen)
      const { outcomes, owed } = await outcomesOf(db, round)
      mayPublish(owed)
      if (outcomes.length === 0) refuse('conflict', 'scorecards.nothing_scored')
      await insertResults(db, roundId, outcomes)
      await moveRound(db, roundId, stage)
      await record(db, 'scorecards.published', roundId, { estates: outcomes.length })
      return { stage, estates: outcomes.length }
    }),
}
