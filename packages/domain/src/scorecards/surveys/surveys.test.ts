import { expect, test } from 'vitest'
import { SurveyCode } from './code.ts'
import { computeMean } from './results.ts'
import { drawHouseholds, formatCode } from './slips.ts'
import { parseDigits } from './survey.ts'

test('a draw is repeated by its seed, names each household once, and is another with another seed', () => {
  const drawn = drawHouseholds(20261130, 1200, 60)
  expect(drawn).toEqual(drawHouseholds(20261130, 1200, 60))
  expect(new Set(drawn).size).toBe(60)
  expect(drawn.every((number) => number >= 1 && number <= 1200)).toBe(true)
  expect(drawHouseholds(1, 1200, 60)).not.toEqual(drawn)
  expect(drawHouseholds(1, 40, 40)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
})

test('each household is drawn about as often as another', () => {
  const times = new Array<number>(100).fill(0)
  for (let seed = 0; seed < 4000; seed++) for (const number of drawHouseholds(seed, 100, 20)) times[number - 1]!++
  // 800 ± 4.5 standard deviations of 25.
  expect(Math.min(...times)).toBeGreaterThan(687)
  expect(Math.max(...times)).toBeLessThan(913)
})

test('the mean has the interval of Student’s t', () => {
  // Ten answers with mean 4 and variance 10/9; t at 95 % with nine degrees of freedom is 1.833.
  const marks = [5, 5, 5, 5, 4, 4, 4, 3, 3, 2]
  const squares = marks.reduce((sum, mark) => sum + mark * mark, 0)
  const { mean, low, high } = computeMean({ answers: 10, valid: 10, total: 40, squares })
  expect(mean).toBe(4)
  expect(high - 4).toBeCloseTo(1.833 * Math.sqrt(10 / 9 / 10), 2)
  expect(4 - low).toBeCloseTo(high - 4, 9)
  expect(computeMean({ answers: 10, valid: 10, total: 50, squares: 250 })).toMatchObject({ mean: 5, low: 5, high: 5 })
})

test('a code is read however it is typed, and other characters are refused', () => {
  for (const typed of ['23456CFGHJ', '23456 cfghj', ' ２３４５６－ｃｆｇｈｊ '])
    expect(SurveyCode.parse(typed)).toBe('23456CFGHJ')
  for (const typed of ['', '23456CFGH', '23456CFGHO', '23456CFGHJM', 'x'.repeat(10_000)])
    expect(SurveyCode.safeParse(typed).success).toBe(false)
  expect(formatCode('23456CFGHJ')).toBe('23456 CFGHJ')
})

test('digits from paper are one for each question', () => {
  expect(parseDigits('554045', 6)).toEqual([5, 5, 4, 0, 4, 5])
  for (const digits of ['55404', '5540455', '000000']) expect(parseDigits(digits, 6)).toBeNull()
})
