import { expect, test } from 'vitest'
import { getIndicators, readBody, RubricBody, totalWeight, sumWeights } from './rubric.ts'
import { template } from './template.ts'

const refusals = (body: unknown) => RubricBody.safeParse(body).error?.issues.map(({ message }) => message) ?? []
const changed = (change: (body: typeof template) => void) => {
  const body = structuredClone(template)
  change(body)
  return refusals(body)
}

test('the template that comes along holds: eight dimensions, thirty-eight indicators, a hundred in all', () => {
  expect(refusals(template)).toEqual([])
  expect(template.dimensions.map(sumWeights)).toEqual([12, 10, 16, 6, 18, 16, 12, 10])
  expect(getIndicators(template)).toHaveLength(38)
  expect(totalWeight(template.dimensions)).toBe(100)
})

test('the template cannot be changed by whoever is handed it', () => {
  expect(() => (template.dimensions[0]!.indicators[0]!.weight = 99)).toThrow(TypeError)
})

test('weights that do not total a hundred are refused, saying what they total', () => {
  const body = structuredClone(template)
  body.dimensions[0]!.indicators[0]!.weight = 2.5
  const [issue] = RubricBody.safeParse(body).error!.issues
  expect(issue).toMatchObject({ message: 'scorecards.weights_short', params: { total: 99.5, by: 0.5 } })
})

test('a code used twice is refused', () => {
  expect(changed((body) => (body.dimensions[0]!.indicators[0]!.code = 'B1'))).toEqual(['scorecards.code_twice'])
})

test('a dimension without indicators is refused', () => {
  expect(changed((body) => (body.dimensions[0]!.indicators = []))).toContain('scorecards.no_indicators')
})

test('a rubric typed in a form, weights as text with full-width digits, is read as it was meant', () => {
  const body = JSON.parse(JSON.stringify(template).replaceAll('"weight":3,', '"weight":"３",')) as unknown
  expect(RubricBody.parse(body)).toEqual(template)
})

test('every indicator says in both languages how to look, and what earns 5 and 1 or how a number becomes a mark', () => {
  const asked = getIndicators(template).filter(({ source }) => source !== 'survey')
  expect(getIndicators(template).filter(({ guide, guideEn }) => !guide || !guideEn)).toEqual([])
  expect(asked.filter(({ scale, anchors }) => !scale && !(anchors[5] && anchors[1]))).toEqual([])
  expect(asked.flatMap(({ anchors }) => Object.values(anchors)).filter(({ zh, en }) => !zh || !en)).toEqual([])
  expect(asked.filter(({ scale }) => scale).length).toBeGreaterThanOrEqual(19)
})

test('a body stored before there were anchors and scales is read, and its finer sources as the four there are', () => {
  const stored = JSON.parse(JSON.stringify(template)) as {
    dimensions: { indicators: Record<string, unknown>[] }[]
  }
  for (const indicator of stored.dimensions.flatMap(({ indicators }) => indicators)) {
    delete indicator.anchors
    delete indicator.scale
  }
  stored.dimensions[2]!.indicators[0]!.source = 'site_count'
  const [first, second] = getIndicators(readBody(stored)).filter(({ code }) => code.startsWith('C'))
  expect(first).toMatchObject({ source: 'site', anchors: {}, scale: null })
  expect(second?.basis).toBe('垃圾分类现场考核评价表')
})

test('an anchor left blank is none', () => {
  const body = structuredClone(template)
  body.dimensions[0]!.indicators[0]!.anchors[4] = { zh: ' ', en: '' }
  expect(Object.keys(RubricBody.parse(body).dimensions[0]!.indicators[0]!.anchors)).toEqual(['1', '3', '5'])
})
