/** What stands in the way of a rota, and the ways out, in sentences. */
import { m } from '@bilin/i18n'
import type { PageProps } from '../../$types'

type Proposal = NonNullable<NonNullable<PageProps['data']['plan']>['proposal']>
type Obstacle = NonNullable<Proposal['obstacle']>
type Way = Obstacle['relaxations'][number]

/** The names that were sent, and how many there are where that is more. */
const listed = (names: readonly string[], count = names.length) =>
  names.join(m['scorecards.rota.joint']()) +
  (count > names.length ? m['scorecards.rota.short.and_more']({ count }) : '')

export function obstacleWords(obstacle: Obstacle): { title: string; said: string; because: string[] } {
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
      said: m['scorecards.rota.apart.said']({ groups: obstacle.count, visits: obstacle.visits }),
      because: [
        why[obstacle.because](),
        ...obstacle.groups.map(({ names, count, people }) =>
          m['scorecards.rota.apart.group']({ estates: listed(names, count), people }),
        ),
        ...more,
      ],
    }
  }
  const { estates, count, wanted, possible, why } = obstacle
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
    said:
      count === 1
        ? m['scorecards.rota.short.one']({ estate: estates[0]!, wanted, possible })
        : m['scorecards.rota.short.many']({ count, estates: listed(estates, count), wanted, possible }),
    because: [
      m['scorecards.rota.short.people']({ count: why.people }),
      ...counted.filter(([count]) => count > 0).map(([count, say]) => say({ count })),
      m['scorecards.rota.short.may']({ count: why.may }),
    ],
  }
}

/** Where a way is gone that the rota cannot give by itself; one tap does every other. */
export function relaxationLink({ kind }: Way, tenant: string): { href: string; label: string } | null {
  if (kind === 'lift_conflict') return { href: '#conflicts', label: m['scorecards.rota.relax.to_conflicts']() }
  if (kind === 'more_days') return { href: '#weekdays', label: m['scorecards.rota.relax.to_days']() }
  if (kind === 'more_people') return { href: `/${tenant}/people`, label: m['scorecards.rota.relax.to_people']() }
  return null
}

export function relaxationWords(way: Way): string {
  switch (way.kind) {
    case 'fewer_visits':
      return m['scorecards.rota.relax.fewer_visits']({
        estates: listed(
          way.estates.map(({ name, wanted }) => m['scorecards.rota.relax.fewer_visit']({ estate: name, wanted })),
          way.count,
        ),
      })
    case 'raise_most':
      return way.count > way.people.length
        ? m['scorecards.rota.relax.raise_many']({ count: way.count, most: way.most })
        : m['scorecards.rota.relax.raise_most']({
            people: listed(
              way.people.map(({ title, most }) => m['scorecards.rota.relax.raise_one']({ person: title, most })),
            ),
          })
    case 'lift_conflict':
      return m['scorecards.rota.relax.lift_conflict']({ count: way.count })
    case 'more_a_day':
      return m['scorecards.rota.relax.more_a_day']({ count: way.aDay })
    case 'more_days':
      return m['scorecards.rota.relax.more_days']({ count: way.days })
    case 'more_people':
      return m['scorecards.rota.relax.more_people']({ count: way.people })
    case 'more_visits':
      return m['scorecards.rota.relax.more_visits']({ count: way.wanted })
    case 'fewer_people':
      return m['scorecards.rota.relax.fewer_people']({ count: way.people })
    case 'bridge':
      return m['scorecards.rota.relax.bridge']({ count: way.visits })
    case 'unlinked':
      return m['scorecards.rota.relax.unlinked']()
  }
}
