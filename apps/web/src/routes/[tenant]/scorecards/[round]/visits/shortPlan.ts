/** Who visits what, as short text for a chat. */
import { shortDay } from '#lib/days.ts'
import { m } from '@bilin/i18n'

type Visit = { estate: string; visitorTitle: string; plannedOn: string | null }

export function shortPlan(title: string, visits: readonly Visit[]): string {
  const byVisitor = Map.groupBy(visits, ({ visitorTitle }) => visitorTitle)
  const nameOf = ({ estate, plannedOn }: Visit) =>
    plannedOn ? m['scorecards.visits.short_dated']({ estate, day: shortDay(plannedOn) }) : estate
  const lines = [...byVisitor].map(([visitor, theirs]) =>
    m['scorecards.visits.short_line']({
      visitor,
      estates: theirs.map(nameOf).join(m['scorecards.visits.and']()),
    }),
  )
  return [title, ...lines].join('\n')
}

export type Told = Visit

/** What each visitor is told: where to, when, and where the form is. */
export function messagesOf(round: string, visits: readonly Told[], link: string) {
  return [...Map.groupBy(visits, ({ visitorTitle }) => visitorTitle)].map(([visitor, theirs]) => ({
    visitor,
    count: theirs.length,
    text: [
      m['rota.message.hello']({ visitor, round }),
      ...theirs
        .toSorted((a, b) => (a.plannedOn ?? '9').localeCompare(b.plannedOn ?? '9'))
        .map(({ estate, plannedOn }) =>
          plannedOn
            ? m['rota.message.line']({ day: shortDay(plannedOn), estate })
            : m['rota.message.undated']({ estate }),
        ),
      m['rota.message.link']({ link }),
    ].join('\n'),
  }))
}
