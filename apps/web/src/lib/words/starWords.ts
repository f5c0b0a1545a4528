/** In place of stars: why an estate has none. Results published before there was a second reason had too few visits. */
import { m } from '@bilin/i18n'

export const formatUnrated = (unrated: string | null | undefined) =>
  unrated === 'little_covered' ? m['scorecards.results.little_covered']() : m['scorecards.results.too_few_visits']()
