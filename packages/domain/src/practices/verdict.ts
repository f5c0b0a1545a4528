/**
 * Verdict: how a measured effect is described. "More" or "less" only where it is decisive (measurement.ts), which takes more than an
 * interval that excludes 0.
 *
 * Units    percentage points; shown to a tenth, low and high with their signs.
 */

/**
 * The smallest size at which an effect of 10 points is found half of the time: so many that adopted against as many that did not.
 * Measured by simulation, `npm run bench -- rating`.
 */
export const ENOUGH = 12
/** Fewer than this on either side are never compared, however many there are on the other one. */
export const MIN_SIDE = 3
/** How often an effect is measured at most. */
export const MEASUREMENTS = 4

export type EffectVerdict = 'more' | 'less' | 'unsure' | 'too_little'
export type Measured = { points: number | null; low: number | null; high: number | null; decisive: boolean | null }

export function effectVerdict({ points, decisive }: Measured): EffectVerdict {
  if (points === null) return 'too_little'
  if (!decisive) return 'unsure'
  return points > 0 ? 'more' : 'less'
}

export const formatEffect = ({ points, low, high }: Omit<Measured, 'decisive'>) => ({
  points: Math.abs(points ?? 0).toFixed(1),
  low: signed(low ?? 0),
  high: signed(high ?? 0),
})

function signed(value: number): string {
  const plain = Math.abs(value).toFixed(1)
  if (Number(plain) === 0) return '0'
  return `${value < 0 ? '−' : '+'}${plain}`
}
