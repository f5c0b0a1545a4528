/**
 * Slips: how many an estate needs, and which households get one. Has no zod schemas, so that pages stay small.
 *
 * Units    households are numbered from 1, in the order of a list that the community has.
 * Shapes   all households, or at least 60 drawn at random. The draw is the first numbers of a shuffle (Fisher and Yates) whose random
 *          numbers are mulberry32's from the seed, so that anybody can repeat it.
 * Refusals scorecards.survey_without_households, survey_slips_too_few, survey_slips_too_many.
 */
import { refuse } from '../../refusal.ts'
import { random } from '../random.ts'

export const MIN_SLIPS = 60
export const MAX_HOUSEHOLDS = 20_000
export const CODE_CHARACTERS = '23456789CFGHJMPQRVWX'
export const CODE_LENGTH = 10
export const ADDRESS_LENGTH = 6

/** How many slips a survey needs, if `wanted` are wanted and there are fewer households in some estates. */
export const countSlips = (households: number, wanted: number): number => Math.min(households, wanted)

export function assertSlips(households: number, slips: number): void {
  if (households === 0) refuse('invalid', 'scorecards.survey_without_households', { field: 'households' })
  if (slips > households)
    refuse('invalid', 'scorecards.survey_slips_too_many', { params: { most: households }, field: 'slips' })
  const fewest = Math.min(households, MIN_SLIPS)
  if (slips < fewest) refuse('invalid', 'scorecards.survey_slips_too_few', { params: { fewest }, field: 'slips' })
}

/** The numbers of the drawn households, in ascending order. */
export function drawHouseholds(seed: number, households: number, slips: number): number[] {
  const numbers = Array.from({ length: households }, (_, at) => at + 1)
  const next = random(seed)
  for (let at = 0; at < slips; at++) {
    const from = at + Math.floor(next() * (households - at))
    const drawn = numbers[from]!
    numbers[from] = numbers[at]!
    numbers[at] = drawn
  }
  return numbers.slice(0, slips).sort((a, b) => a - b)
}

/** In two groups, as it is printed. */
export const formatCode = (code: string): string => `${code.slice(0, CODE_LENGTH / 2)} ${code.slice(CODE_LENGTH / 2)}`
