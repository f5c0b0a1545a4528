import { expect, test } from 'vitest'
import { indicatorsOf, RubricBody, totalWeight, weightOf } from './rubric.ts'
import { template } from './template.ts'

const refusals = (body: unknown) =>
  RubricBody.safeParse(body).error?.issues.map(({ message }) => message) ?? []
const changed = (change: (body: typeof template) => void) => {
  const body = structuredClone(template)
  change(body)
  return refusals(body)
}

test('the template that comes along holds: eight dimensions, thirty-eight indicators, a hundred in all', () => {
  expect(refusals(template)).toEqual([])
  expect(template.dimensions.map(weightOf)).toEqual([12, 10, 16, 6, 18, 16, 12, 10])
  expect(indicatorsOf(template)).toHaveLength(38)
  expect(totalWeight(template.dimensions)).toBe(100)
})

test('weights that do not total a hundred are refused, saying what they total', () => {
  const body = structuredClone(template)
  body.dimensions[0]!.indicators[0]!.weight = 2.5
  const [issue] = RubricBody.safeParse(body).error!.issues
  expect(issue).toMatchObject({ message: 'scorecards.weights_not_100', params: { total: 99.5 } })
})

test('a code used twice is refused', () => {
  expect(changed((body) => (body.dimensions[0]!.indicators[0]!.code = 'B1'))).toEqual([
    'scorecards.code_twice',
  ])
})

test('a dimension without indicators is refused', () => {
  expect(changed((body) => (body.dimensions[0]!.indicators = []))).toContain('scorecards.no_indicators')
})

test('a rubric typed in a form, weights as text with full-width digits, is read as it was meant', () => {
  const body = JSON.parse(JSON.stringify(template).replaceAll('"weight":3,', '"weight":"３",')) as unknown
  expect(RubricBody.parse(body)).toEqual(template)
})

test('every indicator says in both languages what earns which mark', () => {
  expect(indicatorsOf(template).filter(({ guide, guideEn }) => !guide || !guideEn)).toEqual([])
})
