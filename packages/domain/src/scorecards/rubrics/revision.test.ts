import { expect, test } from 'vitest'
import { compareRubrics } from './revision.ts'
import { template } from './template.ts'

const revised = (revise: (body: typeof template) => void) => {
  const body = structuredClone(template)
  revise(body)
  return compareRubrics(template, body)
}

test('a rubric revised into itself has not changed', () => {
  expect(revised(() => {})).toEqual({ dimensions: [], indicators: [], vetoes: { added: [], removed: [] } })
})

test('weights moved, an indicator reworded, and their dimensions say so', () => {
  const { dimensions, indicators } = revised(({ dimensions: [a, b] }) => {
    a!.indicators[0]!.weight = 2
    b!.indicators[0]!.weight = 4
    b!.indicators[1]!.zh = '项目经理在岗'
    b!.indicators[1]!.anchors[3] = { zh: '有一人不符', en: '' }
  })
  expect(dimensions.map(({ code, before, after }) => [code, before?.weight, after?.weight])).toEqual([
    ['A', 12, 11],
    ['B', 10, 11],
  ])
  expect(indicators.map(({ code, how, fields }) => [code, how, fields])).toEqual([
    ['A1', 'changed', ['weight']],
    ['B1', 'changed', ['weight']],
    ['B2', 'changed', ['zh', 'anchor3']],
  ])
})

test('added, removed and moved are listed as such; the removed come last', () => {
  const { indicators, vetoes } = revised((body) => {
    const [a, b] = body.dimensions
    const [first] = a!.indicators.splice(0, 1)
    b!.indicators.push(a!.indicators.pop()!, { ...first!, code: 'B9' })
    body.vetoes[0] = { zh: '虚假公示', en: '' }
  })
  expect(indicators.map(({ code, how, fields }) => [code, how, fields])).toEqual([
    ['A4', 'changed', ['dimension']],
    ['B9', 'added', []],
    ['A1', 'removed', []],
  ])
  expect(vetoes).toMatchObject({
    added: [{ zh: '虚假公示' }],
    removed: [{ zh: '发生负有责任的安全亡人事故' }],
  })
})
