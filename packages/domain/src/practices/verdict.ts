/**
 * Verdict: how a measured effect is described. "More" or "less" only where the band excludes 0.
 *
 * Units    percentage points; shown to a tenth, low and high with their signs.
 */

/** With fewer estates than this on either side, chance and effect cannot be separated. */
export const ENOUGH = 3

export type EffectVerdict = 'more' | 'less' | 'unsure' | 'too_little'
export type Measured = { points: number | null; low: number | null; high: number | null }

export function effectVerdict({ low, high }: Measured): EffectVerdict {
  if (low === null || high === null) return 'too_little'
  if (low > 0) return 'more'
  return high < 0 ? 'less' : 'unsure'
}

export const formatEffect = ({ points, low, high }: Measured) => ({
  points: Math.abs(points ?? 0).toFixed(1),
  low: signed(low ?? 0),
  high: signed(high ?? 0),
})

function signed(value: number): string {
  const plain = Math.abs(value).toFixed(1)
  if (Number(plain) === 0) return '0'
  return `${value < 0 ? '−' : '+'}${plain}`
}
