/**
 * Cells: the marks, aggregated as the equations need them and sorted.
 *
 * Shapes   levels are sorted by their names and marks by level and value, so that no number depends on the order in
 *          which marks came. A cell is an estate, a reviewer and a kinship; it keeps its count and its sum. Values are
 *          centred on their mean and divided by their standard deviation; `square` is the sum of their squares then.
 * Errors   scorecards.no_marks when there are none, mark_not_a_number when a value is not finite.
 */
import { refuse } from '../../../../refusal.ts'
import { sortedBy } from './order.ts'

export type Observation = {
  estate: string
  reviewer: string
  value: number
  /** Whether the reviewer is related to the estate; used only to estimate favour. */
  kin?: boolean
}

export type Cells = {
  estates: string[]
  reviewers: string[]
  observations: number
  estate: Int32Array
  reviewer: Int32Array
  kin: Uint8Array
  count: Float64Array
  sum: Float64Array
  square: number
  mean: number
  scale: number
}

export function buildCells(observations: readonly Observation[]): Cells {
  if (observations.length === 0) refuse('invalid', 'scorecards.no_marks')
  const estates = levels(observations, 'estate')
  const reviewers = levels(observations, 'reviewer')
  const { order, starts } = sorted(observations, estates.rank, reviewers.rank)
  const { mean, scale, values } = standardised(observations, order)
  const cells = starts.length
  const estate = new Int32Array(cells)
  const reviewer = new Int32Array(cells)
  const kin = new Uint8Array(cells)
  const count = new Float64Array(cells)
  const sum = new Float64Array(cells)
  let square = 0
  for (let cell = 0; cell < cells; cell++) {
    const from = starts[cell]!
    const to = starts[cell + 1] ?? order.length
    const first = observations[order[from]!]!
    estate[cell] = estates.rank.get(first.estate)!
    reviewer[cell] = reviewers.rank.get(first.reviewer)!
    kin[cell] = first.kin ? 1 : 0
    count[cell] = to - from
    for (let at = from; at < to; at++) {
      sum[cell]! += values[at]!
      square += values[at]! ** 2
    }
  }
  return {
    estates: estates.names,
    reviewers: reviewers.names,
    observations: order.length,
    estate,
    reviewer,
    kin,
    count,
    sum,
    square,
    mean,
    scale,
  }
}

function levels(observations: readonly Observation[], of: 'estate' | 'reviewer') {
  const names = [...new Set(observations.map((observation) => observation[of]))].sort()
  return { names, rank: new Map(names.map((name, at) => [name, at])) }
}

/** Marks by estate, reviewer and kinship, marks of one cell by value: each pass keeps the order of the one before. */
function sorted(
  observations: readonly Observation[],
  estates: ReadonlyMap<string, number>,
  reviewers: ReadonlyMap<string, number>,
) {
  const cell = {
    estate: new Int32Array(observations.length),
    reviewer: new Int32Array(observations.length),
    kin: new Int32Array(observations.length),
  }
  for (const [at, { estate, reviewer, value, kin }] of observations.entries()) {
    if (!Number.isFinite(value)) refuse('invalid', 'scorecards.mark_not_a_number')
    cell.estate[at] = estates.get(estate)!
    cell.reviewer[at] = reviewers.get(reviewer)!
    cell.kin[at] = kin ? 1 : 0
  }
  const near = sortedBy(cell.kin, 2)
  const order = sortedBy(cell.estate, estates.size, sortedBy(cell.reviewer, reviewers.size, near))
  const same = (a: number, b: number) =>
    cell.estate[a] === cell.estate[b] && cell.reviewer[a] === cell.reviewer[b] && cell.kin[a] === cell.kin[b]
  const starts: number[] = []
  for (let at = 0; at < order.length; at++) if (at === 0 || !same(order[at]!, order[at - 1]!)) starts.push(at)
  for (const [nth, from] of starts.entries()) {
    const to = starts[nth + 1] ?? order.length
    if (to - from > 1) order.subarray(from, to).sort((a, b) => observations[a]!.value - observations[b]!.value)
  }
  return { order, starts }
}

/** A constant is recognised by its range, since the floating-point mean of equal numbers need not be that number. */
function standardised(observations: readonly Observation[], order: Uint32Array) {
  const values = new Float64Array(order.length)
  let low = Infinity
  let high = -Infinity
  for (let at = 0; at < order.length; at++) {
    const value = (values[at] = observations[order[at]!]!.value)
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low === high) return { mean: low, scale: 0, values: values.fill(0) }
  let sum = 0
  for (const value of values) sum += value - low
  const mean = low + sum / values.length
  let square = 0
  for (const value of values) square += (value - mean) ** 2
  const scale = Math.sqrt(square / values.length)
  for (let at = 0; at < values.length; at++) values[at] = (values[at]! - mean) / scale
  return { mean, scale, values }
}
