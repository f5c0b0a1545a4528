import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import { NewReply, Ruling, FindingsAccepted, RestAccepted } from '@bilin/domain/scorecards/visits/finding'
import { assertMayRespond, assertMayDecide } from '@bilin/domain/scorecards/rounds/round'
import { sql } from 'kysely'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { member, permitted } from '../../../trpc.ts'
import { listPhotos } from '../../../rooms/files/photos.ts'
import { coordinating } from '../procedures.ts'
import { getRound, lockRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'
import { countCompaniesAwaited, listWithdrawnResponses } from './settlement.ts'

export const responsesProcedures = {
  /**
   * What was found in a round: to the reviewed company its own, to the coordinator all, to everybody else nothing.
   * `accepted` is the company's own last word; `awaited` how many companies have not said theirs, as far as this seat sees;
   * `withdrawn` what was taken back, of marks as well.
   */
  list: member
    .input(z.strictObject({ slug: z.string().max(40) }))
    .query(async ({ ctx: { db, seat, today }, input }) => {
      const round = await getRound(db, input.slug)
      const findings = await listFindings(db, round.id)
      const ids = findings.map(({ id }) => id)
      return {
        round,
        rubric: await getRubric(db, round.rubricId),
        today,
        findings,
        photos: await listPhotos(db, 'finding', ids),
        evidence: await listPhotos(db, 'response', ids),
        accepted: await acceptedBy(db, round.id, seat.actingTenantId),
        withdrawn: await listWithdrawnResponses(db, round.id),
        awaited: await countCompaniesAwaited(db, round.id),
      }
    }),

  /** 申辩. May be reworded until the deadline or the ruling. */
  respond: permitted('scorecards.reply')
    .input(NewReply)
    .mutation(async ({ ctx: { db, today }, input: { findingId, text } }) => {
      await answer(db, today, [findingId], { contests: true, text })
    }),

  /** Takes findings as they are, so that the round need not wait for the deadline. */
  accept: permitted('scorecards.reply')
    .input(FindingsAccepted)
    .mutation(async ({ ctx: { db, today }, input: { findingIds } }) => {
      await answer(db, today, [...new Set(findingIds)], { contests: false, text: '' })
    }),

  /** The company has said all it has to say: what it has not contested it takes as it is. */
  acceptRest: permitted('scorecards.reply')
    .input(RestAccepted)
    .mutation(async ({ ctx: { db, today }, input: { roundId } }) => {
      const unanswered = await unansweredOf(db, roundId)
      if (unanswered.length > 0) await answer(db, today, unanswered, { contests: false, text: '' })
      if ((await countCompaniesAwaited(db, roundId)) === 0) return
      await db
        .insertInto('acceptance')
        .values({ roundId })
        .onConflict((oc) => oc.constraint('scorecards__already_accepted').doNothing())
        .execute()
      const { stage, responseUntil } = await db
        .selectFrom('round')
        .select(['stage', 'responseUntil'])
        .where('id', '=', roundId)
        .executeTakeFirstOrThrow()
      assertMayRespond(stage, responseUntil, today)
      await record(db, 'scorecards.accepted', roundId)
    }),

  /** Decides on a reply, or on a veto once nobody replies any more: upheld strikes the finding. May be decided again. */
  decide: coordinating('scorecards.rule')
    .input(Ruling)
    .mutation(async ({ ctx: { db }, input: { findingId, upheld, reason } }) => {
      const [finding] = await listFindingsToAnswer(db, [findingId])
      const { stage } = await lockRound(db, finding!.roundId)
      assertMayDecide(stage)
      const reply = await db
        .selectFrom('response')
        .select('contests')
        .where('findingId', '=', findingId)
        .forUpdate()
        .executeTakeFirst()
      const express = finding!.veto !== null && stage === 'settling'
      if (!reply?.contests && !express) refuse('conflict', 'scorecards.no_reply_to_rule')
      await db
        .insertInto('decision')
        .values({ findingId, companyId: finding!.companyId, upheld, reason })
        .onConflict((oc) =>
          oc.constraint('scorecards__already_ruled').doUpdateSet({ upheld, reason, decidedAt: sql`app.now()` }),
        )
        .execute()
      await record(db, 'scorecards.ruled', findingId, { upheld })
    }),
}

/**
 * Written first, the rest asked after: a ruling holds the reply and a publication the round while they decide, so what
 * was waited for here shows afterwards. New replies go before reworded ones, or two could wait for each other.
 */
async function answer(db: TenantDb, today: Day, findingIds: string[], reply: { contests: boolean; text: string }) {
  const findings = await listFindingsToAnswer(db, findingIds)
  const begun = await db
    .insertInto('response')
    .values(findings.map(({ id: findingId, roundId }) => ({ findingId, roundId, ...reply })))
    .onConflict((oc) => oc.constraint('scorecards__already_replied').doNothing())
    .returning('findingId')
    .execute()
  const reworded = findingIds.filter((findingId) => !begun.some((made) => made.findingId === findingId))
  if (reworded.length > 0) {
    const { numUpdatedRows } = await db
      .updateTable('response')
      .set({ ...reply, respondedAt: sql`app.now()` })
      .where('findingId', 'in', reworded)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows < reworded.length) refuse('conflict', 'scorecards.reply_withdrawn_meanwhile')
  }

  const now = await listFindingsToAnswer(db, findingIds)
  if (now.some(({ ruled }) => ruled)) refuse('conflict', 'scorecards.already_ruled')
  for (const { stage, responseUntil } of now) assertMayRespond(stage, responseUntil, today)
  for (const findingId of findingIds) await record(db, 'scorecards.replied', findingId, { contests: reply.contests })
}

