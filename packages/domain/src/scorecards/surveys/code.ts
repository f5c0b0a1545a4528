/**
 * Codes of slips. A code is used once, and says nothing about who used it.
 *
 * Shapes   ten characters without those that are taken for each other (0 and O, 1, I and L, B, D, S, Z …): 43 bits. What is typed may
 *          have spaces, hyphens, lower case and full-width characters.
 * Refusals fields.required, scorecards.survey_code_malformed.
 */
import { z } from 'zod'
import { CODE_CHARACTERS, CODE_LENGTH } from './slips.ts'

const isCode = new RegExp(`^[${CODE_CHARACTERS}]{${CODE_LENGTH}}$`, 'u')
const LONGEST = 60

export const SurveyCode = z.preprocess(
  (typed: string) => (typeof typed === 'string' && typed.length <= LONGEST ? normalizeCode(typed) || undefined : typed),
  z.string({ error: 'fields.required' }).regex(isCode, { error: 'scorecards.survey_code_malformed' }),
)

/** As it stands on the slip, without what people put between or write otherwise. */
const normalizeCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\-–—·]/gu, '')
    .toUpperCase()
