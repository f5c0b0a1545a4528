/** The guide for marking one indicator, as text: how to look, the counting table, and what earns each mark. */
import { listSpans } from '@bilin/domain/scorecards/rubrics/countToMark'
import { marks } from '@bilin/domain/scorecards/rubrics/mark'
import type { Indicator } from '@bilin/domain/scorecards/rubrics/rubric'
import type { Scale } from '@bilin/domain/scorecards/rubrics/scale'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'

export function formatGuide({ guide, guideEn, anchors, scale }: Indicator, locale: Locale): string {
  const inWords = (zh: string, en: string) => (locale === 'en' && en ? en : zh)
  const earned = marks.flatMap((mark) => {
    const anchor = anchors[mark]
    if (!anchor) return []
    return `${say('scorecards.rubrics.anchor', { mark }, locale)}${say('scorecards.visits.form.joint', {}, locale)}${inWords(anchor.zh, anchor.en)}`
  })
  return [inWords(guide, guideEn), scale ? formatTable(scale, locale) : '', ...earned].filter(Boolean).join('\n')
}

const formatTable = (scale: Scale, locale: Locale) =>
  listSpans(scale)
    .map(({ from, to, mark }) =>
      say(`scorecards.rubrics.${formatSpan(scale.kind, from, to)}`, { from, to, mark }, locale),
    )
    .join(say('scorecards.rubrics.joint', {}, locale))

function formatSpan(kind: Scale['kind'], from: number, to: number | null): string {
  if (kind === 'percent') return to === null ? 'span_percent_up' : 'span_percent_to'
  if (to === null) return 'span_count_up'
  return to === from ? 'span_count' : 'span_count_to'
}
