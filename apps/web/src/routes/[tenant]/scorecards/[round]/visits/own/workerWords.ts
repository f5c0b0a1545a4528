/** What the worker says when there is no network and no page to show. */
import { getLocale, m } from '@bilin/i18n'

export const workerWords = () => ({
  lang: getLocale(),
  title: m['scorecards.visits.offline.title'](),
  text: m['scorecards.visits.offline.text'](),
  none: m['scorecards.visits.offline.none'](),
})
