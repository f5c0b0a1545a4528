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
import type { Stage } from '@bilin/domain/scorecards/rounds/stages'
import { listReviewers } from '../rota/reviewers.ts'
import { inBatches } from '../../../batches.ts'
import { listVisits } from '../rounds/queries.ts'

type Round = { id: string; stage: Stage }
type NewMessage = { reviewerSeatId: string; turn: number; visits: readonly MessageVisit[]; note: string }

/** Those this seat may see, the coordinator all and a reviewer their own; each reviewer's newest last. */
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

/** Everybody who is to visit, or had a message that they are: the visits now, the messages so far, and whether they know. */
export async function listRecipients(db: TenantDb, allianceId: string, round: Round) {
  const visits = Map.groupBy(await listVisits(db, { roundId: round.id }), ({ reviewerSeatId }) => reviewerSeatId)
  const messages = Map.groupBy(await listMessages(db, { roundIds: [round.id] }), ({ reviewerSeatId }) => reviewerSeatId)
  const here = new Map((await listReviewers(db, allianceId)).map((reviewer) => [reviewer.seatId, reviewer]))
  return [...new Set([...visits.keys(), ...messages.keys()])].flatMap((seatId) => {
    const theirs = visits.get(seatId) ?? []
    const sent = messages.get(seatId) ?? []
    const planned = theirs.map(toMessageVisit)
    const knowing = messageStatus(here.has(seatId), sent, planned, round.stage)
    const now = listActiveVisits(planned, round.stage)
    const idle = knowing === 'left' ? now.every(({ done }) => done) : sent.length === 0 && knowing === 'opened'
    const title = here.get(seatId)?.title ?? theirs[0]?.reviewerTitle ?? ''
    const member = here.get(seatId)?.member ?? ''
    return idle ? [] : [{ seatId, title, member, now, sent, knowing, visits: markChanges(sent, planned, round.stage) }]
  })
}

/** Messages of rounds under way, or called off, that this seat has not opened. */
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

/** The coordinator reads every message, and opens none. */
export async function assertIsRecipient(db: TenantDb, messageId: string, seatId: string) {
  await db
    .selectFrom('visitMessage')
    .select('id')
    .where('id', '=', messageId)
    .where('reviewerSeatId', '=', seatId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.message_not_found'))
}

/** Opened twice at once, it was opened. */
export async function insertOpening(db: TenantDb, messageId: string) {
  await db
    .insertInto('visitMessageSeen')
    .values({ messageId })
    .onConflict((on) => on.columns(['tenantId', 'messageId', 'reviewerSeatId']).doNothing())
    .execute()
}
