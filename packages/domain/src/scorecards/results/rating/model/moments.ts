/**
 * Moments: a first guess of the ratios from three sums of squares.
 *
 * Source   Henderson's method 1 (1953): unadjusted sums of squares equated to what they are on average.
 */
import type { Layout, Ratios } from './equations.ts'

export function estimateMoments({ observations: n, degree, start, small, count, y, square }: Layout): Ratios {
  const over = (sums: Float64Array, by: Float64Array) =>
    sums.reduce((total, value, i) => total + value ** 2 / by[i]!, 0)
  const own = (marks: Float64Array) => marks.reduce((sum, value) => sum + value ** 2, 0) / n
  let smallCross = 0
  let bigCross = 0
  for (let j = 0; j < degree.big.length; j++)
    for (let at = start[j]!; at < start[j + 1]!; at++) {
      smallCross += count[at]! ** 2 / degree.small[small[at]!]!
      bigCross += count[at]! ** 2 / degree.big[j]!
    }
  const [k1, k2] = [own(degree.small), own(degree.big)]
  const found = solved(
    [n - k1, smallCross - k2, degree.small.length - 1, over(y.small, degree.small)],
    [bigCross - k1, n - k2, degree.big.length - 1, over(y.big, degree.big)],
    [n - k1, n - k2, n - 1, square],
  )
  const noise = Math.max(found[2] ?? 0, 0.02 * (square / n))
  const ratio = (variance: number | undefined) => Math.max(0.01, (variance ?? 0) / noise)
  return { small: ratio(found[0]), big: ratio(found[1]) }
}

/** Three equations by elimination; nothing where they do not say enough. */
function solved(...rows: number[][]): number[] {
  const a = rows.map((row) => [...row])
  for (let k = 0; k < 3; k++) {
    const pivot = a.slice(k).reduce((best, row) => (Math.abs(row[k]!) > Math.abs(best[k]!) ? row : best))
    if (Math.abs(pivot[k]!) < 1e-9) return []
    a.splice(a.indexOf(pivot), 1)
    a.splice(k, 0, pivot)
    for (const row of a) {
      if (row === pivot) continue
      const times = row[k]! / pivot[k]!
      for (let m = k; m < 4; m++) row[m]! -= times * pivot[m]!
    }
  }
  return a.map((row, k) => row[3]! / row[k]!)
}
