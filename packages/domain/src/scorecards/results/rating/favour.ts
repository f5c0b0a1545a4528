/**
 * Favour: how much higher reviewers mark whom they stand near, beside everything else.
 *
 * Model    y = μ + β kin + estate + reviewer + noise, β fixed, for marks that say whether reviewer and estate are kin.
 * Units    β in those of the values; `error` with the variances taken as known, `low … high` the 90 % band of bands.ts.
 * Shapes   null where it cannot be estimated: it takes eight marks of each sort, from four reviewers each, and four estates that
 *          have both. It is one number for all; nobody is named.
 * Errors   scorecards.no_marks, scorecards.mark_not_a_number.
 * Source   as rating.ts; β by generalised least squares in the same equations.
 */
import { bandsAround, type Predictor } from './bands.ts'
import { buildCells, type Cells, type Observation } from './model/cells.ts'
import { listComponents } from './components.ts'
import { layoutOf } from './model/layout.ts'
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
  const layout = layoutOf(cells, listComponents(cells), true)
  const identifiable = isIdentifiable(cells)
  const [small, big] =
    layout.smallIs === 'estate'
      ? [identifiable.estate, identifiable.reviewer]
      : [identifiable.reviewer, identifiable.estate]
  const { fit, leverage } = reml(layout, { small: !small, big: !big }, estimateMoments(layout))
  const reading: Predictor = {
    of: null,
    read: ({ fixed, fixedError }) => ({
      effect: Float64Array.of(fixed[1]!),
      variance: Float64Array.of(fixedError[1]![1]!),
    }),
  }
  const [[band]] = bandsAround(fit, [reading], [reading.read(fit, leverage)]) as [[{ low: number; high: number }]]
  return {
    favour: cells.scale * fit.fixed[1]!,
    error: cells.scale * Math.sqrt((fit.fixedError[1]![1]! * fit.square) / fit.degrees),
    low: cells.scale * band.low,
    high: cells.scale * band.high,
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
