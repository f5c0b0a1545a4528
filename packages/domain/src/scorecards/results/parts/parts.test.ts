import { describe, expect, test } from 'vitest'
import { adjust, TOTAL, type RoundVisit } from '../adjust.ts'
import { combineParts, splitScore } from './parts.ts'
import type { Mark } from '../../rubrics/mark.ts'
import { getIndicators, type Indicator } from '../../rubrics/rubric.ts'
import { withoutSourced, isSourced } from '../../rubrics/sourced.ts'
import { computeScore, type GivenMark } from '../score.ts'
import { template } from '../../rubrics/template.ts'

const one = getIndicators(template)[0]!
const indicator = (code: string, weight: number, source: Indicator['source']) => ({ ...one, code, weight, source })
const rubric = {
  dimensions: [
    { code: 'A', zh: '共建', en: '', indicators: [indicator('A1', 30, 'site'), indicator('A2', 30, 'system')] },
    { code: 'B', zh: '安全', en: '', indicators: [indicator('B1', 40, 'site')] },
  ],
}
const visit = { A1: 5, B1: 3 } as const
const none = { mark: null, excluded: '功能未启用' }

describe('an indicator that no reviewer marks', () => {
  test('counts with its value, once for the estate, however many visits there were', () => {
    // A: (30 × 100 + 30 × 80) / 60 = 90. B: 60. Total: 0.6 × 90 + 0.4 × 60 = 78.
    const score = computeScore(rubric, [visit, visit, visit], [], { A2: 4 })!
    expect(score.percent).toBe(78)
    expect(score.covered).toBe(100)
    expect(score.dimensions[0]!.indicators[1]).toMatchObject({ code: 'A2', percent: 80, marks: 1 })
  })

  test('leaves its weight to its dimension where it is not applicable, and the score says how much it covers', () => {
    const score = computeScore(rubric, [visit], [], { A2: none })!
    expect(score.percent).toBe(84)
    expect(score.covered).toBe(70)
    expect(score.leftOut).toEqual([
      { code: 'A2', weight: 30, marks: 0, excluded: ['功能未启用'], percent: null, capped: false },
    ])
  })

  test('makes no score of an estate that nobody visited', () => {
    expect(computeScore(rubric, [], [], { A2: 5 })).toBeNull()
  })

  test('weighs, beside the visits, what its dimension gives it', () => {
    const parts = splitScore(computeScore(rubric, [visit], [], { A2: 4 })!, { A2: 4 })
    expect(parts.get('A')).toEqual({ visits: 30, values: [expect.objectContaining({ weight: 30, percent: 80 })] })
    expect(parts.get('B')).toEqual({ visits: 40, values: [] })
    // The visits' part is 90: (70 × 90 + 30 × 80) / 100 = 87.
    expect(combineParts([...parts.values()], 90)).toBe(87)
    // A band of 10 points on the visits' part becomes 7 points wide.
    expect(combineParts([...parts.values()], 95) - combineParts([...parts.values()], 85)).toBeCloseTo(7, 10)
  })
})

/** Ten estates, each seen by four of twenty reviewers; every fifth reviewer marks two steps below the others if `severe`. */
function round(severe: boolean): RoundVisit[] {
  const codes = getIndicators(withoutSourced(template)).map(({ code }) => code)
  return Array.from({ length: 40 }, (_, at) => {
    const [estate, reviewer] = [at % 10, (at * 7 + Math.floor(at / 10)) % 20]
    const harsh = severe && reviewer % 5 === 0 ? 2 : 0
    const mark = (place: number) => Math.max(1, (estate < 5 ? 5 : 4) - harsh - ((at + place * 3) % 7 === 0 ? 1 : 0))
    return {
      visitId: `visit-${at}`,
      estateId: `estate-${estate}`,
      reviewer: `reviewer-${reviewer}`,
      given: Object.fromEntries(codes.map((code, place) => [code, mark(place) as Mark])),
    }
  })
}
const sourced = getIndicators(template).filter(isSourced)
const estates = Array.from({ length: 10 }, (_, at) => `estate-${at}`)
const valuesOf = (each: (at: number, code: string) => GivenMark) =>
  Object.fromEntries(
    estates.map((estate, at) => [estate, Object.fromEntries(sourced.map(({ code }) => [code, each(at, code)]))]),
  )
const totalOf = (...given: Parameters<typeof adjust>) => adjust(...given).subjects.find(({ about }) => about === TOTAL)!

describe('the correction for severe reviewers', () => {
  const values = valuesOf((at) => (at % 2 === 0 ? 5 : 3))

  test('is computed from the visits alone, and the values are added by their weights', () => {
    const whole = totalOf(template, round(true), {}, { values })
    const alone = totalOf(withoutSourced(template), round(true))
    for (const [at, estate] of estates.entries()) {
      const value = at % 2 === 0 ? 100 : 60
      const [joined, visits] = [whole.bands[estate]!, alone.bands[estate]!]
      for (const side of ['adjusted', 'low', 'high'] as const)
        expect(joined[side]).toBeCloseTo((70 * visits[side] + 30 * value) / 100, 1)
    }
  })

  test('changes no value: a dimension without visits has no correction, and control: one with visits has', () => {
    const { subjects } = adjust(template, round(true), {}, { values })
    const abouts = subjects.map(({ about }) => about)
    for (const { code } of sourced) expect(abouts).not.toContain(code)
    expect(abouts).not.toContain('H')
    expect(abouts).toContain('C')
  })

  test('leaves the weight of values that do not apply to the dimension they are of', () => {
    const withNone = totalOf(template, round(true), {}, { values: valuesOf(() => none) })
    const raw = computeScore(template, [round(false)[0]!.given], [], valuesOf(() => none)['estate-0'])!
    expect(raw.covered).toBe(70)
    expect(withNone.bands['estate-0']!.adjusted).toBeGreaterThan(0)
  })
})
