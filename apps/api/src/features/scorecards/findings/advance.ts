import { refuse } from '@bilin/domain/refusal'
import { OpenResponses } from '@bilin/domain/scorecards/findings/disclosure'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertValuesComplete } from '@bilin/domain/scorecards/rounds/requirements'
import { RoundStep } from '@bilin/domain/scorecards/rounds/round'
import { refreshStatistics } from '../../../rooms/bulk/statistics.ts'
import { coordinating } from '../procedures.ts'
import { deleteSurveyCodes } from '../rounds/surveys.ts'
import { moveRound } from '../rounds/move.ts'
import { listMissingValues } from '../rounds/missingValues.ts'
import { listFewVisited, listUnsubmittedVisits } from '../rounds/queries.ts'
import { insertDimensionMeans } from './dimensionMeans.ts'
import { countAnswers, deleteDisclosed } from './reopening.ts'
import { lockSheetsAndVisits, insertDisclosedFindings, insertDisclosedMarks } from './disclosure.ts'
import { insertDisclosedValues } from './disclosedValues.ts'
import { countCompaniesAwaited, countMarks, lockResponses } from './settlement.ts'

export const advanceProcedures = {
  /**
   * Ends the visits and discloses marks and findings to the companies. Drafts that were not submitted do not count; the
   * coordinator confirms these visits. Single marks of estates with too few visits are not disclosed; the coordinator confirms
   * these estates, and those without any visit. Surveys that are still open end.
   */
  openResponses: coordinating(roundMachine.moves.openResponses.may)
    .input(OpenResponses)
    .mutation(({ ctx, input: { roundId, seen, confirmedEstates, confirmedVisits } }) =>
      moveRound(ctx, 'openResponses', { id: roundId, seen }, async (round, check) => {
        const { db } = ctx
        await lockSheetsAndVisits(db, roundId)
        await deleteSurveyCodes(db, roundId)
        assertValuesComplete(await listMissingValues(db, round))
        const fewVisited = await listFewVisited(db, round)
        const lapsing = await listUnsubmittedVisits(db, roundId)
        check({ fewVisited, confirmed: confirmedEstates, lapsing, confirmedVisits })
        const marks = await insertDisclosedMarks(ctx, roundId, fewVisited)
        if (marks === 0) refuse('conflict', 'scorecards.nothing_scored')
        await insertDimensionMeans(db, round, fewVisited)
        await insertDisclosedValues(db, roundId)
        const findings = await insertDisclosedFindings(db, roundId)
        await refreshStatistics(db, marks, 'mark', 'mark_source', 'finding')
        return { findings, ...(lapsing.length > 0 && { lapsed: lapsing.length }) }
      }),
    ),

  /** Opens the visits again that were ended by mistake, until the first response, and takes back what was disclosed. */
  reopen: coordinating(roundMachine.moves.reopen.may)
    .input(RoundStep)
    .mutation(({ ctx, input: { roundId, seen } }) =>
      moveRound(ctx, 'reopen', { id: roundId, seen }, async (_round, check) => {
        check({ answered: await countAnswers(ctx.db, roundId) })
        await deleteDisclosed(ctx.db, roundId)
        return {}
      }),
    ),

  /** Ends the responses, once the deadline has passed or every company has said that it is done. */
  settle: coordinating(roundMachine.moves.settle.may)
    .input(RoundStep)
    .mutation(({ ctx, input: { roundId, seen } }) =>
      moveRound(ctx, 'settle', { id: roundId, seen }, async (round, check) => {
        const { db, today } = ctx
        await lockResponses(db, roundId)
        check({
          awaited: await countCompaniesAwaited(db, roundId, ctx.seat),
          responseUntil: round.responseUntil,
          today,
        })
        // A round that reached this stage before marks were disclosed to companies has no disclosed marks yet.
        if ((await countMarks(db, roundId)) === 0) {
          const fewVisited = await listFewVisited(db, round)
          await insertDisclosedMarks(ctx, roundId, fewVisited)
          await insertDimensionMeans(db, round, fewVisited)
        }
        return {}
      }),
    ),
}
