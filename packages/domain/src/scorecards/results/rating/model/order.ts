/** Indices in ascending order of their level; equal levels stay as they were in `order`. Counting sort, linear. */
export function sortedBy(
  level: Int32Array,
  levels: number,
  order = Uint32Array.from(level, (_, at) => at),
): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(levels + 1)
  for (const at of order) next[level[at]! + 1]!++
  for (let k = 0; k < levels; k++) next[k + 1]! += next[k]!
  const sorted = new Uint32Array(order.length)
  for (const at of order) sorted[next[level[at]!]!++] = at
  return sorted
}
