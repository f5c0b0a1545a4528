/**
 * Likelihood: the restricted likelihood at given ratios, its slopes, and all that prediction needs.
 *
 * Units    −2 log of the restricted likelihood with σ² profiled out, as lme4 prints it: log |H| + log |Xᵀ H⁻¹ X| +
 *          (n − p) (1 + log 2π σ̂²), σ̂² = yᵀ P y / (n − p). Slopes are by the ratios γ, which exist at γ = 0 too.
 * Shapes   P = H⁻¹ − H⁻¹ X (Xᵀ H⁻¹ X)⁻¹ Xᵀ H⁻¹; `residual` is Zᵀ P y. `curve` is the average information of the profiled
 *          criterion: positive semidefinite, exact on average.
 * Source   Patterson & Thompson 1971; average information Gilmour, Thompson & Cullis 1995; trace from the inverse of the
 *          triangle and the rows of the absorbed factor, Johnson & Thompson 1995.
 */
import {
  add,
  copy,
  dot,
  effects,
  factorAt,
  invertBlocks,
  computeSums,
  type Factored,
  type Layout,
  type Ratios,
  type Sums,
} from './equations.ts'

/** `square` is yᵀ P y, σ̂² (n − p). */
export type Likelihood = { criterion: number; square: number; degrees: number }
export type Fit = Likelihood & {
  factored: Factored
  fixed: number[]
  /** (Xᵀ H⁻¹ X)⁻¹ */
  fixedError: number[][]
  effect: { small: Float64Array; big: Float64Array }
  /** Effects that each column of X would be predicted to have; and H⁻¹ of it. */
  columnEffect: { small: Float64Array; big: Float64Array }[]
  columnRest: Sums[]
  residual: Sums
}
export type Slopes = { gradient: [number, number]; curve: [number, number, number] }
/** Diagonals of S⁻¹ by level of the small factor, and Nⱼᵀ S⁻¹ Nⱼ by level of the big one. */
export type Leverage = { small: Float64Array; big: Float64Array }

export const fitAt = (layout: Layout, ratios: Ratios): Fit => computeFit(factorAt(layout, ratios))

/** The criterion alone, for who looks at many ratios: aᵀ H⁻¹ b from the effects of b, without the rest. */
export function likelihoodAt(layout: Layout, ratios: Ratios): Likelihood {
  const factored = factorAt(layout, ratios)
  const { columns, y } = layout
  const within = (a: Sums, of: Pick<Sums, 'small' | 'big'>) => dot(a.small, of.small) + dot(a.big, of.big)
  const ofColumns = columns.map((column) => effects(factored, column))
  const ofY = effects(factored, y)
  const known = columns.map((column) => ofColumns.map((of, k) => column.fixed[k]! - within(column, of)))
  const moved = columns.map((column, k) => y.fixed[k]! - within(column, ofY))
  const { inverse, logDet } = inverted(known)
  let rest = layout.square - within(y, ofY)
  for (const [k, row] of inverse.entries())
    for (const [m, value] of row.entries()) rest -= moved[k]! * value * moved[m]!
  return likelihood(layout, rest, factored.logDet + logDet)
}

function likelihood(layout: Layout, rest: number, logDet: number): Likelihood {
  const degrees = layout.observations - layout.columns.length
  const square = Math.max(rest, layout.square * 1e-15) + layout.floor
  return { criterion: logDet + degrees * (1 + Math.log((2 * Math.PI * square) / degrees)), square, degrees }
}

export function computeFit(factored: Factored): Fit {
  const { layout } = factored
  const columnEffect = layout.columns.map((column) => effects(factored, column))
  const columnRest = layout.columns.map((column, k) => add(copy(column), computeSums(layout, columnEffect[k]!), -1))
  const { inverse: fixedError, logDet } = inverted(columnRest.map(({ fixed }) => fixed))

  const effect = effects(factored, layout.y)
  const residual = add(copy(layout.y), computeSums(layout, effect), -1)
  const fixed = fixedError.map((row) => row.reduce((sum, value, k) => sum + value * residual.fixed[k]!, 0))
  for (const [k, b] of fixed.entries()) {
    add(residual, columnRest[k]!, -b)
    for (const side of ['small', 'big'] as const)
      for (let i = 0; i < effect[side].length; i++) effect[side][i]! -= b * columnEffect[k]![side][i]!
  }
  const explained =
    dot(layout.y.small, effect.small) +
    dot(layout.y.big, effect.big) +
    layout.y.fixed.reduce((sum, value, k) => sum + value * fixed[k]!, 0)
  return {
    factored,
    ...likelihood(layout, layout.square - explained, factored.logDet + logDet),
    fixed,
    fixedError,
    effect,
    columnEffect,
    columnRest,
    residual,
  }
}

