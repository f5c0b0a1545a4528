/**
 * Surveys: what the coordinator opens for an estate, and what a household answers.
 *
 * Units    an answer is 5 很满意, 4, 3, 2, 1 很不满意, or 0 where a question was left blank.
 * Shapes   the answers of a survey stand in the order of its questions. On paper they are typed as digits, one for each question:
 *          554-45 and 554045 are the same.
 * Refusals scorecards.survey_code_malformed, survey_nothing_answered, survey_digits, survey_until_past, survey_only_later,
 *          survey_over, nothing_changed; those of slips.ts.
 */
import { z } from 'zod'
import type { Day } from '../../calendar.ts'
import { day, id, optional, tick, whole } from '../../fields.ts'
import { refuse } from '../../refusal.ts'
import { SurveyCode } from './code.ts'
import { MAX_HOUSEHOLDS, MIN_SLIPS } from './slips.ts'

/** The most answers that are typed in one batch. */
export const MAX_PAPERS = 200

/** For every estate of the round that has none yet. */
export const NewSurveys = z.strictObject({
  roundId: id(),
  until: day(),
  slips: whole({ min: MIN_SLIPS, max: MAX_HOUSEHOLDS }),
})

/** Gives the surveys of the round that are open a later last day. */
export const SurveyMove = z.strictObject({ roundId: id(), until: day() })

/** The last days that would change. Slips that are printed name them, so none may become earlier. */
export function listMovedDays(open: readonly Day[], until: Day, today: Day): Day[] {
  if (until < today) refuse('invalid', 'scorecards.survey_until_past', { field: 'until' })
  const days = [...new Set(open)].sort()
  const latest = days.at(-1)
  if (latest === undefined) refuse('conflict', 'scorecards.survey_over')
  if (until < latest) refuse('conflict', 'scorecards.survey_only_later', { field: 'until', params: { day: latest } })
  const moved = days.filter((day) => day !== until)
  if (moved.length === 0) refuse('conflict', 'scorecards.nothing_changed', { field: 'until' })
  return moved
}

/** Draws anew for one estate, with another number of households or slips. */
export const NewDraw = z.strictObject({
  surveyId: id(),
  households: whole({ min: 1, max: MAX_HOUSEHOLDS }),
  slips: whole({ min: 1, max: MAX_HOUSEHOLDS }),
})

/** `answers` as a form numbers them, `answers.0` for the first question. */
export const ResidentsAnswer = z.strictObject({
  code: SurveyCode,
  answers: z
    .preprocess(
      (typed) => (typed && typeof typed === 'object' && !Array.isArray(typed) ? typed : {}),
      z.record(z.string().regex(/^\d{1,2}$/u), z.coerce.number().int().min(1).max(5)),
    )
    .default({}),
})

const paper = z.strictObject({
  code: optional(SurveyCode),
  digits: optional(
    z
      .string()
      .refine((text) => text.length <= 60, { error: 'scorecards.survey_digits', abort: true })
      .transform(toDigits)
      .refine((text) => /^[0-5]+$/u.test(text), { error: 'scorecards.survey_digits' }),
  ),
})

export const PaperAnswers = z.strictObject({
  surveyId: id(),
  papers: z
    .preprocess(
      (typed) => (typed && typeof typed === 'object' && !Array.isArray(typed) ? Object.values(typed) : (typed ?? [])),
      z.array(paper).max(MAX_PAPERS),
    )
    .default([]),
})

/** Ends the surveys of a round for good. `confirmed`: the coordinator has read what that means. */
export const SurveyEnd = z.strictObject({
  roundId: id(),
  confirmed: tick().refine((ticked) => ticked, { error: 'scorecards.survey_end_unconfirmed' }),
})

/** The answers in the order of the questions. */
export function toAnswers(given: Readonly<Record<string, number>>, questions: number): number[] {
  const answers = Array.from({ length: questions }, (_, at) => given[String(at)] ?? 0)
  if (answers.every((mark) => mark === 0)) refuse('invalid', 'scorecards.survey_nothing_answered')
  return answers
}

export function parseDigits(digits: string, questions: number): number[] | null {
  const answers = [...digits].map(Number)
  return answers.length === questions && answers.some((mark) => mark > 0) ? answers : null
}

function toDigits(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s,、，/]/gu, '')
    .replace(/[-–—_xX×]/gu, '0')
}