export async function listFindingsToAnswer(db: TenantDb, findingIds: string[]) {
  const findings = await db
    .selectFrom('finding')
    .innerJoin('round', (on) =>
      on.onRef('round.tenantId', '=', 'finding.tenantId').onRef('round.id', '=', 'finding.roundId'),
    )
    .leftJoin('decision', (on) =>
      on.onRef('decision.tenantId', '=', 'finding.tenantId').onRef('decision.findingId', '=', 'finding.id'),
    )
    .select([
      'finding.id',
      'finding.roundId',
      'finding.companyId',
      'finding.veto',
      'round.stage',
      'round.responseUntil',
    ])
    .select((eb) => eb('decision.id', 'is not', null).as('ruled'))
    .where('finding.id', 'in', findingIds)
    .execute()
  if (findings.length !== findingIds.length) refuse('not_found', 'scorecards.finding_not_found')
  return findings
}

async function unansweredOf(db: TenantDb, roundId: string) {
  const rows = await db
    .selectFrom('finding')
    .leftJoin('response', (on) =>
      on.onRef('response.tenantId', '=', 'finding.tenantId').onRef('response.findingId', '=', 'finding.id'),
    )
    .select('finding.id')
    .where('finding.roundId', '=', roundId)
    .where('response.id', 'is', null)
    .execute()
  return rows.map(({ id: findingId }) => findingId)
}

async function acceptedBy(db: TenantDb, roundId: string, companyId: string): Promise<boolean> {
  const accepted = await db
    .selectFrom('acceptance')
    .select('id')
    .where('roundId', '=', roundId)
    .where('authorTenantId', '=', companyId)
    .executeTakeFirst()
  return accepted !== undefined
}

function listFindings(db: TenantDb, roundId: string) {
  return db
    .selectFrom('finding')
    .innerJoin('roundEstate', (on) =>
      on
        .onRef('roundEstate.tenantId', '=', 'finding.tenantId')
        .onRef('roundEstate.roundId', '=', 'finding.roundId')
        .onRef('roundEstate.estateId', '=', 'finding.estateId'),
    )
    .leftJoin('response', (on) =>
      on.onRef('response.tenantId', '=', 'finding.tenantId').onRef('response.findingId', '=', 'finding.id'),
    )
    .leftJoin('decision', (on) =>
      on.onRef('decision.tenantId', '=', 'finding.tenantId').onRef('decision.findingId', '=', 'finding.id'),
    )
    .select([
      'finding.id',
      'finding.estateId',
      'roundEstate.name as estate',
      'roundEstate.companyName',
      'finding.indicator',
      'finding.severity',
      'finding.place',
      'finding.text',
      'finding.veto',
      'response.contests',
      'response.text as reply',
      'response.respondedAt',
      'decision.upheld',
      'decision.reason',
      'decision.decidedAt',
    ])
    .where('finding.roundId', '=', roundId)
    .orderBy('roundEstate.communityName')
    .orderBy('roundEstate.name')
    .orderBy('finding.severity')
    .orderBy('finding.indicator')
    .orderBy('finding.text')
    .execute()
}
