/**
 * Mixture: the variances that the marks allow, each with its weight, instead of the one most likely set of them.
 *
 * Model    pairs of ratios, each weighted by its restricted likelihood and a prior on the three variances, p(σc², σr², σe²) ∝
 *          σc⁻¹ σr⁻¹ σe^(−3/2) T^(−1/8), T their sum: nearly flat on standard deviations, and proper with two levels.
 *          For the levels of a factor its own variance's share of T enters by its root once more, which is nearly flat on
 *          that variance. At each pair a score is t-distributed about its prediction there.
 *          It is a prior on shares of the whole, so that where marks cannot tell two variances apart (a reviewer a mark)
 *          their sum has the same prior as one of them would.
 * Shapes   `null` above 100 levels of the smaller factor: there the variances are known well enough.
 * Source   Harville 1974 (restricted likelihood is the marginal one); Gelman 2006 (flat on standard deviations); Datta, Rao
 *          & Smith 2005, Morris & Tang 2011 (flat on the levels' own variance); Fuglstad et al. 2020 (priors on shares).
 */
import type { Layout, Ratios } from './model/equations.ts'
import { likelihoodAt, type Fit, type Likelihood } from './model/likelihood.ts'
import { MAX_RATIO } from './model/step.ts'

export type Side = 'small' | 'big'
type Node = { angle: [number, number]; criterion: number }
type Box = { from: [number, number]; to: [number, number] }

/** A pair of ratios; `weight` is how likely it is beside the most likely one, before the share of a factor enters. */
export type Weighted = { ratios: Ratios; weight: number }

const INTEGRATED = 100
const ROUNDS = 6
const ACROSS = 7
/** A box that would shrink to more than this is left as it is. */
const ENOUGH = 0.5
/** Exponents of the prior: of a factor's share, of the noise's, and of the whole. */
const FACTOR = 1 / 2
const NOISE = 1 / 4
const WHOLE = 9 / 8
/** Points less likely than the best by e⁻⁵ are outside the box, by e⁻⁸ outside the mixture. */
const NEAR = 10
const FAR = 16

/** The mixture around the REML ratios. */
export function buildMixture(best: Fit): Weighted[] | null {
  const { layout } = best.factored
  if (Math.max(...layout.blocks.map(({ levels }) => levels.length)) > INTEGRATED) return null
  const nodes = ensemble(layout, best)
  const least = Math.min(...nodes.map(({ criterion }) => criterion))
  return nodes.map(({ angle, criterion }) => ({
    ratios: ratiosAt(angle),
    weight: Math.exp((least - criterion) / 2),
  }))
}

function ensemble(layout: Layout, best: Fit): Node[] {
  const top: Node = {
    angle: anglesAt(best.factored.ratios),
    criterion: posterior(layout, best.factored.ratios, best),
  }
  const most = (of: Side) => (varies(layout, of) ? Math.PI / 2 : 0)
  let box: Box = { from: [0, 0], to: [most('small'), most('big')] }
  for (let round = 1; ; round++) {
    const nodes = buildGrid(box).map((angle) => {
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

/** Degrees of the t distribution; the flatter the prior of the whole the less is left, but never nothing. */
export const freedom = ({ degrees }: Pick<Likelihood, 'degrees'>) => Math.max(1, degrees - 2 * WHOLE)
const whole = ({ small, big }: Ratios) => 1 + small + big
export const share = ({ factored: { layout, ratios } }: Fit, of: Side) =>
  varies(layout, of) ? ratios[of] / whole(ratios) : 1

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

function buildGrid({ from, to }: Box): [number, number][] {
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
