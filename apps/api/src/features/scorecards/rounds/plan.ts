import { id } from '@bilin/domain/fields'
import { defaultPeriod } from '@bilin/domain/scorecards/rounds/period'
import { EstateLeftOut, EstatesTaken, NewRound, RoundStep } from '@bilin/domain/scorecards/rounds/round'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { insertStep } from '../../../rooms/history/steps.ts'
import { coordinating } from '../procedures.ts'
import { assertRubricOffered } from '../rubrics/queries.ts'
import { deleteEstate, listCandidates, insertEstates } from './estates.ts'
import { moveRound } from './move.ts'
import { countVisits, lockRound } from './queries.ts'

export const planningProcedures = {
  /** Listed estates that can be in a round, or why one cannot; all of them, or the first ones whose names have `search` in them. */
  candidates: coordinating('scorecards.plan')
    .input(
      z.strictObject({
        roundId: id().optional(),
        search: z.string().trim().max(60).catch('').default(''),
        most: z.int().min(1).max(200).optional(),
      }),
    )
    .query(async ({ ctx: { db, today }, input }) => listCandidates(db, today, input)),

  /** Plans a round with the chosen estates or, if none are named, with all that can be in one. */
  plan: coordinating('scorecards.plan')
    .input(NewRound)
    .mutation(async ({ ctx: { db, today }, input: { estateIds, ...round } }) => {
      await assertRubricOffered(db, round.rubricId)
      const { id: roundId } = await db
        .insertInto('round')
        .values({ ...round, sourced: true, ...defaultPeriod(round.opensOn) })
        .returning('id')
        .executeTakeFirstOrThrow()
      await insertStep(db, 'roundStep', roundId, { from: null, to: 'planning' })
      const candidates = await listCandidates(db, today)
      const ready = candidates.filter(({ companyId }) => companyId !== null).map(({ estateId }) => estateId)
      const estates = await insertEstates(db, roundId, candidates, estateIds ?? ready)
      await record(db, 'scorecards.round_planned', roundId, { estates })
      return { roundId, slug: round.slug, estates }
    }),

  addEstates: coordinating('scorecards.plan')
    .input(EstatesTaken)
    .mutation(async ({ ctx: { db, today }, input: { roundId, estateIds } }) => {
      assertAllowed(roundMachine, 'chooseEstates', await lockRound(db, roundId))
      const estates = await insertEstates(db, roundId, await listCandidates(db, today), estateIds)
      await record(db, 'scorecards.estates_taken', roundId, { estates })
    }),

  /** Removes an estate from the round, with its planned visits. */
  removeEstate: coordinating('scorecards.plan')
    .input(EstateLeftOut)
    .mutation(async ({ ctx: { db }, input: { roundId, estateId } }) => {
      assertAllowed(roundMachine, 'chooseEstates', await lockRound(db, roundId))
      await deleteEstate(db, roundId, estateId)
      await record(db, 'scorecards.estate_left_out', roundId, { estateId })
    }),

  open: coordinating(roundMachine.moves.open.may)
    .input(RoundStep)
    .mutation(({ ctx, input: { roundId, seen } }) =>
      moveRound(ctx, 'open', { id: roundId, seen }, async (_round, check) => {
        check(await countVisits(ctx.db, roundId))
        return {}
      }),
    ),
}
