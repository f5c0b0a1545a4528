import { refuse } from '@bilin/domain/refusal'
import { OpenResponses } from '@bilin/domain/scorecards/findings/disclosure'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { RoundStep } from '@bilin/domain/scorecards/rounds/round'
import { coordinating } from '../procedures.ts'
import { moveRound } from '../rounds/move.ts'
import { listFewVisited } from '../rounds/queries.ts'
import { insertDimensionMeans } from './dimensionMeans.ts'
import { lockSheetsAndVisits, insertDisclosedFindings, insertDisclosedMarks } from './disclosure.ts'
import { countCompaniesAwaited, countMarks, lockResponses } from './settlement.ts'

export const advanceProcedures = {
  /**
   * Ends the visits: what was submitted is sealed, what was not lapses, and the companies read what was marked and found.
   * Single marks of estates with too few visits are not disclosed; the coordinator confirms these estates.
   */
  openResponses: coordinating(roundMachine.moves.openResponses.may)
    .input(OpenResponses)
    .mutation(({ ctx, input: { roundId, seen, confirmedEstates } }) =>
      moveRound(ctx, 'openResponses', { id: roundId, seen }, async (round, check) => {
        const { db } = ctx
        await lockSheetsAndVisits(db, roundId)
        const fewVisited = await listFewVisited(db, round)
        check({ fewVisited, confirmed: confirmedEstates })
        const marks = await insertDisclosedMarks(db, roundId, fewVisited)
        if (marks === 0) refuse('conflict', 'scorecards.nothing_scored')
        await insertDimensionMeans(db, round, fewVisited)
        return { findings: await insertDisclosedFindings(db, roundId) }
      }),
    ),

  /** Ends the responses, when their day is over or every company has said what it has to say. */
  settle: coordinating(roundMachine.moves.settle.may)
    .input(RoundStep)
    .mutation(({ ctx, input: { roundId, seen } }) =>
      moveRound(ctx, 'settle', { id: roundId, seen }, async (round, check) => {
        const { db, today } = ctx
        await lockResponses(db, roundId)
        check({ awaited: await countCompaniesAwaited(db, roundId), responseUntil: round.responseUntil, today })
        // A round that stood here before marks were put to companies has none.
        if ((await countMarks(db, roundId)) === 0) {
          const fewVisited = await listFewVisited(db, round)
          await insertDisclosedMarks(db, roundId, fewVisited)
          await insertDimensionMeans(db, round, fewVisited)
        }
        return {}
      }),
    ),
}
