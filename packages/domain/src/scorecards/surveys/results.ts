/**
 * Results: what the answers to a question come to.
 *
 * Units    points of the scale, 1 to 5; `low` and `high` are the 90 % interval of the mean, to two decimals.
 * Shapes   nothing is said below ten answers to a question; the database does not tell them (app.survey_results).
 * Source   Student's interval, whose percentile is by the expansion of Cornish and Fisher (Abramowitz & Stegun 26.7.5).
 */
export type QuestionSums = { answers: number; valid: number; total: number; squares: number }
export type Mean = { mean: number; low: number; high: number; numerator: number; denominator: number }

const NORMAL_90 = 1.6448536269514722

export function computeMean({ valid, total, squares }: QuestionSums): Mean {
  const mean = total / valid
  const variance = Math.max(0, (squares - valid * mean ** 2) / (valid - 1))
  const reach = percentileOfT(valid - 1) * Math.sqrt(variance / valid)
  return {
    mean: toHundredths(mean),
    low: toHundredths(Math.max(1, mean - reach)),
    high: toHundredths(Math.min(5, mean + reach)),
    numerator: total,
    denominator: valid,
  }
}

/** Its 95th percentile, for nine degrees of freedom or more right to three digits. */
function percentileOfT(degrees: number): number {
  const z = NORMAL_90
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2)
}

const toHundredths = (points: number) => Math.round(points * 100) / 100
