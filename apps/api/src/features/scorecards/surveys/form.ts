import { inIntake, inPublic } from '@bilin/db/tenant'
import type { Pool } from '@bilin/db/connect'
import { toDay, type Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import { ResidentsAnswer, toAnswers } from '@bilin/domain/scorecards/surveys/survey'
import { z } from 'zod'
import { toRefusal } from '../../../errors.ts'
import { readClock } from '../../../rooms/clock.ts'
import { createCodeAttempts } from '../../../rooms/intake/attempts.ts'
import { open } from '../../../trpc.ts'
import { hashCode } from './codes.ts'
import { findByAddress, insertAnswers } from './queries.ts'

const isOver = ({ ended, until }: { ended: boolean; until: Day }, today: Day) => ended || until < today

export const surveyForm = {
  /** For anybody: the form of one estate's survey. */
  form: open
    .input(z.strictObject({ alliance: z.string().max(40), address: z.string().max(40) }))
    .query(({ ctx, input: { alliance, address } }) =>
      inPublic(ctx.pool, alliance, async (db, { name, example }) => {
        const survey = (await findByAddress(db, toAddress(address))) ?? unknown()
        const { questions, questionsEn, estate, roundTitle, until } = survey
        return {
          alliance: name,
          example,
          ...{ estate, roundTitle, until, over: isOver(survey, toDay(readClock(ctx.clock))) },
          questions: questions.map((zh, at) => ({ zh, en: questionsEn[at]! })),
        }
      }).catch(unknownToo),
    ),
}

export type AnswerSurvey = ReturnType<typeof createAnswerSurvey>

/** What a resident sends, from the page or from nowhere: not a procedure, because attempts are limited by the network they come from. */
export function createAnswerSurvey(pool: Pool) {
  const attempt = createCodeAttempts('scorecards.survey_too_many_attempts', [
    'scorecards.survey_code_unknown',
    'scorecards.survey_code_used',
  ])
  return async function answerSurvey(
    place: { alliance: string; address: string; from: string },
    typed: unknown,
    clock: Date | null = null,
  ): Promise<void> {
    const { code, answers } = ResidentsAnswer.parse(typed)
    const today = toDay(readClock(clock))
    const codeOf = (error: unknown) => toRefusal(error)?.code ?? null
    const take = () =>
      inIntake(pool, place.alliance, async (db) => {
        const survey = (await findByAddress(db, toAddress(place.address))) ?? unknown()
        if (isOver(survey, today)) refuse('conflict', 'scorecards.survey_over_for_residents')
        const given = toAnswers(answers, survey.questions.length)
        await insertAnswers(db, survey.id, [{ hash: hashCode(survey.id, code), answers: given }])
        // Inserting waits for the end of the survey where that is under way; what it changed is read here.
        const now = await findByAddress(db, survey.address)
        if (!now || isOver(now, today)) refuse('conflict', 'scorecards.survey_over_for_residents')
      }).catch(unknownToo)
    await attempt(place.from, take, codeOf)
  }
}

const toAddress = (typed: string) => typed.normalize('NFKC').trim().toLowerCase()
const unknown = () => refuse('not_found', 'scorecards.survey_unknown')

/** An unknown alliance and an unknown survey get the same answer. */
function unknownToo(error: unknown): never {
  if (toRefusal(error)?.code === 'tenants.not_found') unknown()
  throw error
}
