import { refuse } from '@bilin/domain/refusal'
import { assertMaySettle, assertStage, nextStage, RoundStep } from '@bilin/domain/scorecards/rounds/round'
import { assertConfirmed, OpenResponses } from '@bilin/domain/scorecards/findings/disclosure'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { insertDimensionMeans } from './dimensionMeans.ts'
import { lockSheetsAndVisits, insertDisclosedFindings, insertDisclosedMarks } from './disclosure.ts'
import { listFewVisited, lockRound, updateStage } from '../rounds/queries.ts'
import { countCompaniesAwaited, countMarks, lockResponses } from './settlement.ts'

export const advanceProcedures = {
  /**
   * Ends the visits: what was submitted is sealed, what was not lapses, and the companies read what was marked and found.
   * Single marks of estates with too few visits are not disclosed; the coordinator confirms these estates.
   */
  openResponses: coordinating('scorecards.advance')
    .input(OpenResponses)
    .mutation(async ({ ctx: { db }, input: { roundId, seen, confirmedEstates } }) => {
      const round = await lockRound(db, roundId)
      assertStage(round.stage, 'visiting')
      const stage = nextStage(round.stage, seen)
      await lockSheetsAndVisits(db, roundId)
      const fewVisited = await listFewVisited(db, round)
      assertConfirmed(fewVisited, confirmedEstates)
      const marks = await insertDisclosedMarks(db, roundId, fewVisited)
      if (marks === 0) refuse('conflict', 'scorecards.nothing_scored')
      await insertDimensionMeans(db, round, fewVisited)
      const findings = await insertDisclosedFindings(db, roundId)
      await updateStage(db, roundId, stage)
      await record(db, 'scorecards.responses_opened', roundId, { findings })
      return { stage, findings }
    }),

  /** Ends the responses, when their day is over or every company has said what it has to say. */
  settle: coordinating('scorecards.advance')
    .input(RoundStep)
    .mutation(async ({ ctx: { db, today }, input: { roundId, seen } }) => {
      const round = await lockRound(db, roundId)
      assertStage(round.stage, 'responding')
      const stage = nextStage(round.stage, seen)
      await lockResponses(db, roundId)
      assertMaySettle(await countCompaniesAwaited(db, roundId), round.responseUntil, today)
      // A round that stood here before marks were put to companies has none.
      if ((await countMarks(db, roundId)) === 0) {
        const fewVisited = await listFewVisited(db, round)
        await insertDisclosedMarks(db, roundId, fewVisited)
        await insertDimensionMeans(db, round, fewVisited)
      }
      await updateStage(db, roundId, stage)
      await record(db, 'scorecards.settling', roundId)
      return { stage }
    }),
}
