import type { Obstacle, Relaxation } from '@bilin/domain/scorecards/rota/problem'

/** The most names sent of any list; the total is sent as a count. */
const MAX_NAMES = 10

/** The obstacle as the page shows it: an obstacle may have a thousand estates, of which only the first are sent, with a count. */
export function toShownObstacle(obstacle: Obstacle) {
  const relaxations = obstacle.relaxations.map(toShownRelaxation)
  if (obstacle.kind === 'short')
    return {
      kind: obstacle.kind,
      estates: obstacle.estates.slice(0, MAX_NAMES).map(({ name }) => name),
      count: obstacle.estates.length,
      requiredVisits: obstacle.requiredVisits,
      possible: obstacle.possible,
      oneOfSeveral: obstacle.oneOfSeveral,
      why: obstacle.why,
      relaxations,
    }
  return {
    kind: obstacle.kind,
    groups: obstacle.groups
      .slice(0, MAX_NAMES)
      .map(({ names, reviewers }) => ({ names: names.slice(0, MAX_NAMES), count: names.length, reviewers })),
    count: obstacle.groups.length,
    visits: obstacle.visits,
    because: obstacle.because,
    relaxations,
  }
}

/** A relaxation as the page shows it. The order must not change: the page sends back its index. */
function toShownRelaxation(way: Relaxation) {
  const { size } = way
  if (way.kind === 'fewer_visits')
    return {
      kind: way.kind,
      size,
      count: way.estates.length,
      estates: way.estates.slice(0, MAX_NAMES).map(({ name, requiredVisits }) => ({ name, requiredVisits })),
    }
  if (way.kind === 'raise_max_visits')
    return {
      kind: way.kind,
      size,
      count: way.reviewers.length,
      maxVisits: Math.max(...way.reviewers.map(({ maxVisits }) => maxVisits)),
      reviewers: way.reviewers.slice(0, MAX_NAMES).map(({ title, maxVisits }) => ({ title, maxVisits })),
    }
  if (way.kind === 'lift_conflict') return { kind: way.kind, size, count: way.conflicts.length }
  return way
}
