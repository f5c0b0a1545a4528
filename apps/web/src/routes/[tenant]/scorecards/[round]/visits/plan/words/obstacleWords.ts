/** An obstacle and its relaxations, as sentences. */
import { m } from '@bilin/i18n'
import type { PageProps } from '../../$types'

type Proposal = NonNullable<NonNullable<PageProps['data']['plan']>['proposal']>
type Obstacle = NonNullable<Proposal['obstacle']>
type Way = Obstacle['relaxations'][number]

/** The names that were sent, with the total if there are more. */
const listed = (names: readonly string[], count = names.length) =>
  names.join(m['scorecards.rota.joint']()) +
  (count > names.length ? m['scorecards.rota.short.and_more']({ count }) : '')

export function obstacleWords(obstacle: Obstacle): { title: string; summary: string; because: string[] } {
  if (obstacle.kind === 'apart') {
    const why = {
      numbers: () => m['scorecards.rota.apart.numbers'](),
      rules: () => m['scorecards.rota.apart.rules'](),
      search: () => m['scorecards.rota.apart.search'](),
    }
    const more =
      obstacle.count > obstacle.groups.length ? [m['scorecards.rota.apart.and_more']({ count: obstacle.count })] : []
    return {
      title: m['scorecards.rota.apart.title'](),
      summary: m['scorecards.rota.apart.said']({ groups: obstacle.count, visits: obstacle.visits }),
      because: [
        why[obstacle.because](),
        ...obstacle.groups.map(({ names, count, reviewers }) =>
          m['scorecards.rota.apart.group']({ estates: listed(names, count), people: reviewers }),
        ),
        ...more,
      ],
    }
  }
  const { estates, count, requiredVisits, possible, oneOfSeveral, why } = obstacle
  const counted = [
    [why.ownCompany, m['scorecards.rota.short.own_company']],
    [why.ownCommunity, m['scorecards.rota.short.own_community']],
    [why.conflict, m['scorecards.rota.short.conflict']],
    [why.already, m['scorecards.rota.short.already']],
    [why.noDays, m['scorecards.rota.short.no_days']],
    [why.full, m['scorecards.rota.short.full']],
  ] as const
  return {
    title: m['scorecards.rota.short.title'](),
    summary:
      count === 1
        ? m['scorecards.rota.short.one']({ estate: estates[0]!, required: requiredVisits, possible })
        : m['scorecards.rota.short.many']({
            count,
            estates: listed(estates, count),
            required: requiredVisits,
            possible,
          }),
    because: [
      m['scorecards.rota.short.people']({ count: why.reviewers }),
      ...counted.filter(([count]) => count > 0).map(([count, say]) => say({ count })),
      m['scorecards.rota.short.may']({ count: why.may }),
      ...(oneOfSeveral ? [m['scorecards.rota.short.one_such']()] : []),
    ],
  }
}

/** The link for a relaxation that is made elsewhere; null for those that one button applies. */
export function relaxationLink({ kind }: Way, tenant: string): { href: string; label: string } | null {
  if (kind === 'lift_conflict') return { href: '#conflicts', label: m['scorecards.rota.relax.to_conflicts']() }
  if (kind === 'more_days') return { href: '#weekdays', label: m['scorecards.rota.relax.to_days']() }
  if (kind === 'more_reviewers') return { href: `/${tenant}/people`, label: m['scorecards.rota.relax.to_reviewers']() }
  return null
}

export function relaxationWords(way: Way): string {
  switch (way.kind) {
    case 'fewer_visits':
      return m['scorecards.rota.relax.fewer_visits']({
        estates: listed(
          way.estates.map(({ name, requiredVisits }) =>
            m['scorecards.rota.relax.fewer_visit']({ estate: name, required: requiredVisits }),
          ),
          way.count,
        ),
      })
    case 'raise_max_visits':
      return way.count > way.reviewers.length
        ? m['scorecards.rota.relax.raise_many']({ count: way.count, max: way.maxVisits })
        : m['scorecards.rota.relax.raise_max_visits']({
            people: listed(
              way.reviewers.map(({ title, maxVisits }) =>
                m['scorecards.rota.relax.raise_one']({ person: title, max: maxVisits }),
              ),
            ),
          })
    case 'lift_conflict':
      return m['scorecards.rota.relax.lift_conflict']({ count: way.count })
    case 'more_visits_per_day':
      return m['scorecards.rota.relax.more_visits_per_day']({ count: way.visitsPerDay })
    case 'more_days':
      return m['scorecards.rota.relax.more_days']({ count: way.days })
    case 'more_reviewers':
      return m['scorecards.rota.relax.more_reviewers']({ count: way.reviewers })
    case 'more_visits':
      return m['scorecards.rota.relax.more_visits']({ count: way.requiredVisits })
    case 'fewer_reviewers':
      return m['scorecards.rota.relax.fewer_reviewers']({ count: way.reviewers })
    case 'bridge':
      return m['scorecards.rota.relax.bridge']({ count: way.visits })
    case 'unlinked':
      return m['scorecards.rota.relax.unlinked']()
  }
}
