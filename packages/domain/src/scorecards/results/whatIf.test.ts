import { describe, expect, test } from 'vitest'
import type { RoundVisit } from './adjust.ts'
import type { Mark } from '../rubrics/mark.ts'
import { getIndicators } from '../rubrics/rubric.ts'
import { template } from '../rubrics/template.ts'
import { findPivotalVisits, computeStars, starsWithout } from './whatIf.ts'

const codes = getIndicators(template).map(({ code }) => code)
const visit = (visitId: string, estateId: string, reviewer: string, mark: Mark, but = {}): RoundVisit => ({
  visitId,
  estateId,
  reviewer,
  given: { ...Object.fromEntries(codes.map((code) => [code, mark])), ...but },
})
/** Two estates, seen once each by different people: nothing to correct, so the arithmetic is plain. */
const visits = [
  visit('a1', 'a', 'r1', 5),
  visit('a2', 'a', 'r2', 3),
  visit('b1', 'b', 'r3', 4),
  visit('b2', 'b', 'r4', 4),
]

describe('what if', () => {
  test('a visit had not been made', () => {
    expect(computeStars(template, visits, {})).toEqual({ a: 4, b: 4 })
    expect(starsWithout(template, visits, {}, { visitId: 'a2' })).toEqual({ a: 5, b: 4 })
  })

  test('a reviewer had not taken part, and nobody else had seen an estate', () => {
    const alone = [...visits, visit('c1', 'c', 'r5', 5)]
    expect(starsWithout(template, alone, {}, { reviewer: 'r5' })).toEqual({ a: 4, b: 4, c: null })
  })

  test('an indicator did not count', () => {
    const poorBins = visits.map((each) =>
      each.estateId === 'b' ? { ...each, given: { ...each.given, C2: 1 as Mark } } : each,
    )
    expect(computeStars(template, poorBins, {}).b).toBe(3)
    expect(starsWithout(template, poorBins, {}, { indicator: 'C2' }).b).toBe(4)
  })

  test('a veto holds at one star whoever is left out', () => {
    const vetoed = { a: [{ indicator: 'E3', severity: 'S1' as const, veto: '弄虚作假' }] }
    expect(starsWithout(template, visits, vetoed, { visitId: 'a2' }).a).toBe(1)
  })
})

test('a star that one visit decides is named with that visit', () => {
  expect(findPivotalVisits(template, visits, {})).toEqual([
    { visitId: 'a1', estateId: 'a', from: 4, to: 2 },
    { visitId: 'a2', estateId: 'a', from: 4, to: 5 },
  ])
})
