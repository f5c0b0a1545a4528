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
