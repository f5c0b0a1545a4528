/**
 * Bands: where nine in ten truths lie, when the variances themselves are only estimated.
 *
 * Model    with few compounds or visitors a plug-in band (± 1.645 errors) takes REML's variances as known and covers too
 *          little; at a variance estimated as 0 it covers next to nothing. So the bands are integrated over the ratios:
 *          each pair is weighted by its restricted likelihood and by the root of the sine of each angle whose
 *          tangent is half a factor's standard deviation over the noise's (a half-Cauchy prior of scale 2, thinned towards 0);
 *          at each pair a score is
 *          t-distributed about its prediction there. The band runs from the 5th to the 95th percentile of the mixture, and
 *          always holds the prediction at the REML ratios. Above 100 levels of the smaller factor the variances are known
 *          well enough, and the plug-in band stands.
 * Source   Harville 1974 (restricted likelihood is the marginal one); Gelman 2006 (prior on standard deviations); measured
 *          in docs/decisions/0012. Percentile of t by Wallace's normal approximation (1959).
 */
import type { Layout, Ratios } from './equations.ts'
import { fitAt, leverageOf, type Fit, type Leverage } from './likelihood.ts'

type Band = { low: number; high: number }
type Node = { angle: [number, number]; criterion: number }
type Part = { weight: number; effect: Float64Array; error: Float64Array }
type Box = { from: [number, number]; to: [number, number] }

const INTEGRATED = 100
const ROUNDS = 6
const ACROSS = 7
/** Scale of the half-Cauchy prior on standard deviations over the noise's. */
const SCALE = 2
/** What is less likely than the best by e⁻⁵ is left out of the box, by e⁻⁸ out of the mixture. */
const NEAR = 10
const FAR = 16
const NORMAL_90 = 1.6448536269514722

/** What is read off a fit: predictions and their error variances, in units of the noise variance. */
export type Reading = (fit: Fit, leverage: Leverage) => { effect: Float64Array; variance: Float64Array }

/** Bands of all that is read, in standardised values; `centres` are the readings at the best ratios. */
export function bandsAround(
  best: Fit,
  readings: readonly Reading[],
  centres: readonly ReturnType<Reading>[],
  integrated = INTEGRATED,
): Band[][] {
  const { layout } = best.factored
  const least = Math.max(...layout.blocks.map(({ levels }) => levels.length))
  if (least > integrated) {
    const noise = Math.sqrt(best.square / best.degrees)
    return centres.map(({ effect, variance }) =>
      Array.from(effect, (value, i) => plugIn(value, noise * Math.sqrt(Math.max(0, variance[i]!)))),
    )
  }
  const parts = partsOf(layout, ensemble(layout, best), readings)
  return centres.map(({ effect }, k) => bandsOf(parts[k]!, effect, best.degrees))
}

/** A factor of one level stays out: it cannot be told from the mean, however many marks there are. */
function ensemble(layout: Layout, best: Fit): Node[] {
  const vary = { small: layout.degree.small.length > 1, big: layout.degree.big.length > 1 }
  const { small, big } = best.factored.ratios
  const top = { angle: [angleOf(small), angleOf(big)] as [number, number], criterion: best.criterion }
  let box: Box = { from: [0, 0], to: [vary.small ? Math.PI / 2 : 0, vary.big ? Math.PI / 2 : 0] }
  for (let round = 1; ; round++) {
    const nodes = gridOf(box).map((angle) => ({
      angle,
      criterion: fitAt(layout, ratiosAt(angle)).criterion - prior(angle),
    }))
    const least = Math.min(...nodes.map(({ criterion }) => criterion), top.criterion)
    const narrow = around(box, [...nodes.filter(({ criterion }) => criterion < least + NEAR), top])
    if (round === ROUNDS || area(narrow) > 0.5 * area(box))
      return nodes.filter(({ criterion }) => criterion < least + FAR)
    box = narrow
  }
}

/** Bands in standardised values, for all levels of a factor. */
function bandsOf(parts: readonly Part[], best: Float64Array, degrees: number): Band[] {
  return Array.from(best, (prediction, i) => {
    const at = parts.map(({ weight, effect, error }) => ({ weight, mean: effect[i]!, error: error[i]! }))
    return {
      low: Math.min(prediction, percentile(at, 0.05, degrees)),
      high: Math.max(prediction, percentile(at, 0.95, degrees)),
    }
  })
}

