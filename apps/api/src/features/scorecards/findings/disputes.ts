import type { TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import {
  Exclusion,
  MarkReply,
  MarkRuling,
  assertDisputable,
  Inclusion,
} from '@bilin/domain/scorecards/findings/dispute'
import { indicatorsOf } from '@bilin/domain/scorecards/rubrics/rubric'
import { assertMayRespond, assertMayDecide, assertStage } from '@bilin/domain/scorecards/rounds/round'
import { sql } from 'kysely'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { member, permitted } from '../../../trpc.ts'
import { getDimensionMeans } from './dimensionMeans.ts'
import {
  listDisputableEstates,
  listDisputedMarks,
  listExclusions,
  getDisclosedMark,
  listDisclosedMarks,
} from './disputeQueries.ts'
import { listPhotos } from '../../../rooms/files/photos.ts'
import { coordinating } from '../procedures.ts'
import { getRound, listEstates, lockRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'

export const disputesProcedures = {
  /**
   * The marks put to the company, of one estate: the one asked for, or the first. The coordinator sees all estates.
   * `means` is what the company reads in place of marks where there were too few visits.
   */
  disclosedMarks: member
    .input(z.strictObject({ slug: z.string().max(40), estateId: id().optional() }))
    .query(async ({ ctx: { db }, input: { slug, estateId } }) => {
      const round = await getRound(db, slug)
      const estates = await listDisputableEstates(db, round.id)
      const estate = estates.find((known) => known.estateId === estateId) ?? estates[0] ?? null
      const marks = estate ? await listDisclosedMarks(db, round.id, estate.estateId) : []
      return {
        estates,
        estate,
        marks,
        means: estate && (await getDimensionMeans(db, round.id, estate.estateId)),
        evidence: await listPhotos(
          db,
          'response',
          marks.map(({ id: markId }) => markId),
        ),
        exclusions: await listExclusions(db, round.id),
      }
    }),

  /** Every contested mark of a round that this seat may see, those that wait for a ruling first. */
  disputed: member.input(z.strictObject({ slug: z.string().max(40) })).query(async ({ ctx: { db }, input }) => {
    const marks = await listDisputedMarks(db, (await getRound(db, input.slug)).id)
    const evidence = await listPhotos(
      db,
      'response',
      marks.map(({ id: markId }) => markId),
    )
    return marks.map((mark) => ({
      ...mark,
      evidence: evidence.filter(({ subjectId }) => subjectId === mark.id),
    }))
  }),

  /** 申辩 against one mark. May be reworded until the deadline or the ruling. */
  disputeMark: permitted('scorecards.reply')
    .input(MarkReply)
    .mutation(async ({ ctx: { db, today }, input: { markId, text } }) => {
      const { roundId, mark } = await getDisclosedMark(db, markId)
      assertDisputable(mark)
      // Written first, the rest asked after: whoever decides holds the round or the reply, and shows afterwards.
      await db
        .insertInto('markResponse')
        .values({ markId, roundId, text })
        .onConflict((oc) =>
          oc.constraint('scorecards__already_contested').doUpdateSet({ text, respondedAt: sql`app.now()` }),
        )
        .execute()
      const now = await getDisclosedMark(db, markId)
      if (now.ruled) refuse('conflict', 'scorecards.already_ruled')
      assertMayRespond(now.stage, now.responseUntil, today)
      await record(db, 'scorecards.contested', markId)
    }),

  /** Keeps a contested mark or sets another. May be decided again until publication. */
  decideMark: coordinating('scorecards.rule')
    .input(MarkRuling)
    .mutation(async ({ ctx: { db }, input: { markId, mark, reason } }) => {
      const put = await getDisclosedMark(db, markId)
      assertMayDecide((await lockRound(db, put.roundId)).stage)
      const reply = await db
        .selectFrom('markResponse')
        .select('id')
        .where('markId', '=', markId)
        .forUpdate()
        .executeTakeFirst()
      if (!reply) refuse('conflict', 'scorecards.no_reply_to_rule')
      await upsertMarkDecision(db, { markId, companyId: put.companyId, disclosed: put.disclosed, mark, reason })
      await record(db, 'scorecards.mark_ruled', markId, { changed: mark !== put.mark })
    }),

  /** Leaves an indicator out of an estate's sum: it is not the company's to answer for. */
  exclude: coordinating('scorecards.rule')
    .input(Exclusion)
    .mutation(async ({ ctx: { db }, input: { roundId, estateId, indicator, reason } }) => {
      const round = await lockRound(db, roundId)
      assertStage(round.stage, 'settling')
      const { body } = await getRubric(db, round.rubricId)
      if (!indicatorsOf(body).some(({ code }) => code === indicator))
        refuse('invalid', 'scorecards.unknown_indicator', { params: { code: indicator }, field: 'indicator' })
      await upsertExclusion(db, { roundId, estateId, indicator, reason })
      await record(db, 'scorecards.excluded', roundId, { estateId, indicator })
    }),

  /** Takes it back into the sum. */
  include: coordinating('scorecards.rule')
    .input(Inclusion)
    .mutation(async ({ ctx: { db }, input: { roundId, estateId, indicator } }) => {
      assertStage((await lockRound(db, roundId)).stage, 'settling')
      await deleteExclusion(db, { roundId, estateId, indicator })
      await record(db, 'scorecards.included', roundId, { estateId, indicator })
    }),
}

export async function upsertMarkDecision(
  db: TenantDb,
  ruling: { markId: string; companyId: string; disclosed: boolean; mark: number | null; reason: string },
) {
  const { mark, reason } = ruling
  await db
    .insertInto('markDecision')
    .values(ruling)
    .onConflict((oc) =>
      oc.constraint('scorecards__mark_already_ruled').doUpdateSet({ mark, reason, decidedAt: sql`app.now()` }),
    )
    .execute()
}

export async function upsertExclusion(db: TenantDb, { roundId, estateId, indicator, reason }: Exclusion) {
  const { companyId, communityId } =
    (await listEstates(db, roundId)).find((known) => known.estateId === estateId) ??
    refuse('not_found', 'scorecards.estate_not_in_round')
  await db
    .insertInto('exclusion')
    .values({ roundId, estateId, companyId, communityId, indicator, reason })
    .onConflict((oc) =>
      oc.constraint('scorecards__already_excluded').doUpdateSet({ reason, excludedAt: sql`app.now()` }),
    )
    .execute()
}

export async function deleteExclusion(db: TenantDb, { roundId, estateId, indicator }: Omit<Exclusion, 'reason'>) {
  await db
    .deleteFrom('exclusion')
    .where('roundId', '=', roundId)
    .where('estateId', '=', estateId)
    .where('indicator', '=', indicator)
    .execute()
}
