/**
 * ICC, intraclass correlation: how well judges agree, where every judge marked every target once.
 *
 * Shapes   a row for each target, a column for each judge. `single` is the reliability of one judge's mark,
 *          `average` the mean of all: [1] each target has other judges, [2] judges are a sample, [3] they are all there are.
 * Units    shares of variance; may be negative where targets differ less than chance.
 * Errors   scorecards.table_too_small below two rows or columns, table_ragged, mark_not_a_number.
 * Source   Shrout & Fleiss 1979, Intraclass correlations: uses in assessing rater reliability; by analysis of variance.
 */
import { refuse } from '../../refusal.ts'

export type Icc = { single: Record<1 | 2 | 3, number>; average: Record<1 | 2 | 3, number> }

export function computeIcc(table: readonly (readonly number[])[]): Icc {
  const [n, k] = [table.length, table[0]?.length ?? 0]
  if (n < 2 || k < 2) refuse('invalid', 'scorecards.table_too_small')
  if (table.some((row) => row.length !== k)) refuse('invalid', 'scorecards.table_ragged')
  if (!table.flat().every(Number.isFinite)) refuse('invalid', 'scorecards.mark_not_a_number')
  const { targets, judges, within, rest } = meanSquares(table, n, k)
  return {
    single: {
      1: share(targets - within, targets + (k - 1) * within),
      2: share(targets - rest, targets + (k - 1) * rest + (k * (judges - rest)) / n),
      3: share(targets - rest, targets + (k - 1) * rest),
    },
    average: {
      1: share(targets - within, targets),
      2: share(targets - rest, targets + (judges - rest) / n),
      3: share(targets - rest, targets),
    },
  }
}

function meanSquares(table: readonly (readonly number[])[], n: number, k: number) {
  const mean = average(table.flat())
  const rows = table.map(average)
  const columns = Array.from({ length: k }, (_, j) => average(table.map((row) => row[j]!)))
  const between = (means: readonly number[]) => means.reduce((sum, of) => sum + (of - mean) ** 2, 0)
  const whole = between(table.flat())
  const [byRow, byColumn] = [k * between(rows), n * between(columns)]
  return {
    targets: byRow / (n - 1),
    judges: byColumn / (k - 1),
    within: (whole - byRow) / (n * (k - 1)),
    rest: (whole - byRow - byColumn) / ((n - 1) * (k - 1)),
  }
}

const average = (numbers: readonly number[]) => numbers.reduce((sum, of) => sum + of, 0) / numbers.length
const share = (of: number, whole: number) => (whole === 0 ? 0 : of / whole)