function partsOf(layout: Layout, nodes: readonly Node[], readings: readonly Reading[]) {
  const least = Math.min(...nodes.map(({ criterion }) => criterion))
  const parts = readings.map((): Part[] => [])
  for (const { angle, criterion } of nodes) {
    const fit = fitAt(layout, ratiosAt(angle))
    const leverage = leverageOf(fit)
    const noise = fit.square / fit.degrees
    for (const [k, reading] of readings.entries()) {
      const { effect, variance } = reading(fit, leverage)
      const error = variance.map((value) => Math.sqrt(Math.max(0, value * noise)))
      parts[k]!.push({ weight: Math.exp((least - criterion) / 2), effect, error })
    }
  }
  return parts
}

/** By Newton's steps from where a normal distribution of the same mean and variance has it, inside a bracket. */
function percentile(
  parts: readonly { weight: number; mean: number; error: number }[],
  p: number,
  degrees: number,
) {
  let [whole, mean, square] = [0, 0, 0]
  let [low, high] = [Infinity, -Infinity]
  for (const part of parts) {
    whole += part.weight
    mean += part.weight * part.mean
    square += part.weight * (part.mean ** 2 + part.error ** 2)
    low = Math.min(low, part.mean - 60 * part.error)
    high = Math.max(high, part.mean + 60 * part.error)
  }
  mean /= whole
  const wide = Math.sqrt(Math.max(0, square / whole - mean ** 2))
  let x = mean + (p < 0.5 ? -NORMAL_90 : NORMAL_90) * wide
  for (let turn = 0; turn < 60; turn++) {
    let [below, slope] = [-p * whole, 0]
    for (const part of parts) {
      const t = (x - part.mean) / part.error
      below += part.weight * tBelow(t, degrees)
      slope += (part.weight / part.error) * Math.exp(-0.5 * t * t)
    }
    if (below < 0) low = x
    else high = x
    const next = x - (below * Math.sqrt(2 * Math.PI)) / slope
    const to = next > low && next < high ? next : (low + high) / 2
    if (!(Math.abs(to - x) > 1e-8 * wide)) return to
    x = to
  }
  return x
}

/** Twice the logarithm of the prior density. */
const prior = (angle: readonly number[]) =>
  angle.reduce((sum, a) => sum + (a > 0 ? Math.log(Math.sin(a)) : 0), 0)
const angleOf = (ratio: number) => Math.atan(Math.sqrt(ratio) / SCALE)
const ratioOf = (angle: number) => (SCALE * Math.tan(angle)) ** 2
const ratiosAt = ([small, big]: [number, number]): Ratios => ({ small: ratioOf(small), big: ratioOf(big) })

function gridOf({ from, to }: Box): [number, number][] {
  const along = (k: 0 | 1) =>
    to[k] === from[k]
      ? [from[k]]
      : Array.from({ length: ACROSS }, (_, i) => from[k] + ((i + 0.5) / ACROSS) * (to[k] - from[k]))
  return along(0).flatMap((small) => along(1).map((big): [number, number] => [small, big]))
}

function around({ from, to }: Box, nodes: readonly Node[]): Box {
  const side = (k: 0 | 1): [number, number] => {
    const step = (to[k] - from[k]) / ACROSS
    const angles = nodes.map(({ angle }) => angle[k])
    return [Math.max(from[k], Math.min(...angles) - step), Math.min(to[k], Math.max(...angles) + step)]
  }
  const [a, b] = [side(0), side(1)]
  return { from: [a[0], b[0]], to: [a[1], b[1]] }
}

const area = ({ from, to }: Box) => [0, 1].reduce((product, k) => product * (to[k]! - from[k]! || 1), 1)

function tBelow(t: number, degrees: number): number {
  if (Number.isNaN(t)) return 0.5
  const z = (Math.sqrt(degrees * Math.log1p((t * t) / degrees)) * (8 * degrees + 1)) / (8 * degrees + 3)
  return t < 0 ? upper(z) : 1 - upper(z)
}

/** Upper tail of the normal distribution at z ≥ 0, to seven digits (Abramowitz & Stegun 26.2.17). */
function upper(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 0.3989422804014327 * Math.exp(-0.5 * z * z) * sum
}
const plugIn = (prediction: number, error: number): Band => ({
  low: prediction - NORMAL_90 * error,
  high: prediction + NORMAL_90 * error,
})
