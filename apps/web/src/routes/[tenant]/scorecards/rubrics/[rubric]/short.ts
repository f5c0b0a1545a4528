/** A rubric as short text for a chat. */
import type { Dimension } from '@bilin/domain/scorecards/rubrics/rubric'
import { m } from '@bilin/i18n'
import { inTongue } from '../../words.ts'

export function formatShort(title: string, dimensions: readonly (Dimension & { weight: number })[]): string {
  const lines = dimensions.flatMap((dimension) => [
    m['scorecards.rubrics.short_line']({
      name: `${dimension.code} ${inTongue(dimension)}`,
      weight: dimension.weight,
      count: dimension.indicators.length,
    }),
    ...dimension.indicators.map((indicator) =>
      m['scorecards.rubrics.short_indicator']({
        code: indicator.code,
        name: inTongue(indicator),
        weight: indicator.weight,
      }),
    ),
  ])
  return [title, ...lines].join('\n')
}
