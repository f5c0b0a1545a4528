/**
 * REML: the ratios at which the restricted likelihood is highest.
 *
 * Shapes   a ratio is a factor's variance over the noise's, at least 0 and exactly 0 where the optimum lies on that edge;
 *          at most 10⁵, where there is no noise to speak of (`noiseless`). `held` ratios stay 0: those the marks cannot estimate.
 *          `gradient` is the slope where it was last measured exactly, as a share of a standard error of the ratios;
 *          the step that it asks for is taken, which leaves the ratios wrong by 10⁻⁵ of themselves at most in a problem of
 *          more than 500 levels, by less than 10⁻⁸ in smaller ones. `converged` is false when it is not small, never an error.
 * Source   average-information steps (Gilmour, Thompson & Cullis 1995), projected on the allowed ratios and shortened
 *          until the criterion falls; starts from Henderson's method 1 (1953). Small problems start from several places,
 *          since the likelihood of a few marks may have two tops; large ones are first approached without factoring.
 */
import type { Layout, Ratios } from './equations.ts'
import { approached } from './gradual.ts'
import { fitAt, computeLeverage, computeSlopes, computeTraces, type Fit, type Leverage } from './likelihood.ts'
import { MAX_RATIO, stepFrom, type Held } from './step.ts'

export type Search = { steps: number; gradient: number; converged: boolean }
export type Reml = { fit: Fit; leverage: Leverage; search: Search; noiseless: boolean }

const STEPS = 200
/** Levels of the smaller factor in one block, up to which a search starts from several places; and goes on for long. */
const SMALL = 80
const MIDDLE = 500
const TRACE = 1e-4
/**
 * Steps after which only half of each is taken. With as many effects as marks the criterion bends up to twice as much as its
 * average information says, and whole steps leap from one side of the top to the other for ever.
 */
const LEAPING = 20

export function reml(layout: Layout, held: Held, start: Ratios): Reml {
  const found = search(layout, held, start)
  const { small, big } = found.fit.factored.ratios
  const most = Math.max(small, big)
  // A search that stops short of the edge, going uphill, is on its way there.
  if (most < (found.search.converged ? MAX_RATIO : MAX_RATIO / 10)) return { ...found, noiseless: false }
  // Without noise the likelihood has no top; with a trace of it the two variances are those of the effects themselves.
  return { ...search({ ...layout, floor: layout.square * TRACE }, held, start), noiseless: true }
}

function search(layout: Layout, held: Held, start: Ratios): Omit<Reml, 'noiseless'> {
  const best = climbFrom(layout, held, within(start, held))
  return { ...best, leverage: computeLeverage(best.fit) }
}

type Climb = Omit<Reml, 'noiseless' | 'leverage'>

function climbFrom(layout: Layout, held: Held, first: Ratios): Climb {
  const most = Math.max(...layout.blocks.map(({ levels }) => levels.length))
  if (most > MIDDLE) return climb(layout, held, approached(layout, held, first), 1e-3)
  if (most > SMALL) return climb(layout, held, first, 1e-8)
  const climbs = [first, ...others(first)].map((from) => climb(layout, held, within(from, held), 1e-10))
  const best = climbs.reduce((a, b) => (b.fit.criterion < a.fit.criterion - 1e-9 ? b : a))
  // The triangles are the last climb's; what is kept must belong to the best.
  return { ...best, fit: fitAt(layout, best.fit.factored.ratios) }
}

function climb(layout: Layout, held: Held, from: Ratios, tolerance: number): Climb {
  let fit = fitAt(layout, from)
  for (let steps = 1; ; steps++) {
    const { ratios } = fit.factored
    const leverage = computeLeverage(fit)
    const slopes = computeSlopes(fit, computeTraces(fit, leverage))
    const whole = stepFrom(ratios, slopes, held)
    const step = steps > LEAPING ? { small: whole.small / 2, big: whole.big / 2 } : whole
    const gradient = Math.sqrt(Math.max(0, -(slopes.gradient[0] * step.small + slopes.gradient[1] * step.big)))
    const still = Math.abs(step.small) <= tolerance * ratios.small && Math.abs(step.big) <= tolerance * ratios.big
    // Near the edge, and where rounding is all that moves, going on would only take time.
    const tired = steps > 2 * LEAPING && (gradient < 1e-6 || Math.max(ratios.small, ratios.big) > 0.9 * MAX_RATIO)
    const done = still || gradient < 1e-9
    const next = gradient === 0 || steps >= STEPS ? null : shortened(layout, fit, step)
    const search = { steps, gradient, converged: done || gradient < 1e-5 }
    if (done || tired || !next) return { fit: next ?? fitAt(layout, ratios), search }
    fit = next
  }
}

function shortened(layout: Layout, { criterion, factored: { ratios } }: Fit, step: Ratios): Fit | null {
  for (let part = 1; part > 1e-9; part /= 3) {
    const small = clip(ratios.small + part * step.small)
    const next = fitAt(layout, { small, big: clip(ratios.big + part * step.big) })
    if (next.criterion <= criterion + 1e-13 * Math.abs(criterion)) return next
  }
  return null
}

const clip = (ratio: number) => Math.min(MAX_RATIO, Math.max(0, ratio))
const within = ({ small, big }: Ratios, held: Held) => ({
  small: held.small ? 0 : small,
  big: held.big ? 0 : big,
})
const others = ({ small, big }: Ratios): Ratios[] => [
  { small: 1, big: 1 },
  { small, big: 0 },
  { small: 0, big },
]
