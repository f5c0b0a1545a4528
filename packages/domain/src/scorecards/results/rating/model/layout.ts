/**
 * Layout: cells arranged for the equations; see equations.ts for the shapes.
 *
 * Units    `columns` are those of X: the constant, and kinship as 0 or 1 where it is asked for.
 */
import type { Cells } from './cells.ts'
import type { Block, Layout, Sums } from './equations.ts'
import { sortedBy } from './order.ts'
import { computeStride } from './triangle.ts'

export type Arranged = Layout & { smallIs: 'estate' | 'reviewer' }

export function buildLayout(cells: Cells, groups: readonly { estates: string[]; reviewers: string[] }[], kin = false) {
  const smallIs = cells.estates.length <= cells.reviewers.length ? 'estate' : 'reviewer'
  const names = smallIs === 'estate' ? cells.estates : cells.reviewers
  const bigs = (smallIs === 'estate' ? cells.reviewers : cells.estates).length
  const smallOf = smallIs === 'estate' ? cells.estate : cells.reviewer
  const bigOf = smallIs === 'estate' ? cells.reviewer : cells.estate

  const one = sumsOver(names.length, bigs, smallOf, bigOf, cells.count)
  const columns = [one]
  if (kin)
    columns.push(
      sumsOver(
        names.length,
        bigs,
        smallOf,
        bigOf,
        cells.count.map((n, at) => n * cells.kin[at]!),
      ),
    )
  const y = sumsOver(names.length, bigs, smallOf, bigOf, cells.sum)
  const near = (of: Float64Array) => of.reduce((sum, value, at) => sum + value * cells.kin[at]!, 0)
  one.fixed = kin ? [cells.observations, near(cells.count)] : [cells.observations]
  if (kin) columns[1]!.fixed = [near(cells.count), near(cells.count)]
  y.fixed = [cells.sum.reduce((a, b) => a + b, 0), ...(kin ? [near(cells.sum)] : [])]

  const arranged: Arranged = {
    smallIs,
    observations: cells.observations,
    degree: { small: one.small, big: one.big },
    ...buildRows(bigs, smallOf, bigOf, cells.count),
    ...buildBlocks(
      names,
      groups.map((group) => (smallIs === 'estate' ? group.estates : group.reviewers)),
    ),
    columns,
    y,
    square: cells.square,
    floor: 0,
  }
  return arranged
}

function sumsOver(smalls: number, bigs: number, smallOf: Int32Array, bigOf: Int32Array, values: Float64Array): Sums {
  const sums = { small: new Float64Array(smalls), big: new Float64Array(bigs), fixed: [] }
  for (let at = 0; at < values.length; at++) {
    sums.small[smallOf[at]!]! += values[at]!
    sums.big[bigOf[at]!]! += values[at]!
  }
  return sums
}

/** Cells by level of the big factor, each row ascending in the small one as the cells are; cells that differ in kinship alone are one. */
function buildRows(bigs: number, smallOf: Int32Array, bigOf: Int32Array, counts: Float64Array) {
  const order = sortedBy(bigOf, bigs)
  const start = new Int32Array(bigs + 1)
  const small = new Int32Array(order.length)
  const count = new Float64Array(order.length)
  let to = -1
  let before = -1
  for (const at of order) {
    if (before < 0 || bigOf[at] !== bigOf[before] || smallOf[at] !== smallOf[before]) small[++to] = smallOf[at]!
    count[to]! += counts[at]!
    start[bigOf[at]! + 1] = to + 1
    before = at
  }
  return { start, small: small.slice(0, to + 1), count: count.slice(0, to + 1) }
}

function buildBlocks(names: readonly string[], groups: readonly string[][]) {
  const rank = new Map(names.map((name, at) => [name, at]))
  const blockOf = new Int32Array(names.length)
  const placeOf = new Int32Array(names.length)
  const blocks = groups.map((group, block): Block => {
    const levels = Int32Array.from(group, (name) => rank.get(name)!)
    for (let place = 0; place < levels.length; place++) {
      blockOf[levels[place]!] = block
      placeOf[levels[place]!] = place
    }
    const stride = computeStride(levels.length)
    return { levels, stride, l: new Float64Array(stride ** 2), inverse: new Float64Array(stride ** 2) }
  })
  return { blocks, blockOf, placeOf }
}
