/**
 * Rating: the scores of estates, corrected for severe and mild reviewers.
 *
 * Model    y = μ + estate + reviewer + noise; estates and reviewers are random and crossed in any way (unbalanced,
 *          nested, with marks repeated). Variances by REML, `predicted` is the best linear unbiased prediction μ̂ + û at them.
 *          A few marks allow many variances: in small rounds REML often says that estates do not differ at all, and then
 *          predicts the same score for every one. So what is published, `adjusted`, is the mean of the predictions over all
 *          variances that the marks allow, each with its weight (mixture.ts).
 * Units    those of the values given (percents, marks); `icc` is the share of estates in the variance of one mark,
 *          `share` the same for each of the three; reliability is 1 − var(û − u) / var u, from 0 to 1. The criterion is
 *          −2 log of the restricted likelihood as lme4 prints it.
 * Shapes   an estate's `adjusted` is its score, its `raw` the plain mean of its marks. A reviewer's `adjusted` is their
 *          severity: how far above (mild) or below (severe) the others they mark. `error` is the standard error of
 *          prediction with the variances taken as known, `given` the same with the mean known too; `low … high` is the
 *          90 % band, see rating/bands.ts. Everything is sorted by id; the order in which marks come changes no bit of it.
 * Edges    A variance that would be negative is 0. `identifiable` says which variances can be estimated from the marks: not that of a factor
 *          with one level, nor of one with as many levels as marks (it is one with the noise), nor of reviewers who each
 *          are alone at one estate and alone there; it is 0 then. Marks all equal: all variances 0, criterion null, as
 *          it is where estates and reviewers leave no noise (less than a 300th of a standard
 *          deviation). One single mark: errors and bands null.
 *          Estates of different `components` share no chain of reviewers; they must not be compared.
 * Errors   scorecards.no_marks, scorecards.mark_not_a_number.
 * Source   Henderson's mixed-model equations (1950, 1975); Patterson & Thompson 1971; Gilmour, Thompson & Cullis 1995;
 *          Bates, Mächler, Bolker & Walker 2015, Fitting linear mixed-effects models using lme4.
 *
 *   const { criterion, sd, mean, meanError, estates, reviewers } = rate([{ estate, reviewer, value }, …])
 *   lme4's ranef is `predicted − mean` of an estate and `predicted` of a reviewer, its condVar is `given` squared; the
 *   variances' standard deviations are sd.estate, sd.reviewer and sd.noise.
 */
import { integrate, type Predictor } from './bands.ts'
import { buildCells, type Cells, type Observation } from './model/cells.ts'
import { listComponents, type Component } from './components.ts'
import { buildLayout, type Arranged } from './model/layout.ts'
import { estimateMoments } from './model/moments.ts'
import { covariance, effectsOf, predicted } from './prediction.ts'
import { reml, type Reml } from './model/reml.ts'
import { isIdentifiable, type Identifiable } from './identifiable.ts'

export type { Observation }
export type Rated = {
  id: string
  observations: number
  raw: number
  adjusted: number
  predicted: number
  error: number | null
  /** Standard deviation of the effect given the marks; its square is lme4's condVar. */
  given: number | null
  low: number | null
  high: number | null
  reliability: number
}
export type Spread = { estate: number; reviewer: number; noise: number }
export type Rating = {
  observations: number
  mean: number
  meanError: number | null
  sd: Spread
  share: Spread
  icc: number
  identifiable: Identifiable
  criterion: number | null
  estates: Rated[]
  reviewers: Rated[]
  components: Component[]
  /** Of the estates' scores over the mixture, row by row in their order; null when not asked for, or above 200 estates. */
  covariance: Float64Array | null
  search: { steps: number; gradient: number; converged: boolean }
}

const COVARIED = 200

type Factor = 'estate' | 'reviewer'
/** An estate's score is its effect about the mean, a reviewer's severity the effect alone. */
const factors: { of: Factor; around: 0 | 1; names: (cells: Cells) => string[] }[] = [
  { of: 'estate', around: 1, names: ({ estates }) => estates },
  { of: 'reviewer', around: 0, names: ({ reviewers }) => reviewers },
]

/**
 * `scoresOnly` computes approximate bands, which is much faster, for callers that need many ratings and no bands. `pairs` asks for
 * the covariance, which says how far two scores may be apart by chance (ties.ts).
 */
