/**
 * Gradual: first steps towards the best ratios of a large problem, without factoring anything.
 *
 * Model    the slopes of likelihood.ts, solved by conjugate gradients, their traces estimated by signs drawn from a fixed
 *          seed: E zᵀ A z = tr A. What is left is some hundredths of a standard error; exact steps follow in reml.ts,
 *          which alone decide, so nothing here needs to be exact or to converge.
 * Source   Hestenes & Stiefel 1952; Hutchinson 1990; in animal breeding Garcia-Cortes et al. 1992.
 */
import { dot, type Factored, type Layout, type Ratios } from './equations.ts'
import { computeFit, projectLevels, computeSlopes, type Fit } from './likelihood.ts'
import { stepFrom, type Held } from './step.ts'

const STEPS = 6
const PROBES = 6
const TURNS = 40
const ENOUGH = 1e-3
/** How far a ratio may move in one of these steps. */
const REACH = 4

export function approached(layout: Layout, held: Held, start: Ratios): Ratios {
  let ratios = start
  for (let step = 0; step < STEPS; step++) {
    const fit = computeFit(unfactored(layout, ratios))
    const by = stepFrom(ratios, computeSlopes(fit, estimateTraces(fit)), held)
    const moved = (side: 'small' | 'big') =>
      Math.min(REACH * ratios[side], Math.max(ratios[side] / REACH, ratios[side] + by[side]))
    const still = (['small', 'big'] as const).every((side) => Math.abs(by[side]) <= ENOUGH * ratios[side])
    ratios = { small: moved('small'), big: moved('big') }
    if (still) break
  }
  return ratios
}

function unfactored(layout: Layout, ratios: Ratios): Factored {
  const weight = layout.degree.big.map((marks) => 1 / (1 + ratios.big * marks))
  const diagonal = layout.degree.small.map((marks) => 1 + ratios.small * marks)
  const times = (x: Float64Array) => {
    const { start, small, count } = layout
    const out = x.map((value, i) => value * diagonal[i]!)
    for (let j = 0; j < weight.length; j++) {
      let sum = 0
      for (let at = start[j]!; at < start[j + 1]!; at++) sum += count[at]! * x[small[at]!]!
      sum *= ratios.small * ratios.big * weight[j]!
      for (let at = start[j]!; at < start[j + 1]!; at++) out[small[at]!]! -= count[at]! * sum
    }
    return out
  }
  return { layout, ratios, weight, logDet: 0, solve: (x) => x.set(conjugate(times, diagonal, x)) }
}

function conjugate(times: (x: Float64Array) => Float64Array, diagonal: Float64Array, right: Float64Array) {
  const found = new Float64Array(right.length)
  const rest = right.slice()
  let ready = rest.map((value, i) => value / diagonal[i]!)
  const along = ready.slice()
  let size = dot(rest, ready)
  const enough = size * 1e-16
  for (let turn = 0; turn < TURNS && size > enough; turn++) {
    const image = times(along)
    const length = size / dot(along, image)
    for (let i = 0; i < found.length; i++) {
      found[i]! += length * along[i]!
      rest[i]! -= length * image[i]!
    }
    ready = rest.map((value, i) => value / diagonal[i]!)
    const before = size
    size = dot(rest, ready)
    for (let i = 0; i < along.length; i++) along[i] = ready[i]! + (size / before) * along[i]!
  }
  return found
}

/** tr Zᵀ P Z of both factors. */
function estimateTraces(fit: Fit): Ratios {
  const sign = signs()
  const estimate = (side: 'small' | 'big') => {
    let sum = 0
    for (let probe = 0; probe < PROBES; probe++) {
      const z = fit.effect[side].map(sign)
      sum += dot(z, projectLevels(fit, side, z)[side])
    }
    return sum / PROBES
  }
  return { small: estimate('small'), big: estimate('big') }
}

/** Signs from a fixed linear congruence (Numerical Recipes), so that the same marks give the same numbers. */
function signs(): () => number {
  let state = 20261123
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 31 ? 1 : -1
  }
}
