import { describe, expect, test } from 'vitest'
import { Refusal } from '../../refusal.ts'
import { getIndicators } from '../rubrics/rubric.ts'
import { listSourced, withoutSourced } from '../rubrics/sourced.ts'
import { template } from '../rubrics/template.ts'
import { defaultPeriod } from '../rounds/period.ts'
import { parseValue } from './parseValue.ts'
import type { TypedValue } from './value.ts'

const find = (code: string) => getIndicators(template).find((one) => one.code === code)!
const read = (code: string, typed: Partial<TypedValue>) => parseValue(find(code), typed)
const refusalOf = (code: string, typed: Partial<TypedValue>) => {
  try {
    read(code, typed)
  } catch (error) {
    if (error instanceof Refusal) return error.code
  }
  return null
}

describe('a value', () => {
  test('that is a share gets its percent and its mark from numerator and denominator', () => {
    expect(read('F6', { numerator: 92, denominator: 100 })).toEqual({
      mark: 4,
      counted: 92,
      numerator: 92,
      denominator: 100,
    })
    // 57 of 60 are 95.0 percent, 62 of 66 are 93.9.
    expect(read('F6', { numerator: 57, denominator: 60 }).mark).toBe(5)
    expect(read('F6', { numerator: 62, denominator: 66 })).toMatchObject({ mark: 4, counted: 93.9 })
  })

  test('of a survey is the mean of the answers, rounded half up', () => {
    expect(read('H1', { numerator: 105, denominator: 30 })).toMatchObject({ mark: 4, counted: 3.5 })
    expect(read('H1', { numerator: 104, denominator: 30 }).mark).toBe(3)
  })

  test('without a table is marked by the anchors, with its number beside', () => {
    expect(read('G1', { mark: 4, counted: 95 })).toMatchObject({ mark: 4, counted: 95 })
    expect(refusalOf('G1', { counted: 95 })).toBe('scorecards.value_mark_missing')
  })

  test.each([
    ['F6', { counted: 92 }, 'scorecards.share_incomplete'],
    ['F6', { numerator: 92 }, 'scorecards.share_incomplete'],
    ['F6', { numerator: 101, denominator: 100 }, 'scorecards.share_past_whole'],
    ['F6', { numerator: 92, denominator: 100, counted: 90 }, 'scorecards.value_disagrees'],
    ['F6', { numerator: 2, denominator: 2 }, 'scorecards.too_few_counted'],
    ['F6', { numerator: 0, denominator: 0 }, 'scorecards.too_few_counted'],
    ['H1', { numerator: 36, denominator: 9 }, 'scorecards.too_few_counted'],
    ['H1', { numerator: 60, denominator: 10 }, 'scorecards.mean_out_of_range'],
  ])('of %s that is %j is refused: %s', (code, typed, refusal) => {
    expect(refusalOf(code, typed)).toBe(refusal)
  })

  test('of nine households says nothing, and control: of ten it does', () => {
    expect(refusalOf('H1', { numerator: 40, denominator: 10 })).toBeNull()
  })
})

test('the period is the six whole months before a round opens', () => {
  expect(defaultPeriod('2026-11-16')).toEqual({ periodFrom: '2026-05-01', periodUntil: '2026-10-31' })
  expect(defaultPeriod('2026-03-01')).toEqual({ periodFrom: '2025-09-01', periodUntil: '2026-02-28' })
})

test('reviewers mark 24 of the 38 indicators, worth 70 points, and no step of theirs is empty', () => {
  const seen = withoutSourced(template)
  expect(getIndicators(seen)).toHaveLength(24)
  expect(getIndicators(seen).reduce((sum, { weight }) => sum + weight, 0)).toBe(70)
  expect(seen.dimensions.map(({ code }) => code)).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
  expect(listSourced(template)).toHaveLength(14)
})
