/**
 * Equations: Henderson's mixed-model equations of two crossed factors, the larger one absorbed.
 *
 * Model    y = X b + Z_s s + Z_b b + e, with var s = γ_s σ², var b = γ_b σ², var e = σ². "Small" is the factor with fewer
 *          levels, "big" the other. H = var y / σ².
 * Shapes   a vector y appears only as its sums by level (`small`, `big`) and its products with X (`fixed`). Levels of the
 *          small factor that no chain of marks joins stand in blocks of their own. Each block of the small factor's
 *          equations, scaled to stay regular at γ = 0, is S = I + γ_s D − γ_s γ_b N (I + γ_b D_b)⁻¹ Nᵀ.
 * Source   Henderson 1984; absorption as in Searle, Casella & McCulloch 1992, 7.6; the scaling is that of
 *          Bates et al. 2015, 3.4.
 */
import { factor, invert, solve } from './triangle.ts'

export type Sums = { small: Float64Array; big: Float64Array; fixed: number[] }
export type Ratios = { small: number; big: number }
export type Block = { levels: Int32Array; stride: number; l: Float64Array; inverse: Float64Array }

/** What does not change with the variances. Row j of the big factor meets `small[at]` `count[at]` times. */
export type Layout = {
  observations: number
  degree: { small: Float64Array; big: Float64Array }
  start: Int32Array
  small: Int32Array
  count: Float64Array
  blocks: Block[]
  /** Block and place in it, of each level of the small factor. */
  blockOf: Int32Array
  placeOf: Int32Array
  columns: Sums[]
  y: Sums
  square: number
  /** Added to the noise's sum of squares; 0 unless there is no noise at all. */
  floor: number
}

/** The equations ready to be solved at some ratios: x ← S⁻¹ x. `logDet` is log |H|. */
export type Factored = {
  layout: Layout
  ratios: Ratios
  weight: Float64Array
  logDet: number
  solve(x: Float64Array): void
}

export function factorAt(layout: Layout, ratios: Ratios): Factored {
  const { blocks, blockOf, placeOf, degree, start, small, count } = layout
  const weight = degree.big.map((marks) => 1 / (1 + ratios.big * marks))
  for (const { l, levels, stride } of blocks) {
    l.fill(0)
    for (let i = 0; i < stride; i++)
      l[i * stride + i] = i < levels.length ? 1 + ratios.small * degree.small[levels[i]!]! : 1
  }
  let logDet = 0
  for (let j = 0; j < weight.length; j++) {
    logDet -= Math.log(weight[j]!)
    const both = ratios.small * ratios.big * weight[j]!
    if (both === 0) continue
    const { l, stride } = blocks[blockOf[small[start[j]!]!]!]!
    for (let at = start[j]!; at < start[j + 1]!; at++) {
      const row = placeOf[small[at]!]! * stride
      const times = both * count[at]!
      // Levels in a row ascend, and so do their places: this is the lower triangle.
      for (let to = start[j]!; to <= at; to++) l[row + placeOf[small[to]!]!]! -= times * count[to]!
    }
  }
  for (const { l, stride } of blocks) logDet += factor(l, stride)
  const solveAll = (x: Float64Array) => {
    for (const { l, levels, stride } of blocks) {
      const part = Float64Array.from(levels, (level) => x[level]!)
      solve(l, stride, part, levels.length)
      for (let i = 0; i < levels.length; i++) x[levels[i]!] = part[i]!
    }
  }
  return { layout, ratios, weight, logDet, solve: solveAll }
}

export function invertBlocks({ blocks }: Layout): void {
  for (const { l, inverse, stride } of blocks) invert(l, inverse, stride)
}

/** Predicted effects for a vector whose mean is known to be 0: γ Zᵀ H⁻¹ y. */
export function effects(factored: Factored, sums: Pick<Sums, 'small' | 'big'>) {
  const { layout, ratios, weight } = factored
  const { start, small, count } = layout
  const found = { small: sums.small.slice(), big: sums.big.slice() }
  for (let j = 0; j < weight.length; j++) {
    const shrunk = ratios.big * weight[j]! * sums.big[j]!
    for (let at = start[j]!; at < start[j + 1]!; at++) found.small[small[at]!]! -= count[at]! * shrunk
  }
  for (let i = 0; i < found.small.length; i++) found.small[i]! *= ratios.small
  factored.solve(found.small)
  for (let j = 0; j < weight.length; j++) {
    for (let at = start[j]!; at < start[j + 1]!; at++) found.big[j]! -= count[at]! * found.small[small[at]!]!
    found.big[j]! *= ratios.big * weight[j]!
  }
  return found
}

/** Zᵀ (Z_s s + Z_b b) and Xᵀ of the same. */
export function computeSums(layout: Layout, { small: s, big: b }: Pick<Sums, 'small' | 'big'>): Sums {
  const { start, small, count, degree, columns } = layout
  const out = {
    small: s.map((effect, i) => effect * degree.small[i]!),
    big: b.map((effect, j) => effect * degree.big[j]!),
    fixed: columns.map((column) => dot(column.small, s) + dot(column.big, b)),
  }
  for (let j = 0; j < b.length; j++)
    for (let at = start[j]!; at < start[j + 1]!; at++) {
      out.small[small[at]!]! += count[at]! * b[j]!
      out.big[j]! += count[at]! * s[small[at]!]!
    }
  return out
}

/** Adds `times` b to a, in place. */
export function add(a: Sums, b: Sums, times: number): Sums {
  for (let i = 0; i < a.small.length; i++) a.small[i]! += times * b.small[i]!
  for (let j = 0; j < a.big.length; j++) a.big[j]! += times * b.big[j]!
  for (let k = 0; k < a.fixed.length; k++) a.fixed[k]! += times * b.fixed[k]!
  return a
}

export const copy = ({ small, big, fixed }: Sums): Sums => ({
  small: small.slice(),
  big: big.slice(),
  fixed: [...fixed],
})

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
