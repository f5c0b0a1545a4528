/**
 * Components: which compounds can be compared at all, because a chain of shared reviewers leads from one to the other.
 *
 * Shapes   a component is its compounds and its reviewers, each sorted; components come in the order of their first
 *          compound. To join k of them takes exactly k − 1 visits.
 * Source   union–find with path halving (Tarjan 1975).
 */
type Marked = { compound: string; reviewer: string }
export type Component = { compounds: string[]; reviewers: string[] }
export type Join = { reviewer: string; compound: string }
type Graph = {
  compounds: readonly string[]
  reviewers: readonly string[]
  compound: Int32Array
  reviewer: Int32Array
}

/** Both names in order; a graph's compounds are its first nodes, its reviewers the rest. */
export function componentsOf(graph: Graph): Component[] {
  const { find } = united(graph)
  const found = new Map<number, Component>()
  const at = (node: number) => {
    const component = found.get(find(node)) ?? { compounds: [], reviewers: [] }
    found.set(find(node), component)
    return component
  }
  for (const [node, compound] of graph.compounds.entries()) at(node).compounds.push(compound)
  for (const [node, reviewer] of graph.reviewers.entries()) at(graph.compounds.length + node).reviewers.push(reviewer)
  return [...found.values()]
}

export const listMarkComponents = (marked: readonly Marked[]): Component[] => componentsOf(graphOf(marked))

/**
 * The fewest visits that would make every compound comparable: those who have marked least go to where fewest have been.
 * `may` leaves out a visit that the rules forbid; `apart` counts the components that would still stay apart, 0 for none.
 */
export function joins(
  marked: readonly Marked[],
  may: (join: Join) => boolean = () => true,
): { visits: Join[]; apart: number } {
  const graph = graphOf(marked)
  const { find, unite } = united(graph)
  const reviewers = idlest(graph.reviewers, graph.reviewer)
  let components = componentsOf(graph).length
  const visits: Join[] = []
  for (const at of idlest(graph.compounds, graph.compound)) {
    for (const by of reviewers) {
      if (components <= 1) return { visits, apart: 0 }
      const join = { reviewer: graph.reviewers[by]!, compound: graph.compounds[at]! }
      if (find(at) === find(graph.compounds.length + by) || !may(join)) continue
      unite(at, graph.compounds.length + by)
      visits.push(join)
      components--
    }
  }
  return { visits, apart: components > 1 ? components : 0 }
}

function graphOf(marked: readonly Marked[]): Graph {
  const compounds = [...new Set(marked.map(({ compound }) => compound))].sort()
  const reviewers = [...new Set(marked.map(({ reviewer }) => reviewer))].sort()
  const rank = (names: string[]) => new Map(names.map((name, at) => [name, at]))
  const [compoundRank, reviewerRank] = [rank(compounds), rank(reviewers)]
  return {
    compounds,
    reviewers,
    compound: Int32Array.from(marked, ({ compound }) => compoundRank.get(compound)!),
    reviewer: Int32Array.from(marked, ({ reviewer }) => reviewerRank.get(reviewer)!),
  }
}

function united({ compounds, reviewers, compound, reviewer }: Graph) {
  const parent = Int32Array.from({ length: compounds.length + reviewers.length }, (_, node) => node)
  const find = (node: number) => {
    let at = node
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  const unite = (a: number, b: number) => void (parent[find(a)] = find(b))
  for (let at = 0; at < compound.length; at++) unite(compound[at]!, compounds.length + reviewer[at]!)
  return { find, unite }
}

function idlest(names: readonly string[], marked: Int32Array): number[] {
  const load = names.map(() => 0)
  for (const at of marked) load[at]!++
  return [...names.keys()].sort((a, b) => load[a]! - load[b]! || a - b)
}
