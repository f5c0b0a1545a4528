/**
 * Rating: what compounds are worth once severe and mild reviewers are allowed for.
 *
 * Model    y = μ + compound + reviewer + noise; compounds and reviewers are random and crossed in any way (unbalanced,
 *          nested, with marks repeated). Variances by REML; scores μ̂ + û are best linear unbiased predictions.
 * Units    those of the values given (percents, marks); `icc` is the share of compounds in the variance of one mark,
 *          `share` the same for each of the three; reliability is 1 − var(û − u) / var u, from 0 to 1. The criterion is
 *          −2 log of the restricted likelihood as lme4 prints it.
 * Shapes   a compound's `adjusted` is its score, its `raw` the plain mean of its marks. A reviewer's `adjusted` is their
 *          severity: how far above (mild) or below (severe) the others they mark. `error` is the standard error of
 *          prediction with the variances taken as known; `low … high` is the 90 % band, see rating/bands.ts. Everything
 *          is sorted by id; the order in which marks come changes no bit of it.
 * Edges    A variance that would be negative is 0. `told` says which variances the marks can tell: not that of a factor
 *          with one level, nor of one with as many levels as marks (it is one with the noise), nor of reviewers who each
 *          are alone at one compound and alone there; it is 0 then. Marks all equal: all variances 0, criterion null, as
 *          it is where compounds and reviewers leave no noise. One single mark: errors and bands null.
 *          Compounds of different `components` share no chain of reviewers; they must not be compared.
 * Errors   scorecards.no_marks, scorecards.mark_not_a_number.
 * Source   Henderson's mixed-model equations (1950, 1975); Patterson & Thompson 1971; Gilmour, Thompson & Cullis 1995;
 *          Bates, Mächler, Bolker & Walker 2015, Fitting linear mixed-effects models using lme4.
 */
import { cellsOf, type Cells, type Observation } from './rating/cells.ts'
import { componentsOf, type Component } from './rating/components.ts'
import { layoutOf, type Arranged } from './rating/layout.ts'
import { momentsOf } from './rating/moments.ts'
import { covariance, predicted } from './rating/prediction.ts'
import { reml, type Reml } from './rating/reml.ts'

export type { Observation }
export type Rated = {
  id: string
  observations: number
  raw: number
  adjusted: number
  error: number | null
  low: number | null
  high: number | null
  reliability: number
}
export type Spread = { compound: number; reviewer: number; noise: number }
export type Rating = {
  observations: number
  mean: number
  meanError: number | null
  sd: Spread
  share: Spread
  icc: number
  told: { compound: boolean; reviewer: boolean }
  criterion: number | null
  compounds: Rated[]
  reviewers: Rated[]
  components: Component[]
  /** Of the compounds' scores, row by row in their order; null when there are more than 200 of them. */
  covariance: Float64Array | null
  search: { steps: number; gradient: number; converged: boolean }
}

const COVARIED = 200
const NORMAL_90 = 1.6448536269514722

export function rate(observations: readonly Observation[]): Rating {
  const cells = cellsOf(observations)
  const components = componentsOf(cells)
  const told = tellable(cells)
  if (cells.scale === 0) return flat(cells, components, told)
  const layout = layoutOf(cells, components)
  const bigIs = layout.smallIs === 'compound' ? 'reviewer' : 'compound'
  const found = reml(layout, { small: !told[layout.smallIs], big: !told[bigIs] }, momentsOf(layout))
  return summed(cells, components, told, layout, found)
}

function summed(
  cells: Cells, components: Component[], told: Rating['told'], layout: Arranged, { fit, leverage, search, atMost }: Reml,
): Rating {
  const side = (of: 'compound' | 'reviewer') => (of === layout.smallIs ? 'small' : 'big')
  const noise = cells.scale * Math.sqrt(fit.square / fit.degrees)
  const sd = {
    compound: noise * Math.sqrt(fit.factored.ratios[side('compound')]),
    reviewer: noise * Math.sqrt(fit.factored.ratios[side('reviewer')]),
    noise: atMost ? 0 : noise,
  }
  const rated = (of: 'compound' | 'reviewer', around: 0 | 1): Rated[] => {
    const { effect, variance, reliability } = predicted(fit, leverage, side(of), around)
    const names = of === 'compound' ? cells.compounds : cells.reviewers
    const raw = layout.y[side(of)]
    const degree = layout.degree[side(of)]
    return names.map((id, i) => {
      const adjusted = around * cells.mean + cells.scale * effect[i]!
      const error = noise * Math.sqrt(Math.max(0, variance[i]!))
      return {
        id,
        observations: degree[i]!,
        raw: cells.mean + (cells.scale * raw[i]!) / degree[i]!,
        adjusted,
        error,
        low: adjusted - NORMAL_90 * error,
        high: adjusted + NORMAL_90 * error,
        reliability: reliability[i]!,
      }
    })
  }
  const few = cells.compounds.length <= COVARIED
  return {
    observations: cells.observations,
    mean: cells.mean + cells.scale * fit.fixed[0]!,
    meanError: noise * Math.sqrt(fit.fixedError[0]![0]!),
    sd,
    ...shares(sd),
    told,
    criterion: atMost ? null : fit.criterion + 2 * fit.degrees * Math.log(cells.scale),
    compounds: rated('compound', 1),
    reviewers: rated('reviewer', 0),
    components,
    covariance: few ? covariance(fit, side('compound')).map((value) => value * noise ** 2) : null,
    search,
  }
} // prettier-ignore

/** Nothing differs: one mark, or marks that are all the same. */
function flat(cells: Cells, components: Component[], told: Rating['told']): Rating {
  const alone = cells.observations === 1
  const sd = { compound: 0, reviewer: 0, noise: 0 }
  const rated = (names: string[], of: Int32Array, adjusted: number) => {
    const marks = names.map(() => 0)
    for (const [at, level] of of.entries()) marks[level]! += cells.count[at]!
    return names.map((id, i): Rated => {
      const [error, low, high] = alone ? [null, null, null] : [0, adjusted, adjusted]
      return { id, observations: marks[i]!, raw: cells.mean, adjusted, error, low, high, reliability: 0 }
    })
  }
  return {
    observations: cells.observations,
    mean: cells.mean,
    meanError: alone ? null : 0,
    sd,
    ...shares(sd),
    told,
    criterion: null,
    compounds: rated(cells.compounds, cells.compound, cells.mean),
    reviewers: rated(cells.reviewers, cells.reviewer, 0),
    components,
    covariance: alone ? null : new Float64Array(cells.compounds.length ** 2),
    search: { steps: 0, gradient: 0, converged: true },
  }
}

/** Which variances the marks can tell apart from the mean, from the noise and from each other. */
function tellable({ compounds, reviewers, compound, reviewer, observations }: Cells): Rating['told'] {
  const tells = (levels: number) => levels > 1 && levels < observations
  const pairs = new Set(Array.from(compound, (at, cell) => at * reviewers.length + reviewer[cell]!)).size
  const same = pairs === compounds.length && pairs === reviewers.length
  return { compound: tells(compounds.length), reviewer: tells(reviewers.length) && !same }
}

function shares(sd: Spread): { share: Spread; icc: number } {
  const whole = sd.compound ** 2 + sd.reviewer ** 2 + sd.noise ** 2
  const part = (of: number) => (whole > 0 ? of ** 2 / whole : 0)
  const share = { compound: part(sd.compound), reviewer: part(sd.reviewer), noise: part(sd.noise) }
  return { share, icc: share.compound }
}
