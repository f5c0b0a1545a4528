/** Messages to reviewers: what is theirs to visit, sent by the coordinator, opened by them. queries.ts has the rows. */
import { id, whole } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import {
  compareVisits,
  hasNews,
  isUnaware,
  markChanges,
  type MessageStatus,
} from '@bilin/domain/scorecards/messages/message'
import { NewMessages } from '@bilin/domain/scorecards/messages/newMessages'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed, isAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { member, router } from '../../../trpc.ts'
import {
  insertMessages,
  listMessages,
  insertOpening,
  assertIsRecipient,
  listRecipients,
  toMessageVisit,
} from './queries.ts'
import { coordinating } from '../procedures.ts'
import { getRound, listVisits, lockRound } from '../rounds/queries.ts'

const OfRound = z.strictObject({ slug: z.string().max(40) })
const A_PAGE = 60
/** Whoever does not know comes first. */
const order: readonly MessageStatus[] = ['changed', 'unsent', 'left', 'unopened', 'opened']

export const messages = router({
  /** Who knows of their visits and who does not, with the visits as they stand now, marked by what is news to the reviewer. */
  list: coordinating('scorecards.send_messages')
    .input(OfRound.extend({ page: whole({ min: 1, max: 10_000 }).default(1) }))
    .query(async ({ ctx: { db, seat }, input }) => {
      const round = await getRound(db, input.slug)
      const recipients = isAllowed(roundMachine.acts.sendMessages, round.stage)
        ? await listRecipients(db, seat.tenantId, round)
        : []
      const count = (knowing: (one: MessageStatus) => boolean) =>
        recipients.filter((recipient) => knowing(recipient.knowing)).length
      const pages = Math.max(1, Math.ceil(recipients.length / A_PAGE))
      const page = Math.min(input.page, pages)
      return {
        unaware: count(isUnaware),
        unopened: count((knowing) => knowing === 'unopened'),
        count: recipients.length,
        page,
        pages,
        reviewers: recipients
          .toSorted(byKnowing)
          .slice((page - 1) * A_PAGE, page * A_PAGE)
          .map(({ seatId, title, member, sent, knowing, visits }) => ({
            seatId,
            title,
            member,
            knowing,
            visits,
            note: sent.at(-1)?.note ?? '',
            sentAt: sent.at(-1)?.sentAt ?? null,
          })),
      }
    }),

  /**
   * Sends everybody who does not know the present plan their own visits. Called twice it sends once; a reviewer who knows gets
   * another message only by name and with a note they have not had.
   */
  send: coordinating('scorecards.send_messages')
    .input(NewMessages)
    .mutation(async ({ ctx: { db, seat }, input: { roundId, seatId, note = '' } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'sendMessages', round)
      const recipients = await listRecipients(db, seat.tenantId, round)
      const one = recipients.find((recipient) => recipient.seatId === seatId)
      if (seatId && !one) refuse('invalid', 'scorecards.not_a_reviewer', { field: 'seatId' })
      if (one?.knowing === 'left') refuse('conflict', 'scorecards.reviewer_left', { field: 'seatId' })
      const noted = one && note && note !== one.sent.at(-1)?.note
      const unsent = (one ? [one] : recipients).filter(({ knowing }) => isUnaware(knowing) || noted)
      await insertMessages(
        db,
        roundId,
        unsent.map(({ seatId: reviewerSeatId, now, sent }) => ({
          reviewerSeatId,
          turn: (sent.at(-1)?.turn ?? 0) + 1,
          visits: now,
          note,
        })),
      )
      if (unsent.length > 0) await record(db, 'scorecards.messages_sent', roundId, { reviewers: unsent.length })
      return { sent: unsent.length }
    }),

  /** The last message to this seat, marked by what is news in it; `overtaken` when the plan has changed since. */
  mine: member.input(OfRound).query(async ({ ctx: { db, seat }, input }) => {
    const round = await getRound(db, input.slug)
    if (!isAllowed(roundMachine.acts.sendMessages, round.stage)) return null
    const sent = await listMessages(db, { roundIds: [round.id], seatId: seat.seatId })
    const newest = sent.at(-1)
    if (!newest) return null
    const visits = await listVisits(db, { roundId: round.id })
    const mine = visits.filter(({ reviewerSeatId }) => reviewerSeatId === seat.seatId).map(toMessageVisit)
    const cancelled = round.stage === 'cancelled'
    return {
      messageId: newest.id,
      first: sent.length === 1,
      visits: markChanges(sent, cancelled ? mine : newest.visits, round.stage),
      // What was said of a plan is not said of its end.
      note: cancelled && newest.visits.some(({ done }) => !done) ? '' : newest.note,
      sentAt: newest.sentAt,
      opened: newest.opened,
      overtaken: !cancelled && hasNews(compareVisits(newest.visits, mine)),
    }
  }),

  /** Its reviewer has it before their eyes. */
  open: member
    .input(z.strictObject({ messageId: id() }))
    .mutation(async ({ ctx: { db, seat }, input: { messageId } }) => {
      await assertIsRecipient(db, messageId, seat.seatId)
      await insertOpening(db, messageId)
    }),
})

const byKnowing = (a: Sorted, b: Sorted) =>
  order.indexOf(a.knowing) - order.indexOf(b.knowing) || a.title.localeCompare(b.title, 'zh-CN')
type Sorted = { knowing: MessageStatus; title: string }
