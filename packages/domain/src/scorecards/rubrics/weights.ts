/**
 * Weights: scales typed weights to a total of 100, keeping their proportions.
 *
 * Units    shares of 100; in halves where possible, else in hundredths.
 * Shapes   those without a weight share the rest equally; where all have one, all are scaled in proportion. Each
 *          gets at least the smallest step. The result is deterministic and the total exact.
 */
const WHOLE = 10_000

export function shareOut(weights: readonly number[]): number[] {
  const cents = weights.map((weight) => Math.max(0, Math.round(weight * 100) || 0))
  const missing = WHOLE - sum(cents)
  if (missing === 0 || cents.length === 0) return cents.map((each) => each / 100)
  const blank = cents.filter((each) => each === 0).length
  const wanted =
    blank > 0 && missing > 0
      ? cents.map((each) => each || missing / blank)
      : cents.map((each) => (Math.max(each, 1) * WHOLE) / sum(cents.map((other) => Math.max(other, 1))))
  const fixed = blank > 0 && missing > 0 ? cents.map((each) => each > 0) : cents.map(() => false)
  return round(wanted, fixed, 50) ?? round(wanted, fixed, 1) ?? cents.map((each) => each / 100)
}

/** Rounds down to the step and gives what is left to the largest remainders; null where the step is too coarse. */
function round(wanted: readonly number[], fixed: readonly boolean[], step: number): number[] | null {
  const floor = wanted.map((each, at) => (fixed[at] ? each : Math.max(step, Math.floor(each / step) * step)))
  const over = sum(floor) - WHOLE
  // What was rounded up to the smallest step is taken from the heaviest.
  if (over > 0) floor[floor.indexOf(Math.max(...floor))]! -= over
  if (floor.some((each) => each <= 0)) return null
  const left = WHOLE - sum(floor)
  const open = wanted.map((_, at) => at).filter((at) => !fixed[at])
  if (left % step !== 0 || left < 0 || left / step > open.length) return null
  const lucky = new Set(
    open.toSorted((a, b) => wanted[b]! - floor[b]! - (wanted[a]! - floor[a]!) || a - b).slice(0, left / step),
  )
  return floor.map((each, at) => (each + (lucky.has(at) ? step : 0)) / 100)
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
