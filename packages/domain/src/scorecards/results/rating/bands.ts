/**
 * Bands: where nine in ten truths lie, when the variances themselves are only estimated.
 *
 * Model    with few estates or reviewers a plug-in band (± 1.645 errors) takes REML's variances as known and covers too
 *          little; at a variance estimated as 0 it covers next to nothing. So the bands are integrated over the ratios,
 *          each pair weighted by its restricted likelihood and a prior on the three variances, p(σc², σr², σe²) ∝
 *          σc⁻¹ σr⁻¹ σe^(−3/2) T^(−1/8), T their sum: nearly flat on standard deviations, and proper with two levels.
 *          For the levels of a factor its own variance's share of T enters by its root once more, which is nearly flat on
 *          that variance. At each pair a score is t-distributed about its prediction there. The band runs from the 5th to
 *          the 95th percentile of the mixture, and always holds the prediction at the REML ratios. Above 100 levels of the
 *          smaller factor the variances are known well enough, and the plug-in band stands.
 *          It is a prior on shares of the whole, so that where marks cannot tell two variances apart (a reviewer a mark)
 *          their sum has the same prior as one of them would.
 * Source   Harville 1974 (restricted likelihood is the marginal one); Gelman 2006 (flat on standard deviations); Datta, Rao
 *          & Smith 2005, Morris & Tang 2011 (flat on the levels' own variance); Fuglstad et al. 2020 (priors on shares).
 *          Percentile of t by Wallace's normal approximation (1959).
 * Measured in docs/decisions/0012: 89 to 96 in a hundred over eleven shapes of round, but 97 to 98 where three or four
 *          reviewers, of nearly one severity, made all the marks.
 */
import type { Layout, Ratios } from './model/equations.ts'
import { fitAt, leverageOf, likelihoodAt, type Fit, type Leverage, type Likelihood } from './model/likelihood.ts'
import { MAX_RATIO } from './model/step.ts'

type Side = 'small' | 'big'
type Band = { low: number; high: number }
type Predictions = { effect: Float64Array; variance: Float64Array }
type Node = { angle: [number, number]; criterion: number }
type Part = { weight: number; effect: Float64Array; error: Float64Array }
type Box = { from: [number, number]; to: [number, number] }

const INTEGRATED = 100
const ROUNDS = 6
const ACROSS = 7
/** A box that would shrink to more than this is left as it is. */
const ENOUGH = 0.5
/** Exponents of the prior: of a factor's share, of the noise's, and of the whole. */
const FACTOR = 1 / 2
const NOISE = 1 / 4
const WHOLE = 9 / 8
/** What is less likely than the best by e⁻⁵ is left out of the box, by e⁻⁸ out of the mixture. */
const NEAR = 10
const FAR = 16
const NORMAL_90 = 1.6448536269514722

/** What is read off a fit: predictions and their error variances, in units of the noise variance. */
export type Predictor = {
  /** The factor whose levels are read; null for what is fixed. */
  of: Side | null
  read(fit: Fit, leverage: Leverage): Predictions
}

/** Bands of all that is read, in standardised values; `centres` are the readings at the best ratios. */
export function bandsAround(
  best: Fit,
  readings: readonly Predictor[],
  centres: readonly Predictions[],
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
  return centres.map(({ effect }, k) => bandsOf(parts[k]!, effect, freedom(best)))
}

function ensemble(layout: Layout, best: Fit): Node[] {
  const top: Node = {
    angle: anglesAt(best.factored.ratios),
    criterion: posterior(layout, best.factored.ratios, best),
  }
  const most = (of: Side) => (varies(layout, of) ? Math.PI / 2 : 0)
  let box: Box = { from: [0, 0], to: [most('small'), most('big')] }
  for (let round = 1; ; round++) {
    const nodes = gridOf(box).map((angle) => {
      const ratios = ratiosAt(angle)
      return { angle, criterion: posterior(layout, ratios, likelihoodAt(layout, ratios)) }
    })
    const least = Math.min(...nodes.map(({ criterion }) => criterion), top.criterion)
    const narrow = around(box, [...nodes.filter(({ criterion }) => criterion < least + NEAR), top])
    if (round === ROUNDS || area(narrow) > ENOUGH * area(box))
      return nodes.filter(({ criterion }) => criterion < least + FAR)
    box = narrow
  }
}

