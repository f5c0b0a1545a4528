import { expect, test } from 'vitest'
import { computeEvidence } from './evidence.ts'
import { ENOUGH, MEASUREMENTS } from './verdict.ts'

/** One cohort: a letter is an estate's community, a capital one adopted. With it estates rise by 20 or 22, without by 0 or 2. */
const cohort = (sides: string, period = 'spring summer') =>
  [...sides].map((letter, at) => {
    const adopted = letter === letter.toUpperCase()
    const before = 60 + 5 * (at % 4)
    return {
      estateId: `${period} ${at}`,
      communityId: letter.toLowerCase(),
      companyId: `company ${at}`,
      period,
      adopted,
      before,
      after: before + (adopted ? 20 : 0) + (at % 3),
    }
  })
const pairs = (count: number) => 'AbBcCa'.repeat(count).slice(0, 2 * count)

test('below the smallest size it is too early, and only the numbers of estates are given', () => {
  expect(computeEvidence([cohort(pairs(ENOUGH - 1))])).toEqual({
    measurement: 0,
    adopters: ENOUGH - 1,
    others: ENOUGH - 1,
    effect: null,
    averages: null,
  })
  expect(computeEvidence([])).toMatchObject({ measurement: 0, adopters: 0, others: 0, effect: null })
  expect(computeEvidence([cohort(pairs(ENOUGH))]).effect!.low).toBeGreaterThan(0)
})

test('a few adopters are enough where many have not adopted yet, but never fewer than three', () => {
  expect(computeEvidence([cohort(`ABCDABCD${'abcd'.repeat(6)}`)]).measurement).toBe(1)
  expect(computeEvidence([cohort(`AB${'abcd'.repeat(40)}`)]).measurement).toBe(0)
})

test('cohorts of several rounds are put together, and measured four times at most', () => {
  const cohorts = ['b c', 'c d', 'd e', 'e f', 'f g', 'g h'].map((period) => cohort(pairs(7), period))
  const numbers = cohorts.map((_, at) => computeEvidence(cohorts.slice(0, at + 1)))
  expect(numbers.map(({ measurement }) => measurement)).toEqual([0, 1, 2, 3, MEASUREMENTS, MEASUREMENTS])
  expect(numbers[1]).toMatchObject({ adopters: 14, others: 14, effect: { decisive: true } })
  expect(numbers[5]).toEqual(numbers[4])
  // A round without a cohort that can be compared changes nothing.
  expect(computeEvidence([cohorts[0]!, cohort('abcd', 'quiet'), cohorts[1]!])).toEqual(numbers[1])
})

test('averages are given only where nobody could compute a single neighbour’s figure from them', () => {
  const open = computeEvidence([cohort(pairs(ENOUGH))])
  expect(open.averages).toEqual({ adopters: { before: 65, after: 86 }, others: { before: 70, after: 71 } })
  // One community has all but one of those that adopted: it would know that one.
  const known = computeEvidence([cohort(pairs(ENOUGH).replaceAll(/[A-Z]/g, 'A').replace('A', 'B'))])
  expect(known.effect).toEqual(open.effect)
  expect(known.averages).toBeNull()
  // A later cohort of one: whoever saw the averages before would know it.
  expect(computeEvidence([cohort(pairs(ENOUGH)), cohort('Aabc', 'summer autumn')])).toMatchObject({
    measurement: 2,
    averages: null,
  })
  // One has all but one of both sides together.
  const all = pairs(ENOUGH).replaceAll(/[a-z]/g, 'a').replaceAll(/[A-Z]/g, 'A').replace('a', 'b')
  expect(computeEvidence([cohort(all)]).effect).toBeNull()
})
