/**
 * REML: the ratios at which the restricted likelihood is highest.
 *
 * Shapes   a ratio is a factor's variance over the noise's, at least 0 and exactly 0 where the optimum lies on that edge;
 *          at most 10⁸, where there is no noise to speak of. `held` ratios stay 0: what one level, or as many levels as
 *          marks, cannot tell. `gradient` is what is left of the slope, as a share of a standard error of the estimate.
 * Source   average-information steps (Gilmour, Thompson & Cullis 1995), projected on the allowed ratios and shortened
 *          until the criterion falls; starts from Henderson's method 1 (1953). Small problems start from several places,
 *          since the likelihood of a few marks may have two tops.
 */
import { type Layout, type Ratios } from './equations.ts'
import { fitAt, leverageOf, slopesAt, type Fit, type Leverage, type Slopes } from './likelihood.ts'

export type Held = { small: boolean; big: boolean }
export type Reml = {
  fit: Fit
  leverage: Leverage
  steps: number
  gradient: number
  converged: boolean
  atMost: boolean
}

const MOST = 1e8
const STEPS = 200
const SMALL = 80

export function reml(layout: Layout, held: Held, start: Ratios): Reml {
  const quick = Math.max(...layout.blocks.map(({ stride }) => stride)) <= SMALL
  const starts = [start, ...(quick ? others(start) : [])].map((from) => within(from, held))
  let best: Climb | undefined
  for (const from of starts) {
    const found = climb(layout, held, from, quick ? 1e-10 : 1e-6)
    if (!best || found.fit.criterion < best.fit.criterion - 1e-9) best = found
  }
  // The triangles are the last climb's; what is kept must belong to the best.
  const fit = fitAt(layout, best!.fit.factored.ratios)
  const { small, big } = fit.factored.ratios
  return { ...best!, fit, leverage: leverageOf(fit), atMost: small >= MOST || big >= MOST }
}

type Climb = Pick<Reml, 'fit' | 'steps' | 'gradient' | 'converged'>

function climb(layout: Layout, held: Held, from: Ratios, tolerance: number): Climb {
  let fit = fitAt(layout, from)
  for (let steps = 1; ; steps++) {
    const { ratios } = fit.factored
    const slopes = slopesAt(fit)
    const step = stepFrom(ratios, slopes, held)
    const gradient = Math.sqrt(
      Math.max(0, -(slopes.gradient[0] * step.small + slopes.gradient[1] * step.big)),
    )
    const still = ['small', 'big'] as const
    const done = still.every((side) => Math.abs(step[side]) <= tolerance * ratios[side]) || gradient < 1e-9
    if (done || steps >= STEPS) return { fit, steps, gradient, converged: done }
    const next = shortened(layout, fit, step)
    if (!next) return { fit, steps, gradient, converged: gradient < 1e-5 }
    fit = next
  }
}

function shortened(layout: Layout, fit: Fit, step: Ratios): Fit | null {
  const { small, big } = fit.factored.ratios
  for (let part = 1; part > 1e-9; part /= 3) {
    const to = { small: clip(small + part * step.small), big: clip(big + part * step.big) }
    const next = fitAt(layout, to)
    if (next.criterion <= fit.criterion + 1e-13 * Math.abs(fit.criterion)) return next
  }
  return null
}

/** Newton's step on the average information, among the ratios that may move. */
function stepFrom(ratios: Ratios, { gradient, curve }: Slopes, held: Held): Ratios {
  const free = (side: 'small' | 'big', slope: number) =>
    !held[side] && (ratios[side] > 0 || slope < 0) && (ratios[side] < MOST || slope > 0)
  const small = free('small', gradient[0])
  const big = free('big', gradient[1])
  // Where the marks say nothing of a ratio the information is nothing too, and the step must not be endless.
  const [a, c, d] = [curve[0] * (1 + 1e-9), curve[1], curve[2] * (1 + 1e-9)]
  const alone = (slope: number, bend: number) => (bend > 0 ? -slope / bend : 0)
  if (!small || !big)
    return { small: small ? alone(gradient[0], a) : 0, big: big ? alone(gradient[1], d) : 0 }
  const determinant = a * d - c * c
  if (!(determinant > 1e-12 * a * d))
    return { small: alone(gradient[0], 2 * a), big: alone(gradient[1], 2 * d) }
  const step = {
    small: (c * gradient[1] - d * gradient[0]) / determinant,
    big: (c * gradient[0] - a * gradient[1]) / determinant,
  }
  // One that leaves at the edge lets the other go on alone.
  if (ratios.small + step.small < 0 && ratios.small === 0) return { small: 0, big: alone(gradient[1], d) }
  if (ratios.big + step.big < 0 && ratios.big === 0) return { small: alone(gradient[0], a), big: 0 }
  return step
}

const clip = (ratio: number) => Math.min(MOST, Math.max(0, ratio))
const within = ({ small, big }: Ratios, held: Held) => ({
  small: held.small ? 0 : small,
  big: held.big ? 0 : big,
})
const others = ({ small, big }: Ratios): Ratios[] => [
  { small: 1, big: 1 },
  { small, big: 0 },
  { small: 0, big },
]
