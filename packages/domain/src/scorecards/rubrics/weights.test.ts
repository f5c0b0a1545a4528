import { expect, test } from 'vitest'
import { shareOut } from './weights.ts'

const total = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + Math.round(weight * 100), 0) / 100

test('what totals a hundred already is left alone', () => {
  expect(shareOut([33.33, 33.33, 33.34])).toEqual([33.33, 33.33, 33.34])
})

test('those without a weight share what is missing, the others keep theirs', () => {
  expect(shareOut([40, 0, 0])).toEqual([40, 30, 30])
  expect(shareOut([40, 0, 0, 0])).toEqual([40, 20, 20, 20])
  expect(shareOut([10, 0, 0, 0, 0, 0, 0, 0])).toEqual([10, 13, 13, 13, 13, 13, 12.5, 12.5])
})

test('where all have one, all grow or shrink in proportion', () => {
  expect(shareOut([20, 20, 10])).toEqual([40, 40, 20])
  expect(shareOut([80, 80, 40])).toEqual([40, 40, 20])
})

test.each([
  [[3, 3, 3, 3, 2, 1.5, 1]],
  [[0.01, 99]],
  [[200, 0, 0]],
  [Array.from({ length: 38 }, (_, at) => (at % 5) + 0.3)],
  [Array.from({ length: 300 }, () => 1)],
  [[Number.NaN, 5]],
])('the total is exact and nothing is left without a weight: %j', (weights) => {
  expect(total(shareOut(weights))).toBe(100)
  expect(shareOut(weights).every((weight) => weight > 0)).toBe(true)
})
