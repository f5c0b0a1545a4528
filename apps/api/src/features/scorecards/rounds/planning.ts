import { id } from '@bilin/domain/fields'
import { EstateLeftOut, EstatesTaken, NewRound, RoundStep } from '@bilin/domain/scorecards/rounds/round'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { assertRubricOffered } from '../rubrics/queries.ts'
import { deleteEstate, listCandidates, insertEstates } from './estates.ts'
import { moveRound } from './move.ts'
import { countVisits, lockRound } from './queries.ts'

export const planningProcedures = {
  /** Listed estates that a round could take in, and why one could not. */
  candidates: coordinating('scorecards.plan')
    .input(z.strictObject({ roundId: id().optional() }))
    .query(async ({ ctx: { db, today }, input }) => listCandidates(db, today, input.roundId)),

  /** Plans a round over the chosen estates, or over all that can be taken in where none are named. */
  plan: coordinating('scorecards.plan')
    .input(NewRound)
    .mutation(async ({ ctx: { db, today }, input: { estateIds, ...round } }) => {
      await assertRubricOffered(db, round.rubricId)
      const { id: roundId } = await db.insertInto('round').values(round).returning('id').executeTakeFirstOrThrow()
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

  /** Its planned visits go with it. */
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