/** From tr Zᵀ P Z of both factors. */
export function computeSlopes(fit: Fit, trace: Ratios): Slopes {
  const { residual, square, degrees } = fit
  const moved = { small: dot(residual.small, residual.small), big: dot(residual.big, residual.big) }
  const pull = {
    small: projectLevels(fit, 'small', residual.small),
    big: projectLevels(fit, 'big', residual.big),
  }
  const slope = (side: 'small' | 'big') => trace[side] - (degrees * moved[side]) / square
  const bend = (a: 'small' | 'big', b: 'small' | 'big') =>
    (degrees * dot(residual[b], pull[a][b])) / square - (degrees * moved[a] * moved[b]) / square ** 2
  // Marks without any effect bend nothing; tr (ZᵀPZ)² is at least this much, and the step ends.
  const least = (side: 'small' | 'big') => (0.1 * trace[side] ** 2) / residual[side].length
  return {
    gradient: [slope('small'), slope('big')],
    curve: [
      Math.max(bend('small', 'small'), least('small')),
      bend('small', 'big'),
      Math.max(bend('big', 'big'), least('big')),
    ],
  }
}

/** tr Zᵀ P Z of both factors. */
export function computeTraces({ factored, columnRest, fixedError }: Fit, leverage: Leverage): Ratios {
  const { layout, ratios, weight } = factored
  let big = 0
  for (let j = 0; j < weight.length; j++)
    big += weight[j]! * (layout.degree.big[j]! - ratios.small * weight[j]! * leverage.big[j]!)
  const known = (side: 'small' | 'big') => {
    let sum = 0
    for (const [k, row] of fixedError.entries())
      for (const [m, value] of row.entries()) sum += value * dot(columnRest[k]![side], columnRest[m]![side])
    return sum
  }
  return { small: smallTrace(factored, leverage) - known('small'), big: big - known('big') }
}

/** Zᵀ P Z x, where x has a value for each level of one factor. */
export function projectLevels(fit: Fit, side: 'small' | 'big', x: Float64Array): Sums {
  const none = (of: 'small' | 'big') => new Float64Array(fit.effect[of].length)
  const levels = side === 'small' ? { small: x, big: none('big') } : { small: none('small'), big: x }
  return project(fit, computeSums(fit.factored.layout, levels))
}

export function computeLeverage({ factored: { layout, weight } }: Fit): Leverage {
  invertBlocks(layout)
  const { blocks, blockOf, placeOf, start, small, count } = layout
  const leverage = { small: new Float64Array(blockOf.length), big: new Float64Array(weight.length) }
  for (const { levels, inverse, stride } of blocks)
    for (let i = 0; i < levels.length; i++) {
      let sum = 0
      for (let at = i * stride + i, end = (i + 1) * stride; at < end; at++) sum += inverse[at]! ** 2
      leverage.small[levels[i]!] = sum
    }
  const row = new Float64Array(Math.max(...blocks.map(({ stride }) => stride)))
  for (let j = 0; j < weight.length; j++) {
    const { inverse, stride } = blocks[blockOf[small[start[j]!]!]!]!
    const first = placeOf[small[start[j]!]!]!
    row.fill(0, first, stride)
    for (let at = start[j]!; at < start[j + 1]!; at++) addRow(row, inverse, placeOf[small[at]!]!, stride, count[at]!)
    let sum = 0
    for (let m = first; m < stride; m++) sum += row[m]! ** 2
    leverage.big[j] = sum
  }
  return leverage
}

/** P y of any vector. */
function project({ factored, fixedError, columnRest }: Fit, sums: Sums): Sums {
  const rest = add(sums, computeSums(factored.layout, effects(factored, sums)), -1)
  const fixed = fixedError.map((row) => row.reduce((sum, value, k) => sum + value * rest.fixed[k]!, 0))
  for (const [k, b] of fixed.entries()) add(rest, columnRest[k]!, -b)
  return rest
}

/** tr Zᵀ H⁻¹ Z of the small factor. */
function smallTrace({ layout, ratios, weight }: Factored, leverage: Leverage): number {
  let trace = 0
  if (ratios.small > 0) {
    for (const diagonal of leverage.small) trace += 1 - diagonal
    return trace / ratios.small
  }
  for (const marks of layout.degree.small) trace += marks
  for (let j = 0; j < weight.length; j++)
    for (let at = layout.start[j]!; at < layout.start[j + 1]!; at++)
      trace -= layout.count[at]! ** 2 * ratios.big * weight[j]!
  return trace
}

function addRow(row: Float64Array, inverse: Float64Array, place: number, stride: number, times: number) {
  for (let m = place, at = place * stride + place; m < stride; m++, at++) row[m]! += times * inverse[at]!
}

/** Of one row or two. */
function inverted(a: number[][]): { inverse: number[][]; logDet: number } {
  if (a.length === 1) return { inverse: [[1 / a[0]![0]!]], logDet: Math.log(a[0]![0]!) }
  const [[p, q], [, r]] = a as [[number, number], [number, number]]
  const determinant = p * r - q * q
  return {
    inverse: [
      [r / determinant, -q / determinant],
      [-q / determinant, p / determinant],
    ],
    logDet: Math.log(determinant),
  }
}
