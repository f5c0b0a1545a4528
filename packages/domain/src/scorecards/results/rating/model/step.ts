/** One step towards the best ratios, from the slopes at the present ones. */
import type { Ratios } from './equations.ts'
import type { Slopes } from './likelihood.ts'

/** Ratios that stay 0, whatever the marks. */
export type Held = { small: boolean; big: boolean }

/** Where a ratio ends when there is no noise to speak of; beyond, the equations lose their digits. */
export const MAX_RATIO = 1e5

/** Newton's step on the average information, among the ratios that may move. */
export function stepFrom(ratios: Ratios, { gradient, curve }: Slopes, held: Held): Ratios {
  const free = (side: 'small' | 'big', slope: number) =>
    !held[side] && (ratios[side] > 0 || slope < 0) && (ratios[side] < MAX_RATIO || slope > 0)
  const small = free('small', gradient[0])
  const big = free('big', gradient[1])
  // Where the marks say nothing of a ratio the information is nothing too, and the step must not be endless.
  const [a, c, d] = [curve[0] * (1 + 1e-9), curve[1], curve[2] * (1 + 1e-9)]
  const alone = (slope: number, bend: number) => (bend > 0 ? -slope / bend : 0)
  if (!small || !big) return { small: small ? alone(gradient[0], a) : 0, big: big ? alone(gradient[1], d) : 0 }
  const determinant = a * d - c * c
  if (!(determinant > 1e-12 * a * d)) return { small: alone(gradient[0], 2 * a), big: alone(gradient[1], 2 * d) }
  const step = {
    small: (c * gradient[1] - d * gradient[0]) / determinant,
    big: (c * gradient[0] - a * gradient[1]) / determinant,
  }
  // One that leaves at the edge lets the other go on alone.
  if (ratios.small + step.small < 0 && ratios.small === 0) return { small: 0, big: alone(gradient[1], d) }
  if (ratios.big + step.big < 0 && ratios.big === 0) return { small: alone(gradient[0], a), big: 0 }
  return step
}
