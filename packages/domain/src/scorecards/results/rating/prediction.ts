/**
 * Prediction: what each level is predicted to be, and how far that may be from the truth.
 *
 * Units    standardised values, noise variance σ² = 1: multiply errors by σ.
 * Shapes   an estate's score is μ + u, so its error variance is that of μ̂ + û − μ − u: with b the effect that a column of
 *          ones would be predicted to have, (1 − b)² var μ̂ + γ S⁻¹. A reviewer's is that of v̂ − v alone.
 * Source   prediction error variance, Henderson 1975.
 */
import { dot } from './model/equations.ts'
import type { Fit, Leverage } from './model/likelihood.ts'

export type Predicted = {
  effect: Float64Array
  variance: Float64Array
  /** Variance of the effect with the mean taken as known. */
  given: Float64Array
  reliability: Float64Array
}

/** `of` names the factor; `around` is 1 for an effect together with the mean, 0 for the effect alone. */
export function predicted(fit: Fit, leverage: Leverage, of: 'small' | 'big', around: 0 | 1): Predicted {
  const { factored, effect } = fit
  const { ratios, weight } = factored
  const own = (i: number) =>
    of === 'small'
      ? ratios.small * leverage.small[i]!
      : ratios.big * weight[i]! * (1 + ratios.small * ratios.big * weight[i]! * leverage.big[i]!)
  return {
    effect: effectsOf(fit, of, around),
    variance: effect[of].map((_, i) => own(i) + fromMean(fit, of, i, i, around)),
    given: effect[of].map((_, i) => own(i)),
    reliability: effect[of].map((_, i) =>
      ratios[of] === 0 ? 0 : Math.max(0, 1 - (own(i) + fromMean(fit, of, i, i, 0)) / ratios[of]),
    ),
  }
}

/** The effects alone, which needs no leverage. */
export const effectsOf = ({ effect, fixed }: Fit, of: 'small' | 'big', around: 0 | 1): Float64Array =>
  effect[of].map((value) => value + around * fixed[0]!)

/** Error covariance of the scores of all levels; square, row by row. */
export function covariance(fit: Fit, of: 'small' | 'big'): Float64Array {
  const { ratios, weight } = fit.factored
  const levels = fit.effect[of].length
  const rows = Array.from({ length: levels }, (_, i) => getRow(fit, of, i))
  const out = new Float64Array(levels ** 2)
  for (let i = 0; i < levels; i++)
    for (let j = 0; j <= i; j++) {
      let sum = rows[i]!.block === rows[j]!.block ? dot(rows[i]!.values, rows[j]!.values) : 0
      if (of === 'small') sum *= ratios.small
      else sum *= ratios.small * ratios.big ** 2 * weight[i]! * weight[j]!
      if (of === 'big' && i === j) sum += ratios.big * weight[i]!
      out[i * levels + j] = out[j * levels + i] = sum + fromMean(fit, of, i, j, 1)
    }
  return out
}

/** L⁻¹ of the unit vector of a small level, or of a big level's row of N. */
function getRow({ factored: { layout } }: Fit, of: 'small' | 'big', level: number) {
  const { blocks, blockOf, placeOf, start, small, count } = layout
  const first = of === 'small' ? level : small[start[level]!]!
  const block = blockOf[first]!
  const { inverse, stride } = blocks[block]!
  const values = new Float64Array(stride)
  const take = (at: number, times: number) => {
    for (let m = placeOf[at]!; m < stride; m++) values[m]! += times * inverse[placeOf[at]! * stride + m]!
  }
  if (of === 'small') take(level, 1)
  else for (let at = start[level]!; at < start[level + 1]!; at++) take(small[at]!, count[at]!)
  return { block, values }
}

function fromMean({ columnEffect, fixedError }: Fit, of: 'small' | 'big', i: number, j: number, around: 0 | 1) {
  const aside = (k: number, at: number) => (k === 0 ? around : 0) - columnEffect[k]![of][at]!
  let sum = 0
  for (const [k, row] of fixedError.entries())
    for (const [m, value] of row.entries()) sum += aside(k, i) * value * aside(m, j)
  return sum
}
