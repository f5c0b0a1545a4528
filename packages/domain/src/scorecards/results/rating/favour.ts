/**
 * Favour: how much higher reviewers mark estates that they are related to (kinship.ts), everything else being equal.
 *
 * Model    y = μ + β kin + estate + reviewer + noise, β fixed, for marks that say whether reviewer and estate are kin.
 * Units    β in those of the values; `error` with the variances taken as known, `low … high` the 90 % band of bands.ts.
 * Shapes   null where it cannot be estimated: it takes eight marks of each sort, from four reviewers each, and four estates that
 *          have both. It is one number for all; nobody is named.
 * Errors   scorecards.no_marks, scorecards.mark_not_a_number.
 * Source   as rating.ts; β by generalised least squares in the same equations.
 */
import { integrate, type Integrated, type Predictor } from './bands.ts'
import { buildCells, type Cells, type Observation } from './model/cells.ts'
import { listComponents } from './components.ts'
import { buildLayout } from './model/layout.ts'
import { estimateMoments } from './model/moments.ts'
import { reml } from './model/reml.ts'
import { isIdentifiable } from './identifiable.ts'

export type Favour = {
  favour: number
  error: number
  low: number
  high: number
  near: number
  others: number
}

const MARKS = 8
const REVIEWERS = 4
const BOTH = 4

export function estimateFavour(observations: readonly Observation[]): Favour | null {
  const cells = buildCells(observations)
  const near = observations.filter(({ kin }) => kin).length
  if (cells.scale === 0 || !isEnough(cells, near)) return null
  const layout = buildLayout(cells, listComponents(cells), true)
  const identifiable = isIdentifiable(cells)
  const [small, big] =
    layout.smallIs === 'estate'
      ? [identifiable.estate, identifiable.reviewer]
      : [identifiable.reviewer, identifiable.estate]
  const { fit, leverage } = reml(layout, { small: !small, big: !big }, estimateMoments(layout))
  const reading: Predictor = {
    of: null,
    effect: ({ fixed }) => Float64Array.of(fixed[1]!),
    variance: ({ fixedError }) => Float64Array.of(fixedError[1]![1]!),
  }
  const [{ score, low, high }] = integrate(fit, leverage, [reading]) as [Integrated]
  return {
    favour: cells.scale * score[0]!,
    error: cells.scale * Math.sqrt((fit.fixedError[1]![1]! * fit.square) / fit.degrees),
    low: cells.scale * low[0]!,
    high: cells.scale * high[0]!,
    near,
    others: cells.observations - near,
  }
}

function isEnough({ estate, reviewer, kin, observations }: Cells, near: number): boolean {
  const of = (levels: Int32Array, sort: number) => new Set(levels.filter((_, cell) => kin[cell] === sort))
  return (
    Math.min(near, observations - near) >= MARKS &&
    Math.min(of(reviewer, 0).size, of(reviewer, 1).size) >= REVIEWERS &&
    of(estate, 0).intersection(of(estate, 1)).size >= BOTH
  )
}
