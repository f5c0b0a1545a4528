/** A counting table in one line: 0 处 5 分，1 处 4 分，2–3 处 3 分. */
import { m } from '@bilin/i18n'
import { listSpans } from '@bilin/domain/scorecards/rubrics/countToMark'
import type { Scale } from '@bilin/domain/scorecards/rubrics/scale'

export const spansInWords = (scale: Scale): string =>
  listSpans(scale)
    .map(({ from, to, mark }) => spanInWords(scale.kind, from, to, mark))
    .join(m['scorecards.rubrics.joint']())

function spanInWords(kind: Scale['kind'], from: number, to: number | null, mark: number): string {
  if (kind === 'percent')
    return to === null
      ? m['scorecards.rubrics.span_percent_up']({ from, mark })
      : m['scorecards.rubrics.span_percent_to']({ from, to, mark })
  if (to === null) return m['scorecards.rubrics.span_count_up']({ from, mark })
  return to === from
    ? m['scorecards.rubrics.span_count']({ from, mark })
    : m['scorecards.rubrics.span_count_to']({ from, to, mark })
}
