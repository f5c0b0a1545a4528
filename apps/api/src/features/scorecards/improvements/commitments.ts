import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import {
  Commitment,
  CommitmentChange,
  Doing,
  assertFuture,
  assertNotLater,
  OneImprovement,
} from '@bilin/domain/scorecards/improvements/improvement'
import { OneFile } from '@bilin/domain/files/content'
import { improvementMachine } from '@bilin/domain/scorecards/improvements/machine'
import { byLoss, improvementState } from '@bilin/domain/scorecards/improvements/progress'
import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { member, permitted } from '../../../trpc.ts'
import { selectCappedDimensions, selectCappingFindings, withCapLoss } from './caps.ts'
import { improvementFiles } from './files.ts'
import { moveImprovement } from './move.ts'
import {
  updateImprovement,
  deleteImprovement,
  insertImprovement,
  selectImprovements,
  lockImprovement,
  selectPracticesFor,
  getPracticeTitle,
} from './queries.ts'
import { attachFile, findSubject, listFiles } from '../../../rooms/files/links.ts'
import { permittedWithFiles } from '../../../rooms/files/upload.ts'
import { readTogether } from '../../../rooms/together.ts'
import { nextIndicatorResult, selectIndicatorResults, type IndicatorResult } from '../results/indicatorResults.ts'
import { getRound, listRoundEstates } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'

export const commitmentsProcedures = {
  /**
   * The improvements of a round that this seat may see, each with its indicator's result in this round and in the
   * next one; for a company also its own cards, lowest first, and the practices it could follow.
   */
  list: member
    .input(z.strictObject({ slug: z.string().max(40) }))
    .query(async ({ ctx: { db, seat, today }, input }) => {
      const round = await getRound(db, input.slug)
      const rubric = await getRubric(db, round.rubricId)
      const day = today
      const [listed, estates] = await Promise.all([
        selectImprovements(db, { roundId: round.id }).execute(),
        listRoundEstates(db, round.id),
      ])
      const own = estates.filter(({ companyId }) => companyId === seat.actingTenantId)
      const estateIds = [...new Set([...listed, ...own].map(({ estateId }) => estateId))]
      const at = { roundId: round.id, version: round.version }
      const ownIds = own.map(({ estateId }) => estateId)
      const [{ readings, ...caps }, files] = await Promise.all([
        readTogether(db, {
          readings: selectIndicatorResults(db, estateIds),
          capped: selectCappedDimensions(db, at, ownIds),
          capping: selectCappingFindings(db, at, ownIds),
        }),
        listFiles(
          db,
          improvementFiles,
          listed.map(({ id }) => id),
        ),
      ])
      const here = readings.filter(({ roundId }) => roundId === round.id)
      return {
        round,
        rubric,
        today: day,
        improvements: listed.map((each) => ({
          ...each,
          state: improvementState(each, day),
          files: files.filter(({ subjectId }) => subjectId === each.id),
          before: here.find((known) => known.estateId === each.estateId && known.indicator === each.indicator),
          after: nextIndicatorResult(readings, { ...each, opensOn: round.opensOn }),
        })),
        cards: own.map(({ estateId, name }) => ({
          estateId,
          name,
          lines: byLoss(
            withCapLoss(
              rubric.body,
              estateId,
              here.filter((known) => known.estateId === estateId),
              caps,
            ),
          ),
        })),
        practices: own.length > 0 ? await listPractices(db, day, here) : [],
      }
    }),

  commit: permitted('scorecards.improve')
    .input(Commitment)
    .mutation(async ({ ctx: { db, seat, today }, input: { slug, estateId, indicator, practiceId, ...wording } }) => {
      const round = await getRound(db, slug)
      if (round.stage !== 'published') refuse('conflict', 'scorecards.round_not_published')
      const card = (await listRoundEstates(db, round.id)).find((known) => known.estateId === estateId)
      if (!card) refuse('not_found', 'scorecards.result_not_found')
      if (card.companyId !== seat.actingTenantId) refuse('forbidden', 'scorecards.not_your_card')
      const { body } = await getRubric(db, round.rubricId)
      if (!getIndicators(body).some(({ code }) => code === indicator))
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
      await updateImprovement(db, now, improvementId, { ...wording, ...(await followed(db, practiceId)) })
      await record(db, 'scorecards.improvement_changed', improvementId, { indicator: improvement.indicator })
    }),

  /** Marks the improvement as done on a day, with evidence. */
  finish: permittedWithFiles(improvementMachine.moves.finish.may)
    .input(Doing)
    .mutation(async ({ ctx, input: { improvementId, revision, doneOn, evidence } }) => {
      await moveImprovement(ctx, 'finish', { id: improvementId, seen: revision }, async (improvement) => {
        assertNotLater(doneOn, ctx.today)
        const shown = ctx.readUploads()
        await updateImprovement(ctx.db, ctx.now, improvementId, { doneOn, evidence })
        const { indicator, companyId, communityId } = improvement
        const to = { subjectId: improvementId, readers: { companyId, communityId } }
        for (const { fileId, content } of shown) await attachFile(ctx.db, improvementFiles, to, fileId, content)
        return { indicator }
      })
    }),

  /** Removes a file of evidence. Succeeds also when it is already gone or never existed. */
  removeFile: permitted('scorecards.improve')
    .input(OneFile)
    .mutation(async ({ ctx: { db, seat }, input: { fileId } }) => {
      const improvementId = await findSubject(db, improvementFiles, fileId)
      if (!improvementId) return
      await lockImprovement(db, seat.actingTenantId, improvementId)
      await improvementFiles.delete(db, fileId)
    }),

  /** Reopens the improvement; its evidence stays and can be edited. */
  resume: permitted(improvementMachine.moves.resume.may)
    .input(OneImprovement)
    .mutation(async ({ ctx, input: { improvementId, revision } }) => {
      await moveImprovement(ctx, 'resume', { id: improvementId, seen: revision }, async ({ indicator }) => {
        await updateImprovement(ctx.db, ctx.now, improvementId, { doneOn: null })
        return { indicator }
      })
    }),

  drop: permitted('scorecards.improve')
    .input(OneImprovement)
    .mutation(async ({ ctx: { db, seat }, input: { improvementId, revision } }) => {
      const improvement = await lockImprovement(db, seat.actingTenantId, improvementId)
      assertAllowed(improvementMachine, 'drop', improvement, revision)
      await deleteImprovement(db, improvementId)
      await record(db, 'scorecards.improvement_dropped', improvementId, { indicator: improvement.indicator })
    }),
}

async function followed(db: Parameters<typeof getPracticeTitle>[0], practiceId: string | undefined) {
  return practiceId
    ? { practiceId, practiceTitle: await getPracticeTitle(db, practiceId) }
    : { practiceId: null, practiceTitle: '' }
}

const listPractices = (db: TenantDb, today: Day, results: readonly IndicatorResult[]) =>
  selectPracticesFor(db, today, [...new Set(results.map(({ indicator }) => indicator))]).execute()
