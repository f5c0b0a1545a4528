import { describe, expect, test } from 'vitest'
import { assertMarksFit, type Marks } from '../visits/marks.ts'
import { indicatorScores, computeScore } from './score.ts'
import { toStars } from './stars.ts'
import type { Indicator } from '../rubrics/rubric.ts'
import { template } from '../rubrics/template.ts'

const indicator = (code: string, weight: number): Indicator => ({
  code,
  weight,
  zh: code,
  en: '',
  source: 'site',
  safety: false,
  guide: '',
  guideEn: '',
  basis: '',
  anchors: {},
  scale: null,
})

const rubric = {
  dimensions: [
    { code: 'A', zh: '保洁', en: '', indicators: [indicator('A1', 30), indicator('A2', 30)] },
    { code: 'B', zh: '安全', en: '', indicators: [indicator('B1', 40)] },
  ],
}
const percent = (visits: Marks[], findings: Parameters<typeof computeScore>[2] = []) =>
  computeScore(rubric, visits, findings)?.percent

describe('the total of an estate', () => {
  test('weighs each mark by its indicator', () => {
    expect(percent([{ A1: 5, A2: 4, B1: 3 }])).toBe(78)
  })

  test('is the mean over its visits', () => {
    expect(
      percent([
        { A1: 5, A2: 5, B1: 5 },
        { A1: 3, A2: 3, B1: 3 },
      ]),
    ).toBe(80)
  })

  test('gives the weight of what does not apply to the rest', () => {
    expect(percent([{ A1: 5, A2: null, B1: 3 }])).toBe(84)
    expect(percent([{ A1: 5, A2: 5, B1: null }])).toBe(100)
  })

  test('takes an indicator nobody marked as one that does not apply, never as zero', () => {
    expect(percent([{ A1: 4 }])).toBe(80)
  })

  test('is nothing at all when nobody marked anything', () => {
    expect(percent([])).toBeUndefined()
    expect(percent([{ A1: null }])).toBeUndefined()
  })

  test('does not depend on the order of the visits', () => {
    const visits: Marks[] = [
      { A1: 5, A2: 1, B1: 2 },
      { A1: 4, B1: null },
      { A2: 3, B1: 5 },
    ]
    expect(computeScore(rubric, visits)).toEqual(computeScore(rubric, visits.toReversed()))
  })
})

describe('a finding that stands', () => {
  const best: Marks[] = [{ A1: 5, A2: 5, B1: 5 }]

  test('of life-safety holds its dimension at forty percent', () => {
    const score = computeScore(rubric, best, [{ indicator: 'A1', severity: 'S1' }])
    expect(score).toMatchObject({
      percent: 64,
      uncapped: 100,
      dimensions: [{ code: 'A', percent: 40, capped: true }, { capped: false }],
    })
  })

  test('that is severe holds its indicator at mark 2', () => {
    const score = computeScore(rubric, best, [{ indicator: 'A1', severity: 'S2' }])
    expect(score).toMatchObject({
      percent: 82,
      dimensions: [{ indicators: [{ percent: 40, capped: true }, { percent: 100 }] }, {}],
    })
  })

  test('that is moderate or low is recorded only', () => {
    expect(
      percent(best, [
        { indicator: 'A1', severity: 'S3' },
        { indicator: 'A1', severity: 'S4' },
      ]),
    ).toBe(100)
  })

  test('counts once, however often it was found', () => {
    expect(
      percent(
        best,
        Array.from({ length: 3 }, () => ({ indicator: 'A1', severity: 'S2' as const })),
      ),
    ).toBe(82)
  })

  test('never lifts what is lower already', () => {
    expect(percent([{ A1: 1, A2: 1, B1: 5 }], [{ indicator: 'A1', severity: 'S1' }])).toBe(52)
  })
})

describe('a mark that is not the company’s to answer for', () => {
  const leaking = { mark: null, excluded: '开发商遗留的渗漏' } as const

  test('counts like 不适用, and its reason goes with the indicator, once', () => {
    const score = computeScore(rubric, [
      { A1: 5, A2: leaking, B1: 3 },
      { A1: 5, A2: 4, B1: 3 },
      { A1: 5, A2: leaking, B1: 3 },
    ])
    expect(score?.percent).toBe(percent([{ A1: 5, A2: 4, B1: 3 }]))
    expect(score?.dimensions[0]?.indicators).toMatchObject([
      { code: 'A1', marks: 3, excluded: [] },
      { code: 'A2', marks: 1, excluded: ['开发商遗留的渗漏'] },
    ])
  })

  test('leaves its indicator out where there is no other, and says so in its place', () => {
    const score = computeScore(rubric, [{ A1: leaking, A2: 5, B1: 3 }])!
    expect(score.percent).toBe(84)
    expect(indicatorScores(rubric, score).map(({ code, percent, marks }) => [code, percent, marks])).toEqual([
      ['A1', null, 0],
      ['A2', 100, 1],
      ['B1', 60, 1],
    ])
  })
})

describe('a veto that stands', () => {
  const forged = { indicator: 'B1', severity: 'S1', veto: '伪造检查或整改证据' } as const

  test('leaves one star and says which, once; the percent is what the marks and caps make of it', () => {
    const best: Marks[] = [{ A1: 5, A2: 5, B1: 5 }]
    expect(computeScore(rubric, best, [forged, forged])).toMatchObject({
      percent: 76,
      stars: 1,
      vetoed: ['伪造检查或整改证据'],
    })
    expect(computeScore(rubric, best, [])).toMatchObject({ percent: 100, stars: 5, vetoed: [] })
  })
})

describe('a mark', () => {
  test.each([0, 6, 2.5, -1, NaN])('of %d is refused', (mark) => {
    expect(() => assertMarksFit(rubric, { A1: mark })).toThrow('scorecards.mark_out_of_range')
  })

  test('for an indicator the rubric does not have is refused', () => {
    expect(() => assertMarksFit(rubric, { Z9: 5 })).toThrow('scorecards.unknown_indicator')
  })
})

test('all good marks in the template that comes along are a hundred and five stars', () => {
  const marks = Object.fromEntries(
    template.dimensions.flatMap(({ indicators }) => indicators.map(({ code }) => [code, 5 as const])),
  )
  expect(computeScore(template, [marks])?.percent).toBe(100)
})

test.each([
  [100, 5],
  [90, 5],
  [89.99, 4],
  [80, 4],
  [70, 3],
  [60, 2],
  [59.99, 1],
  [20, 1],
])('%d percent is %d stars', (percent, stars) => {
  expect(toStars(percent)).toBe(stars)
})