/** A factor of one level stays out: it cannot be separated from the mean, however many marks there are. */
const varies = ({ degree }: Layout, of: Side) => degree[of].length > 1

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

function partsOf(layout: Layout, nodes: readonly Node[], readings: readonly Predictor[]) {
  const least = Math.min(...nodes.map(({ criterion }) => criterion))
  const parts = readings.map((): Part[] => [])
  for (const { angle, criterion } of nodes) {
    const fit = fitAt(layout, ratiosAt(angle))
    const leverage = leverageOf(fit)
    const noise = fit.square / freedom(fit)
    for (const [k, { of, read }] of readings.entries()) {
      const { effect, variance } = read(fit, leverage)
      const error = variance.map((value) => Math.sqrt(Math.max(0, value * noise)))
      const weight = Math.exp((least - criterion) / 2) * Math.sqrt(of ? share(fit, of) : 1)
      parts[k]!.push({ weight, effect, error })
    }
  }
  return parts
}

/** By Newton's steps from where a normal distribution of the same mean and variance has it, inside a bracket. */
function percentile(parts: readonly { weight: number; mean: number; error: number }[], p: number, degrees: number) {
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
  // Wallace: t as a normal z, and the density of t but for a factor near 1.
  const narrow = (8 * degrees + 1) / (8 * degrees + 3)
  for (let turn = 0; turn < 60; turn++) {
    let [below, slope] = [-p * whole, 0]
    for (const part of parts) {
      const t = (x - part.mean) / part.error
      const far = Math.log1p((t * t) / degrees)
      const tail = upper(narrow * Math.sqrt(degrees * far))
      below += part.weight * (t < 0 ? tail : 1 - tail)
      slope += (part.weight / part.error) * Math.exp(-0.5 * (degrees + 1) * far)
    }
    if (below < 0) low = x
    else high = x
    const next = x - (below * Math.sqrt(2 * Math.PI)) / slope
    const to = next > low && next < high ? next : (low + high) / 2
    if (!(Math.abs(to - x) > 1e-7 * wide)) return to
    x = to
  }
  return x
}

/** Twice the logarithm of the posterior density of the angles, negative; σ² is integrated over. */
function posterior(layout: Layout, ratios: Ratios, { criterion, degrees, square }: Likelihood): number {
  const left = degrees - freedom({ degrees })
  const [small, big] = anglesAt(ratios).map(Math.cos) as [number, number]
  const density = (cosine: number, others: number) =>
    (4 * others - 1) * Math.log(cosine) - 0.5 * Math.log1p(cosine ** 2)
  const prior = varies(layout, 'big')
    ? density(big, NOISE) + (varies(layout, 'small') ? density(small, NOISE + FACTOR) : 0)
    : density(small, NOISE)
  return criterion - left * Math.log(square * whole(ratios)) - 2 * prior
}

/** Of the t distribution; the flatter the prior of the whole the less is left, but never nothing. */
const freedom = ({ degrees }: Pick<Likelihood, 'degrees'>) => Math.max(1, degrees - 2 * WHOLE)
const whole = ({ small, big }: Ratios) => 1 + small + big
const share = ({ factored: { layout, ratios } }: Fit, of: Side) => (varies(layout, of) ? ratios[of] / whole(ratios) : 1)

/**
 * The small factor's share of the whole and the big one's of the rest, each 1 − cos⁴: what a big factor of few marks has in
 * common with the noise lies along the second, and the prior's density is nearly even over both.
 */
const anglesAt = ({ small, big }: Ratios): [number, number] => [
  Math.acos(((1 + big) / (1 + small + big)) ** 0.25),
  Math.acos((1 / (1 + big)) ** 0.25),
]
function ratiosAt([first, second]: [number, number]): Ratios {
  const [rest, noise] = [Math.cos(first) ** 4, Math.cos(second) ** 4]
  return { small: Math.min(MAX_RATIO, (1 - rest) / (rest * noise)), big: Math.min(MAX_RATIO, (1 - noise) / noise) }
}

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
