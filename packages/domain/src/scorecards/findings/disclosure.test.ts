import { expect, test } from 'vitest'
import { computeScore } from '../results/score.ts'
import { getIndicators } from '../rubrics/rubric.ts'
import { template } from '../rubrics/template.ts'
import { computeDimensionMeans } from './disclosure.ts'

const visits = [3, 4].map((first) =>
  Object.fromEntries(getIndicators(template).map(({ code }, at) => [code, ((first + at) % 5) + 1] as const)),
)
const marks = visits.flatMap((visit) => Object.entries(visit).map(([indicator, mark]) => ({ indicator, mark })))

test('the means of dimensions are those that the score has before findings', () => {
  const score = computeScore(
    template,
    visits.map((visit) =>
      Object.fromEntries(Object.entries(visit).map(([code, mark]) => [code, { mark: markOf(mark) }])),
    ),
  )!
  expect(computeDimensionMeans(template, marks)).toEqual(
    score.dimensions.map(({ code, percent }) => ({ dimension: code, percent })),
  )
})

test('a dimension that nobody could judge has no mean', () => {
  const without = marks.map((one) => (one.indicator.startsWith('A') ? { ...one, mark: null } : one))
  expect(computeDimensionMeans(template, without)[0]).toEqual({ dimension: 'A', percent: null })
})

const markOf = (mark: number) => ([1, 2, 3, 4, 5] as const)[mark - 1]!