export function rate(observations: readonly Observation[], { scoresOnly = false, pairs = false } = {}): Rating {
  const cells = buildCells(observations)
  const components = listComponents(cells)
  const identifiable = isIdentifiable(cells)
  if (cells.scale === 0) return flat(cells, components, identifiable)
  const layout = buildLayout(cells, components)
  const bigIs = layout.smallIs === 'estate' ? 'reviewer' : 'estate'
  const found = reml(
    layout,
    { small: !identifiable[layout.smallIs], big: !identifiable[bigIs] },
    estimateMoments(layout),
  )
  return {
    observations: cells.observations,
    identifiable,
    components,
    ...summed(cells, layout, found, { scoresOnly, pairs }),
  }
}

type Asked = { scoresOnly: boolean; pairs: boolean }

function summed(cells: Cells, layout: Arranged, { fit, leverage, search, noiseless }: Reml, asked: Asked) {
  const side = (of: Factor): 'small' | 'big' => (of === layout.smallIs ? 'small' : 'big')
  const noise = cells.scale * Math.sqrt(fit.square / fit.degrees)
  const sd = {
    estate: noise * Math.sqrt(fit.factored.ratios[side('estate')]),
    reviewer: noise * Math.sqrt(fit.factored.ratios[side('reviewer')]),
    noise: noiseless ? 0 : noise,
  }
  const few = cells.estates.length <= COVARIED
  const predictions = factors.map(({ of, around }) => predicted(fit, leverage, side(of), around))
  const readings = factors.map(({ of, around }): Predictor => ({
    of: side(of),
    effect: (at) => effectsOf(at, side(of), around),
    variance: (at, its) => predicted(at, its, side(of), around).variance,
    covariance: asked.pairs && few && of === 'estate' ? (at) => covariance(at, side(of)) : undefined,
  }))
  const integrated = integrate(fit, leverage, readings, asked)
  const [estates, reviewers] = factors.map(({ of, around, names }, k): Rated[] =>
    names(cells).map((id, i) => {
      const { effect, variance, given, reliability } = predictions[k]!
      const observations = layout.degree[side(of)][i]!
      const placed = (value: number) => around * cells.mean + cells.scale * value
      return {
        id,
        observations,
        raw: cells.mean + (cells.scale * layout.y[side(of)][i]!) / observations,
        adjusted: placed(integrated[k]!.score[i]!),
        predicted: placed(effect[i]!),
        error: noise * Math.sqrt(Math.max(0, variance[i]!)),
        given: noise * Math.sqrt(Math.max(0, given[i]!)),
        low: placed(integrated[k]!.low[i]!),
        high: placed(integrated[k]!.high[i]!),
        reliability: reliability[i]!,
      }
    }),
  )
  return {
    mean: cells.mean + cells.scale * fit.fixed[0]!,
    meanError: noise * Math.sqrt(fit.fixedError[0]![0]!),
    sd,
    ...shares(sd),
    criterion: noiseless ? null : fit.criterion + 2 * fit.degrees * Math.log(cells.scale),
    estates: estates!,
    reviewers: reviewers!,
    covariance: integrated[0]!.covariance?.map((value) => value * cells.scale ** 2) ?? null,
    search,
  }
}

/** Nothing differs: one mark, or marks that are all the same. */
function flat(cells: Cells, components: Component[], identifiable: Identifiable): Rating {
  const alone = cells.observations === 1
  const sd = { estate: 0, reviewer: 0, noise: 0 }
  const rated = (names: string[], of: Int32Array, adjusted: number) => {
    const marks = names.map(() => 0)
    for (const [at, level] of of.entries()) marks[level]! += cells.count[at]!
    return names.map((id, i): Rated => {
      const [error, low, high] = alone ? [null, null, null] : [0, adjusted, adjusted]
      return {
        id,
        observations: marks[i]!,
        raw: cells.mean,
        adjusted,
        predicted: adjusted,
        error,
        given: error,
        low,
        high,
        reliability: 0,
      }
    })
  }
  return {
    observations: cells.observations,
    mean: cells.mean,
    meanError: alone ? null : 0,
    sd,
    ...shares(sd),
    identifiable,
    criterion: null,
    estates: rated(cells.estates, cells.estate, cells.mean),
    reviewers: rated(cells.reviewers, cells.reviewer, 0),
    components,
    covariance: alone ? null : new Float64Array(cells.estates.length ** 2),
    search: { steps: 0, gradient: 0, converged: true },
  }
}

function shares(sd: Spread): { share: Spread; icc: number } {
  const whole = sd.estate ** 2 + sd.reviewer ** 2 + sd.noise ** 2
  const part = (of: number) => (whole > 0 ? of ** 2 / whole : 0)
  const share = { estate: part(sd.estate), reviewer: part(sd.reviewer), noise: part(sd.noise) }
  return { share, icc: share.estate }
}
