import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import {
  compareVisits,
  hasNews,
  messageStatus,
  lastSeenMessage,
  markChanges,
  listActiveVisits,
  type MessageVisit,
} from '@bilin/domain/scorecards/messages/message'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import type { RoundStage } from '@bilin/domain/scorecards/rounds/stages'
import { listReviewers } from '../rota/reviewers.ts'
import { inBatches } from '../../../rooms/bulk/batches.ts'
import { listVisits } from '../rounds/queries.ts'

type Round = { id: string; stage: RoundStage }
type NewMessage = { reviewerSeatId: string; turn: number; visits: readonly MessageVisit[]; note: string }

/** The messages this seat may see: the coordinator all, a reviewer their own. Oldest first. */
export async function listMessages(db: TenantDb, where: { roundIds: readonly string[]; seatId?: string }) {
  if (where.roundIds.length === 0) return []
  const rows = await db
    .selectFrom('visitMessage as message')
    .leftJoin('visitMessageSeen as seen', 'seen.messageId', 'message.id')
    .select([
      'message.id',
      'message.roundId',
      'message.reviewerSeatId',
      'message.turn',
      'message.visits',
      'message.note',
      'message.sentAt',
      (eb) => eb('seen.id', 'is not', null).as('opened'),
    ])
    .where('message.roundId', 'in', where.roundIds)
    .$if(where.seatId !== undefined, (query) => query.where('message.reviewerSeatId', '=', where.seatId!))
    .orderBy('message.reviewerSeatId')
    .orderBy('message.turn')
    .execute()
  return rows.map(({ visits, opened, ...message }) => ({
    ...message,
    visits: visits as MessageVisit[],
    opened: Boolean(opened),
  }))
}

/** Everybody who has a visit or was sent a message: with their visits, the messages so far, and whether they know the current plan. */
export async function listRecipients(db: TenantDb, allianceId: string, round: Round) {
  const [listed, known, reviewers] = await Promise.all([
    listVisits(db, { roundId: round.id }),
    listMessages(db, { roundIds: [round.id] }),
    listReviewers(db, allianceId),
  ])
  const visits = Map.groupBy(listed, ({ reviewerSeatId }) => reviewerSeatId)
  const messages = Map.groupBy(known, ({ reviewerSeatId }) => reviewerSeatId)
  const here = new Map(reviewers.map((reviewer) => [reviewer.seatId, reviewer]))
  return [...new Set([...visits.keys(), ...messages.keys()])].flatMap((seatId) => {
    const theirs = visits.get(seatId) ?? []
    const sent = messages.get(seatId) ?? []
    const planned = theirs.map(toMessageVisit)
    const status = messageStatus(here.has(seatId), sent, planned, round.stage)
    const now = listActiveVisits(planned, round.stage)
    const idle = status === 'left' ? now.every(({ done }) => done) : sent.length === 0 && status === 'opened'
    const title = here.get(seatId)?.title ?? theirs[0]?.reviewerTitle ?? ''
    const member = here.get(seatId)?.member ?? ''
    return idle ? [] : [{ seatId, title, member, now, sent, status, visits: markChanges(sent, planned, round.stage) }]
  })
}

/** Messages that this seat has not opened, of rounds under way or cancelled. */
export async function listUnopened(db: TenantDb, seatId: string) {
  const rounds = await db
    .selectFrom('round')
    .select(['id', 'slug', 'title', 'stage'])
    .where('stage', 'in', [...roundMachine.acts.sendMessages.in])
    .execute()
  const messages = await listMessages(db, { roundIds: rounds.map(({ id }) => id), seatId })
  return rounds.flatMap(({ id, slug, title, stage }) => {
    const sent = messages.filter(({ roundId }) => roundId === id)
    const newest = sent.at(-1)
    if (!newest || newest.opened) return []
    const before = lastSeenMessage(sent.slice(0, -1))
    const changed = before !== null && hasNews(compareVisits(before.visits, newest.visits))
    const planned = before ? (changed ? 'changed' : 'noted') : 'planned'
    const says = stage === 'cancelled' ? 'cancelled' : planned
    const [first] = newest.visits.filter(({ done }) => !done)
    return [{ id: newest.id, slug, round: title, says, firstOn: first?.day ?? null } as const]
  })
}

export const toMessageVisit = (visit: Awaited<ReturnType<typeof listVisits>>[number]): MessageVisit => ({
  visitId: visit.id,
  estateId: visit.estateId,
  estate: visit.estate,
  community: visit.communityName,
  day: visit.plannedOn,
  done: visit.submittedAt !== null,
})

export async function insertMessages(db: TenantDb, roundId: string, messages: readonly NewMessage[]) {
  const rows = messages.map(({ visits, ...message }) => ({
    ...message,
    roundId,
    visits: JSON.stringify(visits),
  }))
  for (const some of inBatches(rows)) await db.insertInto('visitMessage').values(some).execute()
}

/** Only the recipient marks a message as opened; the coordinator can read it but must not. */
export async function assertIsRecipient(db: TenantDb, messageId: string, seatId: string) {
  await db
    .selectFrom('visitMessage')
    .select('id')
    .where('id', '=', messageId)
    .where('reviewerSeatId', '=', seatId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.message_not_found'))
}

/** Does nothing when the message is marked as opened already. */
export async function insertOpening(db: TenantDb, messageId: string) {
  await db
    .insertInto('visitMessageSeen')
    .values({ messageId })
    .onConflict((on) => on.columns(['tenantId', 'messageId', 'reviewerSeatId']).doNothing())
    .execute()
}
