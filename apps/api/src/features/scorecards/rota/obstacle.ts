import type { Obstacle, Relaxation } from '@bilin/domain/scorecards/rota/problem'

/** Names sent of any list; beside them stands how many there are. */
const NAMED = 10

/** An obstacle may be about a thousand estates: the first of them and a count say as much as all. */
export function shownOf(obstacle: Obstacle) {
  const relaxations = obstacle.relaxations.map(shortWay)
  if (obstacle.kind === 'short')
    return {
      kind: obstacle.kind,
      estates: obstacle.estates.slice(0, NAMED).map(({ name }) => name),
      count: obstacle.estates.length,
      wanted: obstacle.wanted,
      possible: obstacle.possible,
      why: obstacle.why,
      relaxations,
    }
  return {
    kind: obstacle.kind,
    groups: obstacle.groups
      .slice(0, NAMED)
      .map(({ names, people }) => ({ names: names.slice(0, NAMED), count: names.length, people })),
    count: obstacle.groups.length,
    visits: obstacle.visits,
    because: obstacle.because,
    relaxations,
  }
}

/** In the order of the whole: a way is asked for by its place in the list. */
function shortWay(way: Relaxation) {
  const { size } = way
  if (way.kind === 'fewer_visits')
    return {
      kind: way.kind,
      size,
      count: way.estates.length,
      estates: way.estates.slice(0, NAMED).map(({ name, wanted }) => ({ name, wanted })),
    }
  if (way.kind === 'raise_most')
    return {
      kind: way.kind,
      size,
      count: way.people.length,
      most: Math.max(...way.people.map(({ most }) => most)),
      people: way.people.slice(0, NAMED).map(({ title, most }) => ({ title, most })),
    }
  if (way.kind === 'lift_conflict') return { kind: way.kind, size, count: way.conflicts.length }
  return way
}
