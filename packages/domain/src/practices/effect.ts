/**
 * Measured effect 实测成效: how much more an indicator rose in the estates that adopted a practice than in those that had not yet.
 *
 * Model    after = period + β before + τ adopted + noise, by least squares, in two ways: analysis of covariance estimates β,
 *          difference of changes takes it as 1. Estates that adopt are often the worst. If they were chosen by the very results
 *          that are compared, the worst rise by chance alone (regression to the mean), and the difference of changes finds an
 *          effect where there is none. If people know how poor an estate is, analysis of covariance allows for too little of it,
 *          because results have noise in them, and calls a useless practice harmful. The truth lies between the two.
 * Units    before, after: percent of the indicator as scored, 0–100, never the adjusted one, which is drawn towards the mean.
 *          τ is `points` of those, the mean of the two ways'; `low … high` its 90 % confidence interval.
 * Shapes   the interval reaches from the lower end of the two ways' to the higher one, so that it excludes 0 only where both do.
 *          null where it cannot be estimated: too few estates, no spread to judge chance by, or adoption and beginning that cannot
 *          be separated. Periods in which all adopted, or none, carry no information and are left out.
 * Source   Vickers & Altman, BMJ 323 (2001), 1123; Ding & Li, A bracketing relationship between difference-in-differences and
 *          lagged-dependent-variable adjustment, Political Analysis 27 (2019), 605.
 */
import { withinT } from '../student.ts'

export type EffectObservation = { estateId: string; period: string; adopted: boolean; before: number; after: number }
export type Effect = { points: number; low: number; high: number }

/** How sure an interval is, of 1. */
export const SURE = 0.9
/** Below this share of the spread adoption cannot be separated from where estates began. */
const MIN_SPREAD = 1e-9

export function estimateEffect(estates: readonly EffectObservation[], sure = SURE): Effect | null {
  const [covariance, changes] = [analyseCovariance(estates, sure), compareChanges(estates, sure)]
  if (!covariance || !changes) return null
  return {
    points: (covariance.points + changes.points) / 2,
    low: Math.min(covariance.low, changes.low),
    high: Math.max(covariance.high, changes.high),
  }
}

export const analyseCovariance = (estates: readonly EffectObservation[], sure = SURE) => fit(estates, sure, null)
export const compareChanges = (estates: readonly EffectObservation[], sure = SURE) => fit(estates, sure, 1)

/** With β given, or estimated where it is null. */
function fit(estates: readonly EffectObservation[], sure: number, given: number | null): Effect | null {
  const compared = comparable(estates)
  const rows = [...Map.groupBy(compared, ({ period }) => period).values()].flatMap(centred)
  const periods = new Set(compared.map(({ period }) => period)).size
  const sum = (of: (row: Centred) => number) => rows.reduce((total, row) => total + of(row), 0)
  const began = sum(({ before }) => before ** 2)
  const together = sum(({ before, adopted }) => before * adopted)
  const spread = sum(({ adopted }) => adopted ** 2)
  const allowed = given === null && began > MIN_SPREAD
  const left = spread - (allowed ? together ** 2 / began : 0)
  if (left <= MIN_SPREAD * spread) return null
  const computeSlope = (of: (row: Centred) => number) =>
    given ?? (allowed ? sum((row) => row.before * of(row)) / began : 0)
  const points = (sum((row) => row.adopted * row.after) - together * computeSlope((row) => row.after)) / left
  const slope = computeSlope((row) => row.after - points * row.adopted)
  const rest = sum((row) => (row.after - points * row.adopted - slope * row.before) ** 2)
  const degrees = compared.length - periods - (allowed ? 2 : 1)
  if (degrees < 1 || rest < MIN_SPREAD) return null
  const reach = withinT(sure, degrees) * Math.sqrt(rest / degrees / left)
  return { points, low: points - reach, high: points + reach }
}

/** The estates of periods in which some adopted and some did not. */
export function comparable<One extends { period: string; adopted: boolean }>(estates: readonly One[]): One[] {
  const mixed = new Set(
    [...Map.groupBy(estates, ({ period }) => period)]
      .filter(([, of]) => of.some(({ adopted }) => adopted) && of.some(({ adopted }) => !adopted))
      .map(([period]) => period),
  )
  return estates.filter(({ period }) => mixed.has(period))
}

type Centred = { adopted: number; before: number; after: number }

function centred(estates: readonly EffectObservation[]): Centred[] {
  const numbers = estates.map(({ adopted, before, after }) => ({ adopted: Number(adopted), before, after }))
  const mean = (of: (one: Centred) => number) => numbers.reduce((sum, one) => sum + of(one), 0) / numbers.length
  const middle = {
    adopted: mean(({ adopted }) => adopted),
    before: mean(({ before }) => before),
    after: mean(({ after }) => after),
  }
  return numbers.map(({ adopted, before, after }) => ({
    adopted: adopted - middle.adopted,
    before: before - middle.before,
    after: after - middle.after,
  }))
}
