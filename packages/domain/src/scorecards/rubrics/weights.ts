/**
 * Weights: makes what somebody typed total a hundred, leaving the proportions as they meant them.
 *
 * Units    of 100; given in halves where halves come out, else in hundredths.
 * Shapes   those without a weight share what is missing alike; where all have one, all grow or shrink in proportion. Each
 *          keeps at least the smallest step. The same weights in give the same out; the total is exact.
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
  const kept = blank > 0 && missing > 0 ? cents.map((each) => each > 0) : cents.map(() => false)
  return round(wanted, kept, 50) ?? round(wanted, kept, 1) ?? cents.map((each) => each / 100)
}

/** Rounds down to the step and gives what is left to the largest remainders; null where the step is too coarse. */
function round(wanted: readonly number[], kept: readonly boolean[], step: number): number[] | null {
  const floor = wanted.map((each, at) => (kept[at] ? each : Math.max(step, Math.floor(each / step) * step)))
  const over = sum(floor) - WHOLE
  // The smallest step of those that had next to nothing comes off the heaviest.
  if (over > 0) floor[floor.indexOf(Math.max(...floor))]! -= over
  if (floor.some((each) => each <= 0)) return null
  const left = WHOLE - sum(floor)
  const open = wanted.map((_, at) => at).filter((at) => !kept[at])
  if (left % step !== 0 || left < 0 || left / step > open.length) return null
  const lucky = new Set(
    open.toSorted((a, b) => wanted[b]! - floor[b]! - (wanted[a]! - floor[a]!) || a - b).slice(0, left / step),
  )
  return floor.map((each, at) => (each + (lucky.has(at) ? step : 0)) / 100)
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
