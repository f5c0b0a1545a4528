/**
 * Components: which estates can be compared at all, because a chain of shared reviewers leads from one to the other.
 *
 * Shapes   a component is its estates and its reviewers, each sorted; components come in the order of their first
 *          estate. To join k of them takes exactly k − 1 visits.
 * Source   union–find with path halving (Tarjan 1975).
 */
type Marked = { estate: string; reviewer: string }
export type Component = { estates: string[]; reviewers: string[] }
export type Join = { reviewer: string; estate: string }
type Graph = {
  estates: readonly string[]
  reviewers: readonly string[]
  estate: Int32Array
  reviewer: Int32Array
}

/** The nodes of a graph are its estates, then its reviewers. */
export function listComponents(graph: Graph): Component[] {
  const { find } = buildUnionFind(graph)
  const found = new Map<number, Component>()
  const at = (node: number) => {
    const component = found.get(find(node)) ?? { estates: [], reviewers: [] }
    found.set(find(node), component)
    return component
  }
  for (const [node, estate] of graph.estates.entries()) at(node).estates.push(estate)
  for (const [node, reviewer] of graph.reviewers.entries()) at(graph.estates.length + node).reviewers.push(reviewer)
  return [...found.values()]
}

export const listMarkComponents = (marked: readonly Marked[]): Component[] => listComponents(buildGraph(marked))

/**
 * The fewest visits that would make every estate comparable: the reviewers with the fewest marks visit the estates with the fewest.
 * `may` excludes visits that the rules forbid. `apart` is the number of components that remain, 0 when all are joined.
 */
export function findJoiningVisits(
  marked: readonly Marked[],
  may: (join: Join) => boolean = () => true,
): { visits: Join[]; apart: number } {
  const graph = buildGraph(marked)
  const { find, unite } = buildUnionFind(graph)
  const reviewers = sortByLoad(graph.reviewers, graph.reviewer)
  let components = listComponents(graph).length
  const visits: Join[] = []
  for (const at of sortByLoad(graph.estates, graph.estate)) {
    for (const by of reviewers) {
      if (components <= 1) return { visits, apart: 0 }
      const join = { reviewer: graph.reviewers[by]!, estate: graph.estates[at]! }
      if (find(at) === find(graph.estates.length + by) || !may(join)) continue
      unite(at, graph.estates.length + by)
      visits.push(join)
      components--
    }
  }
  return { visits, apart: components > 1 ? components : 0 }
}

function buildGraph(marked: readonly Marked[]): Graph {
  const estates = [...new Set(marked.map(({ estate }) => estate))].sort()
  const reviewers = [...new Set(marked.map(({ reviewer }) => reviewer))].sort()
  const rank = (names: string[]) => new Map(names.map((name, at) => [name, at]))
  const [estateRank, reviewerRank] = [rank(estates), rank(reviewers)]
  return {
    estates,
    reviewers,
    estate: Int32Array.from(marked, ({ estate }) => estateRank.get(estate)!),
    reviewer: Int32Array.from(marked, ({ reviewer }) => reviewerRank.get(reviewer)!),
  }
}

function buildUnionFind({ estates, reviewers, estate, reviewer }: Graph) {
  const parent = Int32Array.from({ length: estates.length + reviewers.length }, (_, node) => node)
  const find = (node: number) => {
    let at = node
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  const unite = (a: number, b: number) => void (parent[find(a)] = find(b))
  for (let at = 0; at < estate.length; at++) unite(estate[at]!, estates.length + reviewer[at]!)
  return { find, unite }
}

function sortByLoad(names: readonly string[], marked: Int32Array): number[] {
  const load = names.map(() => 0)
  for (const at of marked) load[at]!++
  return [...names.keys()].sort((a, b) => load[a]! - load[b]! || a - b)
}
