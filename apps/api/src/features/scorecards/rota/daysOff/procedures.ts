import { refuse } from '@bilin/domain/refusal'
import { assertInRound } from '@bilin/domain/scorecards/rota/recusal'
import { assertNoVisitOn, NewDaysOff, OneDaysOff } from '@bilin/domain/scorecards/rota/daysOff'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../../record.ts'
import { member } from '../../../../trpc.ts'
import { coordinating } from '../../procedures.ts'
import { getRound, listUnsubmittedVisits, lockRound, selectDaysOff } from '../../rounds/queries.ts'

export const daysOffProcedures = {
  /** The days of a round on which nobody visits. */
  daysOff: member.input(z.strictObject({ slug: z.string().max(40) })).query(async ({ ctx: { db, today }, input }) => {
    const round = await getRound(db, input.slug)
    return { round, today, daysOff: await selectDaysOff(db, round.id).execute() }
  }),

  /** Leaves days out for everybody. Refuses, with their names, while visits are planned on them. */
  leaveOutDays: coordinating('scorecards.plan')
    .input(NewDaysOff)
    .mutation(async ({ ctx: { db }, input: { reason = '', ...days } }) => {
      const round = await lockRound(db, days.roundId)
      assertAllowed(roundMachine, 'planVisits', round)
      assertInRound(days.fromDay, round, 'fromDay')
      assertInRound(days.toDay, round, 'toDay')
      assertNoVisitOn(await listUnsubmittedVisits(db, round.id), days)
      await db
        .insertInto('roundDayOff')
        .values({ ...days, reason })
        .execute()
      await record(db, 'scorecards.days_left_out', round.id, { from: days.fromDay, to: days.toDay })
    }),

  useDaysAgain: coordinating('scorecards.plan')
    .input(OneDaysOff)
    .mutation(async ({ ctx: { db }, input: { roundId, daysOffId } }) => {
      assertAllowed(roundMachine, 'planVisits', await lockRound(db, roundId))
      const { numDeletedRows } = await db
        .deleteFrom('roundDayOff')
        .where('id', '=', daysOffId)
        .where('roundId', '=', roundId)
        .executeTakeFirstOrThrow()
      if (numDeletedRows === 0n) refuse('not_found', 'scorecards.days_off_not_found')
      await record(db, 'scorecards.days_used_again', roundId)
    }),
}
