import { refuse } from '@bilin/domain/refusal'
import { PaperAnswers, parseDigits } from '@bilin/domain/scorecards/surveys/survey'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { hashCode } from './codes.ts'
import { findSurvey, insertAnswers, listKnownCodes, listUsed, lockSurvey } from './queries.ts'
import { lockSurveyed } from './opening.ts'

/** Why a paper was not taken. */
export type PaperProblem = 'code_missing' | 'digits_missing' | 'unknown' | 'used' | 'twice'

export const paperProcedures = {
  /**
   * Answers on paper, typed as a batch: what is complete is saved, the rest is returned with what is wrong. Of two answers with one code
   * the first counts, on paper or not.
   */
  enterPapers: coordinating('scorecards.survey')
    .input(PaperAnswers)
    .mutation(async ({ ctx: { db }, input: { surveyId, papers } }) => {
      await lockSurveyed(db, (await findSurvey(db, surveyId)).roundId)
      const survey = await lockSurvey(db, surveyId)
      if (survey.ended) refuse('conflict', 'scorecards.survey_over')
      const typed = papers.filter(({ code, digits }) => code || digits)
      if (typed.length === 0) refuse('invalid', 'scorecards.survey_no_papers')
      const hashed = typed.map((paper) => ({ ...paper, hash: paper.code ? hashCode(surveyId, paper.code) : '' }))
      const hashes = hashed.map(({ hash }) => hash)
      const known = new Set((await listKnownCodes(db, surveyId, hashes)).map(({ hash }) => hash))
      const used = new Set((await listUsed(db, surveyId)).map(({ hash }) => hash))
      const seen = new Set<string>()
      const taken: { hash: string; answers: number[] }[] = []
      const left = hashed.flatMap(({ code = '', digits = '', hash }) => {
        const problem = (why: PaperProblem) => [{ code, digits, why }]
        if (!code) return problem('code_missing')
        const answers = parseDigits(digits, survey.questions.length)
        if (!answers) return problem('digits_missing')
        if (!known.has(hash)) return problem('unknown')
        if (used.has(hash)) return problem('used')
        if (seen.has(hash)) return problem('twice')
        seen.add(hash)
        taken.push({ hash, answers })
        return []
      })
      await insertAnswers(db, surveyId, taken)
      if (taken.length > 0)
        await record(db, 'scorecards.survey_papers_entered', survey.roundId, { papers: taken.length })
      return { taken: taken.length, left }
    }),
}
