/**
 * Connected components of the graph of reviewers and estates, by union–find over the visits. Nodes without a visit are not counted.
 * A visit that closes a cycle can be taken out without splitting a component.
 */
import { getMark, FIXED, type Plan, type Visit } from './plan.ts'

export type Components = {
  count: number
  /** The component of each, named by one of its nodes. */
  ofEstate: Int32Array
  ofReviewer: Int32Array
  /** Movable visits that close a cycle. */
  extra: Visit[]
}

export function findComponents(plan: Plan): Components {
  const { at, to } = plan
  const parent = Int32Array.from({ length: at.length + to.length }, (_, node) => node)
  const extra: Visit[] = []
  let nodes = 0
  let unions = 0
  for (const list of at) if (list.length > 0) nodes += 1
  for (const list of to) if (list.length > 0) nodes += 1
  // Fixed visits first, so that a visit that closes a cycle is movable wherever it can be.
  for (const fixed of [true, false])
    for (let estate = 0; estate < at.length; estate++)
      for (const reviewer of at[estate]!) {
        if ((getMark(plan, reviewer, estate) === FIXED) !== fixed) continue
        const [a, b] = [find(parent, estate), find(parent, at.length + reviewer)]
        if (a !== b) {
          parent[Math.max(a, b)] = Math.min(a, b)
          unions += 1
        } else if (!fixed) extra.push({ reviewer, estate })
      }
  return {
    count: nodes - unions,
    ofEstate: Int32Array.from(at, (_, estate) => find(parent, estate)),
    ofReviewer: Int32Array.from(to, (_, reviewer) => find(parent, at.length + reviewer)),
    extra,
  }
}

/**
 * Movable visits that are part of some cycle: each of them can be taken out without splitting its component, while `extra` has only as
 * many as can be taken out together. Those that are not are the bridges of the graph (Tarjan 1974).
 */
export function listCycleVisits({ at, to, mark }: Plan): Visit[] {
  const nodes = at.length + to.length
  const neighbours = (node: number) => (node < at.length ? at[node]! : to[node - at.length]!)
  const reached = new Int32Array(nodes)
  /** The earliest node that is reached from a node's subtree by one visit that is not of the tree. */
  const lowest = new Int32Array(nodes)
  const bridge = new Uint8Array(mark.length)
  let now = 0
  for (let root = 0; root < at.length; root++) {
    if (reached[root] || at[root]!.length === 0) continue
    const path = [{ node: root, from: -1, next: 0 }]
    lowest[root] = reached[root] = ++now
    while (path.length > 0) {
      const here = path.at(-1)!
      const list = neighbours(here.node)
      if (here.next < list.length) {
        const other = here.node < at.length ? at.length + list[here.next]! : list[here.next]!
        here.next += 1
        if (other === here.from) continue
        if (reached[other]) lowest[here.node] = Math.min(lowest[here.node]!, reached[other])
        else {
          lowest[other] = reached[other] = ++now
          path.push({ node: other, from: here.node, next: 0 })
        }
        continue
      }
      path.pop()
      if (here.from < 0) continue
      lowest[here.from] = Math.min(lowest[here.from]!, lowest[here.node]!)
      const [estate, reviewer] = [Math.min(here.node, here.from), Math.max(here.node, here.from) - at.length]
      if (lowest[here.node]! > reached[here.from]!) bridge[reviewer * at.length + estate] = 1
    }
  }
  return at.flatMap((reviewers, estate) =>
    reviewers
      .filter((reviewer) => {
        const visit = reviewer * at.length + estate
        return mark[visit] !== FIXED && !bridge[visit]
      })
      .map((reviewer) => ({ reviewer, estate })),
  )
}

/** The number alone: cheaper, for callers that ask often. */
export function countComponents({ at, to }: Plan, parent: Int32Array): number {
  let count = 0
  for (let node = 0; node < parent.length; node++) parent[node] = node
  for (const list of at) if (list.length > 0) count += 1
  for (const list of to) if (list.length > 0) count += 1
  for (let estate = 0; estate < at.length; estate++)
    for (const reviewer of at[estate]!) {
      const [a, b] = [find(parent, estate), find(parent, at.length + reviewer)]
      if (a === b) continue
      parent[Math.max(a, b)] = Math.min(a, b)
      count -= 1
    }
  return count
}

function find(parent: Int32Array, node: number): number {
  let top = node
  while (parent[top] !== top) top = parent[top] = parent[parent[top]!]!
  return top
}
