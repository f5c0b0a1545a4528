/** The texts of the service worker's own page, when there is no network and no cached page. */
import { getLocale, m } from '@bilin/i18n'

export const workerWords = () => ({
  lang: getLocale(),
  title: m['scorecards.visits.offline.title'](),
  text: m['scorecards.visits.offline.text'](),
  none: m['scorecards.visits.offline.none'](),
})
