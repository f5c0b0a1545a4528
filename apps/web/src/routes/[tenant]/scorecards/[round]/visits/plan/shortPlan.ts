/** The plan of visits as short text for a chat. */
import { shortDay } from '#lib/words/days.ts'
import { m } from '@bilin/i18n'

type Visit = { estate: string; reviewerTitle: string; plannedOn: string | null }

export function shortPlan(title: string, visits: readonly Visit[]): string {
  const byReviewer = Map.groupBy(visits, ({ reviewerTitle }) => reviewerTitle)
  const formatName = ({ estate, plannedOn }: Visit) =>
    plannedOn ? m['scorecards.rota.short_dated']({ estate, day: shortDay(plannedOn) }) : estate
  const lines = [...byReviewer].map(([reviewer, theirs]) =>
    m['scorecards.rota.short_line']({
      reviewer,
      estates: theirs.map(formatName).join(m['scorecards.and']()),
    }),
  )
  return [title, ...lines].join('\n')
}
