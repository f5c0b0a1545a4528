/**
 * Sourced indicators: those whose value comes from a system or a survey, not from what a reviewer sees or reads on a visit. Has no
 * zod schemas, so that pages stay small.
 */
import type { Indicator, RubricBody } from './rubric.ts'

export const isSourced = ({ source }: Pick<Indicator, 'source'>): boolean => source === 'system' || source === 'survey'

export const listSourced = ({ dimensions }: Pick<RubricBody, 'dimensions'>): Indicator[] =>
  dimensions.flatMap(({ indicators }) => indicators.filter(isSourced))

/** What reviewers mark: without the sourced indicators, and without dimensions of nothing else. */
export const withoutSourced = <Body extends Pick<RubricBody, 'dimensions'>>(body: Body): Body => ({
  ...body,
  dimensions: body.dimensions.flatMap((dimension) => {
    const indicators = dimension.indicators.filter((indicator) => !isSourced(indicator))
    return indicators.length > 0 ? [{ ...dimension, indicators }] : []
  }),
})
