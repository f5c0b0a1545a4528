import { toDay } from '@bilin/domain/calendar'
import { VisitReminder } from '@bilin/domain/scorecards/messages/newMessages'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { getRound, listFewVisited, listUnsubmittedVisits, lockRound } from '../rounds/queries.ts'
import { insertMessages, listMessages, listRecipients } from './queries.ts'

export const remindersProcedures = {
  /** The visits that are not submitted yet, who was to make them, and which estates have too few or none. */
  behind: coordinating('scorecards.send_messages')
    .input(z.strictObject({ slug: z.string().max(40) }))
    .query(async ({ ctx: { db, today }, input }) => {
      const round = await getRound(db, input.slug)
      if (round.stage !== 'visiting') return { round, today, visits: [], fewVisited: [] }
      const [visits, fewVisited, messages] = await Promise.all([
        listUnsubmittedVisits(db, round.id),
        listFewVisited(db, round),
        listMessages(db, { roundIds: [round.id] }),
      ])
      const newest = new Map(messages.map((message) => [message.reviewerSeatId, message]))
      return {
        round,
        today,
        fewVisited,
        visits: visits.map(({ reviewerSeatId, ...visit }) => {
          const last = newest.get(reviewerSeatId)
          return {
            ...visit,
            seatId: reviewerSeatId,
            messageOn: last ? toDay(last.sentAt) : null,
            opened: last?.opened ?? false,
          }
        }),
      }
    }),

  /** Sends everybody with visits that are not submitted yet what is left to do, once a day with the same words. */
  remind: coordinating('scorecards.send_messages')
    .input(VisitReminder)
    .mutation(async ({ ctx: { db, seat, today }, input: { roundId, note } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'mark', round)
      const behind = (await listRecipients(db, seat.tenantId, round)).filter(({ status, now, sent }) => {
        const last = sent.at(-1)
        const repeated = last?.note === note && toDay(last.sentAt) === today
        return status !== 'left' && now.some(({ done }) => !done) && !repeated
      })
      const messages = behind.map(({ seatId, now, sent }) => ({
        reviewerSeatId: seatId,
        turn: (sent.at(-1)?.turn ?? 0) + 1,
        visits: now,
        note,
      }))
      await insertMessages(db, roundId, messages)
      if (behind.length > 0) await record(db, 'scorecards.messages_sent', roundId, { reviewers: behind.length })
      return { reminded: behind.length }
    }),
}
