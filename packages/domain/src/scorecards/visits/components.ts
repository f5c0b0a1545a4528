/** Which visitors and compounds hang together: union–find over the visits. An idle visitor hangs on nothing and is not counted. */
import type { Plan, Visit } from './plan.ts'

type Graph = Pick<Plan, 'at' | 'to'>

/** `without` is a visit just taken away: its ends are counted even when nothing else holds them. */
export function componentsOf({ at, to }: Graph, without?: Visit): { count: number; ofCompound: number[] } {
  const parent = [...at, ...to].map((_, node) => node)
  const find = (node: number): number => {
    let top = node
    while (parent[top] !== top) top = parent[top] = parent[parent[top]!]!
    return top
  }
  at.forEach((visitors, compound) => {
    for (const visitor of visitors) parent[find(at.length + visitor)] = find(compound)
  })
  const used = parent
    .map((_, node) => node)
    .filter((node) => {
      if (node < at.length) return at[node]!.size > 0 || node === without?.compound
      return to[node - at.length]!.size > 0 || node - at.length === without?.visitor
    })
  return { count: new Set(used.map(find)).size, ofCompound: at.map((_, compound) => find(compound)) }
}
