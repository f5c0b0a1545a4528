/**
 * Previews: what a round would be published with, what it leaves out, and what has changed since another preview or version.
 *
 * Units    percent, 0–100; `covered` is points of the rubric's 100.
 * Shapes   `missing` are the codes of the indicators without a figure. Estates that nobody reviewed are in `notReviewed`, by name.
 *          Estates are in the order of the results: by stars, then community and name, so that the order ranks nobody.
 */
import { z } from 'zod'
import { unratedReasons } from '../../rounds/unrated.ts'

const percent = z.number().nullable()

export const PreviewedEstate = z.object({
  estateId: z.string(),
  name: z.string(),
  communityName: z.string(),
  companyName: z.string(),
  visits: z.number(),
  stars: z.number().nullable(),
  unrated: z.enum(unratedReasons).nullable(),
  vetoed: z.array(z.string()),
  rawMean: percent,
  adjusted: percent,
  low: percent,
  high: percent,
  covered: z.number().nullable(),
  linkedGroup: z.number().nullable(),
  place: z.number().nullable(),
  tied: z.number().nullable(),
  rule: z.number().nullable(),
  missing: z.array(z.string()),
})
export type PreviewedEstate = z.infer<typeof PreviewedEstate>

export const Preview = z.object({ estates: z.array(PreviewedEstate), notReviewed: z.array(z.string()) })
export type Preview = z.infer<typeof Preview>

/** How an estate comes out; null where it does not. */
export type Outcome = { stars: number | null; unrated: string | null; score: number | null }
export type OutcomeChange = { estateId: string; name: string; before: Outcome | null; after: Outcome | null }

type Compared = Pick<PreviewedEstate, 'estateId' | 'name' | 'stars' | 'unrated' | 'rawMean' | 'adjusted'>

/** The estates that come out otherwise than before, as it is shown: those with other stars first, then in the order of now. */
export function comparePreviews(before: readonly Compared[], now: readonly Compared[]): OutcomeChange[] {
  const known = new Map(before.map((estate) => [estate.estateId, estate]))
  const still = new Set(now.map(({ estateId }) => estateId))
  const pairs = [
    ...now.map((estate) => ({ estate, was: known.get(estate.estateId) ?? null, is: estate })),
    ...before.filter(({ estateId }) => !still.has(estateId)).map((estate) => ({ estate, was: estate, is: null })),
  ]
  const changes = pairs.flatMap(({ estate: { estateId, name }, was, is }) => {
    const [from, to] = [was && toOutcome(was), is && toOutcome(is)]
    return asShown(from) === asShown(to) ? [] : [{ estateId, name, before: from, after: to }]
  })
  return changes.toSorted((a, b) => Number(hasOtherStars(b)) - Number(hasOtherStars(a)))
}

const hasOtherStars = ({ before, after }: OutcomeChange) =>
  before?.stars !== after?.stars || before?.unrated !== after?.unrated

/** Scores are shown with one decimal. */
const asShown = (outcome: Outcome | null) =>
  outcome && JSON.stringify({ ...outcome, score: outcome.score === null ? null : outcome.score.toFixed(1) })

const toOutcome = ({ stars, unrated, adjusted, rawMean }: Compared): Outcome => ({
  stars,
  // Results published before there was a second reason had too few visits.
  unrated: stars === null ? (unrated ?? 'few_visits') : null,
  score: adjusted ?? rawMean,
})

type Indicator = { code: string }
type Dimension = { code: string; indicators: readonly Indicator[] }

/** Which estates an indicator or a dimension has no figure of; `all`: of none has it one. */
export type Missing = { code: string; all: boolean; names: string[] }

/** The dimensions without any figure, and the indicators without one in dimensions that have others. */
export function listMissing(dimensions: readonly Dimension[], estates: readonly PreviewedEstate[]) {
  const lacks = new Map(estates.map(({ estateId, missing }) => [estateId, new Set(missing)]))
  const isGone = (estate: PreviewedEstate, code: string) => lacks.get(estate.estateId)!.has(code)
  const ofDimension = ({ code, indicators }: Dimension) =>
    toMissing(
      code,
      estates.filter((estate) => indicators.every((one) => isGone(estate, one.code))),
      estates.length,
    )
  const ofIndicator = ({ code }: Indicator) =>
    toMissing(
      code,
      estates.filter((estate) => isGone(estate, code)),
      estates.length,
    )
  return {
    dimensions: dimensions.flatMap(ofDimension),
    indicators: dimensions.flatMap(({ indicators }) => indicators.flatMap(ofIndicator)),
  }
}

const toMissing = (code: string, found: readonly PreviewedEstate[], of: number): Missing[] =>
  found.length === 0 ? [] : [{ code, all: found.length === of, names: found.map(({ name }) => name) }]
