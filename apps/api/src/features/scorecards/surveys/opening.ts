import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { listSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { assertSlips, countSlips } from '@bilin/domain/scorecards/surveys/slips'
import { listMovedDays, NewDraw, NewSurveys, SurveyEnd, SurveyMove } from '@bilin/domain/scorecards/surveys/survey'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { insertChanges } from '../rounds/changes.ts'
import { deleteSurveyCodes } from '../rounds/surveys.ts'
import { listRoundEstates, lockRound, updateRevision } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { createAddress, createKey, createSeed } from './codes.ts'
import {
  deleteSurvey,
  findSurvey,
  insertSurveys,
  listSurveys,
  listUsed,
  lockOpenSurveys,
  lockSurvey,
  updateLastDay,
} from './queries.ts'

export const openingProcedures = {
  /** Opens a survey of every estate of the round that has none. Returns how many, and the estates whose households are not known. */
  open: coordinating('scorecards.survey')
    .input(NewSurveys)
    .mutation(async ({ ctx: { db, today }, input: { roundId, until, slips } }) => {
      const round = await lockSurveyed(db, roundId)
      if (until < today) refuse('invalid', 'scorecards.survey_until_past', { field: 'until' })
      const asked = await listQuestions(db, round.rubricId)
      const estates = await listRoundEstates(db, roundId)
      const ids = estates.map(({ estateId }) => estateId)
      const surveyed = new Set((await listSurveys(db, roundId, ids)).map(({ estateId }) => estateId))
      const without = estates.filter(({ estateId }) => !surveyed.has(estateId))
      const known = without.filter(({ households }) => households > 0)
      if (known.length === 0) refuse('conflict', 'scorecards.survey_none_to_open')
      const surveys = known.map(({ estateId, name, households }) => ({
        ...{ id: randomUUID(), roundId, estateId, roundTitle: round.title, estate: name, ...asked, until },
        ...{ households, slips: countSlips(households, slips), seed: createSeed() },
        ...{ address: createAddress(), key: createKey() },
      }))
      await insertSurveys(db, surveys)
      await record(db, 'scorecards.surveys_opened', roundId, { estates: surveys.length })
      return {
        opened: surveys.length,
        unknown: without.filter(({ households }) => households === 0).map(({ name }) => name),
      }
    }),

  /** Draws the households of one estate anew, as long as nobody has answered. Slips printed before are no longer valid. */
  draw: coordinating('scorecards.survey')
    .input(NewDraw)
    .mutation(async ({ ctx: { db }, input: { surveyId, households, slips } }) => {
      assertSlips(households, slips)
      await lockSurveyed(db, (await findSurvey(db, surveyId)).roundId)
      const { ended, ...survey } = await lockSurvey(db, surveyId)
      if (ended) refuse('conflict', 'scorecards.survey_over')
      if ((await listUsed(db, surveyId)).length > 0) refuse('conflict', 'scorecards.survey_begun')
      await deleteSurvey(db, surveyId)
      const drawn = { households, slips, seed: createSeed(), key: createKey() }
      await insertSurveys(db, [{ ...survey, ...drawn, id: randomUUID() }])
      await record(db, 'scorecards.survey_drawn', survey.roundId, { estateId: survey.estateId, slips })
    }),

  /** Gives the open surveys of the round a later last day. The round's history has each day that they had before. */
  move: coordinating('scorecards.survey')
    .input(SurveyMove)
    .mutation(async ({ ctx: { db, today }, input: { roundId, until } }) => {
      const { revision } = await lockSurveyed(db, roundId)
      const open = await lockOpenSurveys(db, roundId)
      const moved = listMovedDays(
        open.map((survey) => survey.until),
        until,
        today,
      )
      await updateLastDay(db, roundId, until)
      for (const [at, before] of moved.entries())
        await insertChanges(db, roundId, revision + 1 + at, [{ field: 'surveyUntil', before, after: until }])
      await updateRevision(db, roundId, revision + moved.length)
      await record(db, 'scorecards.surveys_moved', roundId, { until })
    }),

  /** Ends the surveys of the round for good. */
  end: coordinating('scorecards.survey')
    .input(SurveyEnd)
    .mutation(async ({ ctx: { db }, input: { roundId } }) => {
      await lockSurveyed(db, roundId)
      const ended = await deleteSurveyCodes(db, roundId)
      if (ended === 0) refuse('conflict', 'scorecards.survey_over')
      await record(db, 'scorecards.surveys_ended', roundId, { estates: ended })
    }),
}

export async function lockSurveyed(db: TenantDb, roundId: string) {
  const round = await lockRound(db, roundId)
  if (!round.sourced) refuse('conflict', 'scorecards.round_not_sourced')
  assertAllowed(roundMachine, 'survey', round)
  return round
}

/** The questions are the round's indicators that come from a survey. */
async function listQuestions(db: TenantDb, rubricId: string) {
  const { body } = await getRubric(db, rubricId)
  const asked = listSourced(body).filter(({ source }) => source === 'survey')
  if (asked.length === 0) refuse('conflict', 'scorecards.survey_without_questions')
  return {
    indicators: asked.map(({ code }) => code),
    questions: asked.map(({ zh }) => zh),
    questionsEn: asked.map(({ zh, en }) => en || zh),
  }
}
