import { refuse } from '@bilin/domain/refusal'
import {
  Commitment,
  CommitmentChange,
  Doing,
  assertFuture,
  assertNotLater,
  OneImprovement,
} from '@bilin/domain/scorecards/improvements/improvement'
import { improvementMachine } from '@bilin/domain/scorecards/improvements/machine'
import { byLoss, improvementState } from '@bilin/domain/scorecards/improvements/progress'
import { indicatorsOf } from '@bilin/domain/scorecards/rubrics/rubric'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { member, permitted } from '../../../trpc.ts'
import { moveImprovement } from './move.ts'
import {
  changeImprovement,
  deleteImprovement,
  insertImprovement,
  listImprovements,
  lockImprovement,
  listPracticesFor,
  getPracticeTitle,
} from './queries.ts'
import { listPhotos, deletePhotosOf } from '../../../rooms/files/photos.ts'
import { listReadings, nextReading } from '../results/readings.ts'
import { getRound, listEstates } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'

export const commitmentsProcedures = {
  /**
   * The improvements of a round, as far as this seat may see them, each with what its indicator came to then and in the
   * next round; for a company also its own cards, lowest first, and the practices it could follow.
   */
  list: member
    .input(z.strictObject({ slug: z.string().max(40) }))
    .query(async ({ ctx: { db, seat, today }, input }) => {
      const round = await getRound(db, input.slug)
      const rubric = await getRubric(db, round.rubricId)
      const day = today
      const listed = await listImprovements(db, { roundId: round.id })
      const own = (await listEstates(db, round.id)).filter(({ companyId }) => companyId === seat.actingTenantId)
      const readings = await listReadings(db, [...new Set([...listed, ...own].map(({ estateId }) => estateId))])
      const photos = await listPhotos(
        db,
        'improvement',
        listed.map(({ id }) => id),
      )
      const here = readings.filter(({ roundId }) => roundId === round.id)
      return {
        round,
        rubric,
        today: day,
        improvements: listed.map((each) => ({
          ...each,
          state: improvementState(each, day),
          photos: photos.filter(({ subjectId }) => subjectId === each.id),
          before: here.find((known) => known.estateId === each.estateId && known.indicator === each.indicator),
          after: nextReading(readings, { ...each, opensOn: round.opensOn }),
        })),
        cards: own.map(({ estateId, name }) => ({
          estateId,
          name,
          lines: byLoss(here.filter((known) => known.estateId === estateId)),
        })),
        practices:
          own.length > 0 ? await listPracticesFor(db, day, [...new Set(here.map(({ indicator }) => indicator))]) : [],
      }
    }),

  commit: permitted('scorecards.improve')
    .input(Commitment)
    .mutation(async ({ ctx: { db, seat, today }, input: { slug, estateId, indicator, practiceId, ...wording } }) => {
      const round = await getRound(db, slug)
      if (round.stage !== 'published') refuse('conflict', 'scorecards.round_not_published')
      const card = (await listEstates(db, round.id)).find((known) => known.estateId === estateId)
      if (!card) refuse('not_found', 'scorecards.result_not_found')
      if (card.companyId !== seat.actingTenantId) refuse('forbidden', 'scorecards.not_your_card')
      const { body } = await getRubric(db, round.rubricId)
      if (!indicatorsOf(body).some(({ code }) => code === indicator))
        refuse('invalid', 'scorecards.indicator_not_on_card', { field: 'indicator' })
      assertFuture(wording.until, today)
      const { companyId, communityId } = card
      const improvementId = await insertImprovement(
        db,
        { roundId: round.id, estateId, companyId, communityId },
        indicator,
        { ...wording, ...(await followed(db, practiceId)) },
      )
      await record(db, 'scorecards.improvement_committed', improvementId, { estate: card.name, indicator })
      return { improvementId }
    }),

  change: permitted('scorecards.improve')
    .input(CommitmentChange)
    .mutation(async ({ ctx: { db, seat, today, now }, input: { improvementId, revision, practiceId, ...wording } }) => {
      const improvement = await lockImprovement(db, seat.actingTenantId, improvementId)
      assertAllowed(improvementMachine, 'change', improvement, revision)
      if (wording.until !== improvement.until) assertFuture(wording.until, today)
      await changeImprovement(db, now, improvementId, { ...wording, ...(await followed(db, practiceId)) })
      await record(db, 'scorecards.improvement_changed', improvementId, { indicator: improvement.indicator })
    }),

  /** Says, with evidence, on which day it was done. */
  finish: permitted(improvementMachine.moves.finish.may)
    .input(Doing)
    .mutation(async ({ ctx, input: { improvementId, revision, doneOn, evidence } }) => {
      await moveImprovement(ctx, 'finish', { id: improvementId, seen: revision }, async ({ indicator }) => {
        assertNotLater(doneOn, ctx.today)
        await changeImprovement(ctx.db, ctx.now, improvementId, { doneOn, evidence })
        return { indicator }
      })
    }),

  /** Takes it up again; the evidence stays to be reworded. */
  resume: permitted(improvementMachine.moves.resume.may)
    .input(OneImprovement)
    .mutation(async ({ ctx, input: { improvementId, revision } }) => {
      await moveImprovement(ctx, 'resume', { id: improvementId, seen: revision }, async ({ indicator }) => {
        await changeImprovement(ctx.db, ctx.now, improvementId, { doneOn: null })
        return { indicator }
      })
    }),

  drop: permitted('scorecards.improve')
    .input(OneImprovement)
    .mutation(async ({ ctx: { db, seat }, input: { improvementId, revision } }) => {
      const improvement = await lockImprovement(db, seat.actingTenantId, improvementId)
      assertAllowed(improvementMachine, 'drop', improvement, revision)
      await deletePhotosOf(db, 'improvement', improvementId)
      await deleteImprovement(db, improvementId)
      await record(db, 'scorecards.improvement_dropped', improvementId, { indicator: improvement.indicator })
    }),
}

async function followed(db: Parameters<typeof getPracticeTitle>[0], practiceId: string | undefined) {
  return practiceId
    ? { practiceId, practiceTitle: await getPracticeTitle(db, practiceId) }
    : { practiceId: null, practiceTitle: '' }
}
