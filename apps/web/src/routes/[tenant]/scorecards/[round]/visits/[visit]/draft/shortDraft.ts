/** A draft as short text, to copy before it is discarded or to send to the coordinator. */
import { m } from '@bilin/i18n'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import type { StoredDraft } from '#lib/offline/deviceStore.ts'
import { inTongue, severityWords } from '../../../../words.ts'

export function shortDraft(body: RubricBody, { given, findings }: Pick<StoredDraft, 'given' | 'findings'>): string {
  const marked = body.dimensions
    .flatMap(({ indicators }) => indicators)
    .flatMap((indicator) => {
      const { mark, counted, excluded } = given[indicator.code] ?? {}
      if (!mark && !excluded) return []
      const answer = excluded ?? (mark === 'na' ? m['scorecards.rubrics.mark.na']() : mark)
      return [`${indicator.code} ${inTongue(indicator)} ${answer}${counted ? ` (${counted})` : ''}`]
    })
  const found = findings.map(({ indicator, severity, place, text }) =>
    [indicator, severityWords[severity](), place, text].filter(Boolean).join(' '),
  )
  return [...marked, ...found].join('\n')
}
