/**
 * Messages to reviewers about their visits: the coordinator sends them, the reviewers open them. reminders.ts asks those who are
 * behind; queries.ts has the rows.
 */
import { id } from '@bilin/domain/fields'
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
import { rowsAfter, toPage } from '../../../rooms/page.ts'
import { member, router } from '../../../trpc.ts'
import { remindersProcedures } from './reminders.ts'
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
import { compareNames } from '@bilin/domain/spelling/order'

const OfRound = z.strictObject({ slug: z.string().max(40) })
const A_PAGE = 60
/** The order of the list: reviewers who do not know the current plan come first. */
const order: readonly MessageStatus[] = ['changed', 'unsent', 'left', 'unopened', 'opened']

export const messages = router({
  ...remindersProcedures,

  /** Every reviewer with their visits, whether they know them, and what has changed since their last message. */
  list: coordinating('scorecards.send_messages')
    .input(OfRound.extend({ after: z.string().max(40).default('') }))
    .query(async ({ ctx: { db, seat }, input }) => {
      const round = await getRound(db, input.slug)
      const recipients = isAllowed(roundMachine.acts.sendMessages, round.stage)
        ? await listRecipients(db, seat.tenantId, round)
        : []
      const count = (status: (one: MessageStatus) => boolean) =>
        recipients.filter((recipient) => status(recipient.status)).length
      const getSeatId = ({ seatId }: Pick<(typeof recipients)[number], 'seatId'>) => seatId
      const { rows, next } = toPage(rowsAfter(recipients.toSorted(byStatus), input.after, getSeatId), A_PAGE, getSeatId)
      return {
        unaware: count(isUnaware),
        unopened: count((status) => status === 'unopened'),
        count: recipients.length,
        next,
        reviewers: rows.map(({ seatId, title, member, sent, status, visits }) => ({
          seatId,
          title,
          member,
          status,
          visits,
          note: sent.at(-1)?.note ?? '',
          sentAt: sent.at(-1)?.sentAt ?? null,
        })),
      }
    }),

  /**
   * Sends their visits to every reviewer who does not know the current plan, so calling it twice sends once. A reviewer who knows it
   * gets another message only when named, and with a note that they have not been sent.
   */
  send: coordinating('scorecards.send_messages')
    .input(NewMessages)
    .mutation(async ({ ctx: { db, seat }, input: { roundId, seatId, note = '' } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'sendMessages', round)
      const recipients = await listRecipients(db, seat.tenantId, round)
      const one = recipients.find((recipient) => recipient.seatId === seatId)
      if (seatId && !one) refuse('invalid', 'scorecards.not_a_reviewer', { field: 'seatId' })
      if (one?.status === 'left') refuse('conflict', 'scorecards.reviewer_left', { field: 'seatId' })
      const noted = one && note && note !== one.sent.at(-1)?.note
      const unsent = (one ? [one] : recipients).filter(({ status }) => isUnaware(status) || noted)
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

  /** The last message to this seat, with the changes since the one before; `overtaken` when the plan has changed since it was sent. */
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
      // The note was written about the plan, so it is not shown once the round is cancelled.
      note: cancelled && newest.visits.some(({ done }) => !done) ? '' : newest.note,
      sentAt: newest.sentAt,
      opened: newest.opened,
      overtaken: !cancelled && hasNews(compareVisits(newest.visits, mine)),
    }
  }),

  /** Marks a message as opened by its reviewer. */
  open: member
    .input(z.strictObject({ messageId: id() }))
    .mutation(async ({ ctx: { db, seat }, input: { messageId } }) => {
      await assertIsRecipient(db, messageId, seat.seatId)
      await insertOpening(db, messageId)
    }),
})

const byStatus = (a: Sorted, b: Sorted) =>
  order.indexOf(a.status) - order.indexOf(b.status) || compareNames(a.title, b.title)
type Sorted = { status: MessageStatus; title: string }
