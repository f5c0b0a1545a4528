/**
 * Student's t: quantiles, for the error of an estimate with few degrees of freedom.
 *
 * Units    degrees are whole and at least 1; the answer is in standard errors.
 * Source   Abramowitz & Stegun 26.7.3 and 26.7.4: within ±t lies a finite sum of sines and cosines of θ = atan(t / √degrees).
 */

/** The t that `share` of the distribution lies within, on both sides of 0 together. */
export function withinT(share: number, degrees: number): number {
  let [low, high] = [0, Math.PI / 2]
  while (high - low > 1e-13) {
    const middle = (low + high) / 2
    if (shareWithin(middle, degrees) < share) low = middle
    else high = middle
  }
  return Math.sqrt(degrees) * Math.tan(low)
}

function shareWithin(angle: number, degrees: number): number {
  const [sine, square] = [Math.sin(angle), Math.cos(angle) ** 2]
  const odd = degrees % 2 === 1
  let term = odd ? Math.cos(angle) : 1
  let sum = degrees === 1 ? 0 : term
  for (let k = odd ? 3 : 2; k < degrees; k += 2) sum += term *= (square * (k - 1)) / k
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}
