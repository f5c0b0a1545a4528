import { describe, expect, test } from 'vitest'
import { adjust, TOTAL, type RoundVisit } from './adjust.ts'
import type { Mark } from '../rubrics/mark.ts'
import { getIndicators } from '../rubrics/rubric.ts'
import { rate } from './rating/estimate.ts'
import { computeScore } from './score.ts'
import { template } from '../rubrics/template.ts'

const codes = getIndicators(template).map(({ code }) => code)

/** Ten estates, each seen by four of twenty reviewers; every fifth reviewer marks one step below the others. */
function round({ severe = true, estates = 10 } = {}): RoundVisit[] {
  return Array.from({ length: estates * 4 }, (_, at) => {
    const estate = at % estates
    const reviewer = (at * 7 + Math.floor(at / estates)) % (estates * 2)
    const harsh = severe && reviewer % 5 === 0 ? 1 : 0
    const good = estate < estates / 2 ? 5 : 3
    return {
      visitId: `visit-${at}`,
      estateId: `estate-${estate}`,
      reviewer: `reviewer-${reviewer}`,
      given: Object.fromEntries(
        codes.map((code, place) => [code, Math.max(1, good - harsh - ((at + place * 3) % 7 === 0 ? 1 : 0)) as Mark]),
      ),
    }
  })
}
const totalOf = (visits: readonly RoundVisit[], ...rest: never[]) =>
  adjust(template, visits, ...rest).subjects.find(({ about }) => about === TOTAL)!

describe('the correction', () => {
  test('knows the severe reviewers by their marks', () => {
    const { severities } = adjust(template, round())
    const mean = (harsh: boolean) => {
      const some = severities.filter(({ reviewer }) => (Number(reviewer.slice(8)) % 5 === 0) === harsh)
      return some.reduce((sum, { severity }) => sum + severity, 0) / some.length
    }
    expect(mean(true)).toBeLessThan(-5)
    expect(mean(false)).toBeGreaterThan(0)
  })

  test('covers the total, every dimension and every indicator of a small round', () => {
    const abouts = adjust(template, round()).subjects.map(({ about }) => about)
    expect(abouts).toContain(TOTAL)
    for (const { code } of template.dimensions) expect(abouts).toContain(code)
    for (const code of codes) expect(abouts).toContain(code)
  })

  test('leaves single indicators of a very large round as they are', () => {
    const abouts = adjust(template, round({ estates: 310 })).subjects.map(({ about }) => about)
    expect(abouts).toEqual([TOTAL, ...template.dimensions.map(({ code }) => code)])
  })

  test('does not happen where each reviewer came once: the raw mean stands alone', () => {
    const once = round().map((visit, at) => ({ ...visit, reviewer: `reviewer-${at}` }))
    expect(adjust(template, once).subjects).toEqual([])
  })

  test('names the groups that no reviewer links', () => {
    const apart = round().map((visit) => ({
      ...visit,
      reviewer: `${visit.reviewer}-${Number(visit.estateId.slice(7)) < 5 ? 'east' : 'west'}`,
    }))
    expect(adjust(template, round()).groups).toHaveLength(1)
    const { groups } = adjust(template, apart)
    expect(groups.length).toBeGreaterThan(1)
    expect(groups.flat().toSorted()).toEqual([...new Set(apart.map(({ estateId }) => estateId))].toSorted())
  })
})

describe('findings', () => {
  const blocked = { 'estate-0': [{ indicator: 'E3', severity: 'S1' as const }] }

  test('take the same points from the adjusted score as from the raw mean', () => {
    const visits = round()
    const marks = visits.filter(({ estateId }) => estateId === 'estate-0').map(({ given }) => given)
    const taken = computeScore(template, marks)!.percent - computeScore(template, marks, blocked['estate-0'])!.percent
    expect(taken).toBeGreaterThan(1)
    const before = totalOf(visits).bands['estate-0']!
    const after = adjust(template, visits, blocked).subjects.find(({ about }) => about === TOTAL)!
    expect(before.adjusted - after.bands['estate-0']!.adjusted).toBeCloseTo(taken, 1)
    expect(after.bands['estate-1']).toEqual(totalOf(visits).bands['estate-1'])
  })

  test('hold their dimension at the cap, whoever was severe', () => {
    const { subjects } = adjust(template, round(), blocked)
    const band = subjects.find(({ about }) => about === 'E')!.bands['estate-0']!
    expect(band.adjusted).toBeLessThanOrEqual(40)
    expect(band.high).toBeLessThanOrEqual(40)
  })
})

test('the order in which visits come changes nothing', () => {
  const visits = round()
  expect(adjust(template, visits.toReversed())).toEqual(adjust(template, visits))
})

describe('rules', () => {
  const of = (rule: 1 | 2) => adjust(template, round(), {}, { rule })
  const total = (rule: 1 | 2) => of(rule).subjects.find(({ about }) => about === TOTAL)!

  test('the first one predicts at the likeliest variances and stores no ties', () => {
    const values = round().map(({ estateId, reviewer, given }) => ({
      estate: estateId,
      reviewer,
      value: computeScore(template, [given])!.percent,
    }))
    for (const { id, predicted, adjusted } of rate(values).estates) {
      expect(total(1).bands[id]!.adjusted).toBeCloseTo(predicted, 1)
      expect(total(2).bands[id]!.adjusted).toBeCloseTo(adjusted, 1)
    }
    expect(of(1)).toMatchObject({ rule: 1, places: {} })
  })

  test('the newest one gives every estate a place, which the good and the poor do not share', () => {
    const { rule, places } = adjust(template, round())
    expect(rule).toBe(2)
    const place = (at: number) => places[`estate-${at}`]!.place
    expect(Math.max(...[0, 1, 2, 3, 4].map(place))).toBeLessThan(Math.min(...[5, 6, 7, 8, 9].map(place)))
    for (const { place: of, tied } of Object.values(places))
      expect(Object.values(places).filter((one) => one.place === of)).toHaveLength(tied)
  })
})
