/** What a rota comes to, and the ways out of one that cannot be, in sentences. */
import { m } from '@bilin/i18n'
import type { Facts, Step } from '@bilin/domain/scorecards/rota/wish'
import type { PageProps } from './$types'

type Proposal = NonNullable<NonNullable<PageProps['data']['plan']>['proposal']>
type Obstacle = NonNullable<Proposal['obstacle']>
type Way = Obstacle['relaxations'][number]

export type Running = { step: Step; done: number; of: number }

export const stepWords: Record<Step, () => string> = {
  filling: () => m['rota.running.filling'](),
  joining: () => m['rota.running.joining'](),
  improving: () => m['rota.running.improving'](),
  days: () => m['rota.running.days'](),
  relaxing: () => m['rota.running.relaxing'](),
}

export const weekdayWords = [
  () => m['rota.weekday.1'](), () => m['rota.weekday.2'](), () => m['rota.weekday.3'](), () => m['rota.weekday.4'](),
  () => m['rota.weekday.5'](), () => m['rota.weekday.6'](), () => m['rota.weekday.7'](),
] // prettier-ignore

/** The names that were sent, and how many there are where that is more. */
const listed = (names: readonly string[], count = names.length) =>
  names.join(m['rota.joint']()) + (count > names.length ? m['rota.short.and_more']({ count }) : '')

export function obstacleWords(obstacle: Obstacle): { title: string; said: string; because: string[] } {
  if (obstacle.kind === 'apart') {
    const why = {
      numbers: () => m['rota.apart.numbers'](),
      rules: () => m['rota.apart.rules'](),
      search: () => m['rota.apart.search'](),
    }
    const more = obstacle.count > obstacle.groups.length ? [m['rota.apart.and_more']({ count: obstacle.count })] : [] // prettier-ignore
    return {
      title: m['rota.apart.title'](),
      said: m['rota.apart.said']({ groups: obstacle.count, visits: obstacle.visits }),
      because: [
        why[obstacle.because](),
        ...obstacle.groups.map(({ names, count, people }) =>
          m['rota.apart.group']({ estates: listed(names, count), people }),
        ),
        ...more,
      ],
    }
  }
  const { estates, count, wanted, possible, why } = obstacle
  const counted = [
    [why.ownCompany, m['rota.short.own_company']],
    [why.ownCommunity, m['rota.short.own_community']],
    [why.conflict, m['rota.short.conflict']],
    [why.already, m['rota.short.already']],
    [why.noDays, m['rota.short.no_days']],
    [why.full, m['rota.short.full']],
  ] as const
  return {
    title: m['rota.short.title'](),
    said:
      count === 1
        ? m['rota.short.one']({ estate: estates[0]!, wanted, possible })
        : m['rota.short.many']({ count, estates: listed(estates, count), wanted, possible }),
    because: [
      m['rota.short.people']({ count: why.people }),
      ...counted.filter(([count]) => count > 0).map(([count, say]) => say({ count })),
      m['rota.short.may']({ count: why.may }),
    ],
  }
}

/** Where a way is gone that the rota cannot give by itself; one tap does every other. */
export function placeOf({ kind }: Way, tenant: string): { href: string; label: string } | null {
  if (kind === 'lift_conflict') return { href: '#conflicts', label: m['rota.relax.to_conflicts']() }
  if (kind === 'more_days') return { href: '#weekdays', label: m['rota.relax.to_days']() }
  if (kind === 'more_people') return { href: `/${tenant}/people`, label: m['rota.relax.to_people']() }
  return null
}

export function relaxationWords(way: Way): string {
  switch (way.kind) {
    case 'fewer_visits':
      return m['rota.relax.fewer_visits']({ estates: listed(way.estates.map(({ name, wanted }) => m['rota.relax.fewer_visit']({ estate: name, wanted })), way.count) }) // prettier-ignore
    case 'raise_most':
      return way.count > way.people.length
        ? m['rota.relax.raise_many']({ count: way.count, most: way.most })
        : m['rota.relax.raise_most']({ people: listed(way.people.map(({ title, most }) => m['rota.relax.raise_one']({ person: title, most }))) }) // prettier-ignore
    case 'lift_conflict':
      return m['rota.relax.lift_conflict']({ count: way.count })
    case 'more_a_day':
      return m['rota.relax.more_a_day']({ count: way.aDay })
    case 'more_days':
      return m['rota.relax.more_days']({ count: way.days })
    case 'more_people':
      return m['rota.relax.more_people']({ count: way.people })
    case 'more_visits':
      return m['rota.relax.more_visits']({ count: way.wanted })
    case 'fewer_people':
      return m['rota.relax.fewer_people']({ count: way.people })
    case 'bridge':
      return m['rota.relax.bridge']({ count: way.visits })
    case 'unlinked':
      return m['rota.relax.unlinked']()
  }
}

export function factWords(
  facts: Facts,
  { visits, replaced, dated }: { visits: number; replaced: number; dated: number },
): { label: string; text: string | number }[] {
  const known = facts.visits - facts.unmeasured
  const ways = [
    ...(known > 0 ? [m['rota.proposal.km_sum']({ km: facts.km, longest: facts.longestKm })] : []),
    ...(facts.unmeasured > 0 ? [m['rota.proposal.km_unknown']({ count: facts.unmeasured })] : []),
  ]
  const days = [
    m['rota.proposal.days_n']({ count: facts.days }),
    ...(facts.paired > 0 ? [m['rota.proposal.days_paired']({ count: facts.paired })] : []),
  ]
  return [
    { label: m['rota.proposal.visits'](), text: visits },
    ...(replaced > 0 ? [{ label: m['rota.proposal.replaced'](), text: replaced }] : []),
    ...(dated > 0 ? [{ label: m['rota.proposal.dated'](), text: dated }] : []),
    {
      label: m['rota.proposal.load'](),
      text:
        facts.least === facts.most
          ? m['rota.proposal.load_even']({ count: facts.most })
          : m['rota.proposal.load_between']({ least: facts.least, most: facts.most }),
    },
    ...(facts.idle > 0 ? [{ label: m['rota.proposal.idle'](), text: facts.idle }] : []),
    {
      label: m['rota.proposal.linked'](),
      text:
        facts.groups <= 1
          ? m['rota.proposal.linked_yes']()
          : m['rota.proposal.linked_no']({ count: facts.groups }),
    },
    { label: m['rota.proposal.km'](), text: ways.join(m['rota.but']()) },
    {
      label: m['rota.proposal.mixed'](),
      text: m['rota.proposal.mixed_of']({ count: facts.mixed, of: facts.mixable }),
    },
    ...(facts.days > 0 ? [{ label: m['rota.proposal.days'](), text: days.join(m['rota.but']()) }] : []),
  ]
}
