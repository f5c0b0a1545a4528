/** A rubric as short text for a chat. */
import type { Dimension } from '@bilin/domain/scorecards/rubric'
import { m } from '@bilin/i18n'
import { inTongue } from '../../words.ts'

export function shortOf(title: string, dimensions: readonly (Dimension & { weight: number })[]): string {
  const lines = dimensions.map((dimension) =>
    m['scorecards.rubric.short_line']({
      name: `${dimension.code} ${inTongue(dimension)}`,
      weight: dimension.weight,
      count: dimension.indicators.length,
    }),
  )
  return [title, ...lines].join('\n')
}
