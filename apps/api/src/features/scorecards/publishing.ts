import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { mergeFindings } from '@bilin/domain/scorecards/finding'
import { mayPublish, mustBe, nextStage, stages } from '@bilin/domain/scorecards/round'
import { scoreOf } from '@bilin/domain/scorecards/score'
import { z } from 'zod'
import { record } from '../../record.ts'
import { coordinating } from './procedures.ts'
import {
  insertFindings,
  insertResults,
  listFound,
  lockReplies,
  lockVisits,
  standingOf,
  submittedMarks,
  type Outcome,
} from './publishQueries.ts'
import { listEstates, lockRound, moveRound, today } from './roundQueries.ts'
import { getRubric } from './rubrics.ts'

const Step = z.strictObject({ roundId: id(), seen: z.enum(stages) })

export const publishing = {
  /** Ends the visits: what was submitted is sealed, what was not lapses, and the companies read what was found. */
  openReplies: coordinating('scorecards.advance')
    .input(Step)
    .mutation(async ({ ctx: { db }, input: { roundId, seen } }) => {
      const round = await lockRound(db, roundId)
      mustBe(round.stage, 'visiting')
      const stage = nextStage(round.stage, seen)
      await lockVisits(db, roundId)
      const marks = await submittedMarks(db, roundId)
      if (marks.size === 0) refuse('conflict', 'scorecards.nothing_scored')
      const found = await listFound(db, roundId)
      const findings = (await listEstates(db, roundId)).flatMap((estate) =>
        mergeFindings(found.filter(({ estateId }) => estateId === estate.estateId)).map((finding) => ({
          estate,
          finding,
        })),
      )
      await insertFindings(db, roundId, findings)
      await moveRound(db, roundId, stage)
      await record(db, 'scorecards.replies_opened', roundId, { findings: findings.length })
      return { stage, findings: findings.length }
    }),

  /** Writes the results, once. Compounds nobody marked are left out. */
  publish: coordinating('scorecards.publish')
    .input(Step)
    .mutation(async ({ ctx: { db }, input: { roundId, seen } }) => {
      const round = await lockRound(db, roundId)
      mustBe(round.stage, 'replying')
      const stage = nextStage(round.stage, seen)
      await lockReplies(db, roundId)
      const standing = await standingOf(db, roundId)
      mayPublish(standing.owed, round.replyUntil, await today(db))

      const { body } = await getRubric(db, round.rubricId)
      const marks = await submittedMarks(db, roundId)
      const outcomes = (await listEstates(db, roundId)).flatMap((estate): Outcome[] => {
        const visits = [...(marks.get(estate.estateId)?.values() ?? [])]
        const findings = standing.findings.filter(({ estateId }) => estateId === estate.estateId)
        const score = scoreOf(body, visits, findings)
        return score ? [{ estate, visits: visits.length, score, findings }] : []
      })
      if (outcomes.length === 0) refuse('conflict', 'scorecards.nothing_scored')
      await insertResults(db, roundId, outcomes)
      await moveRound(db, roundId, stage)
      await record(db, 'scorecards.published', roundId, { estates: outcomes.length })
      return { stage, estates: outcomes.length }
    }),
}
