import { expect, test } from 'vitest'
import { comparedIn, listCohorts, type Scored, type Taken } from './exposure.ts'

const rounds = {
  winter: { roundId: 'winter', opensOn: '2025-12-01', closesOn: '2025-12-20' },
  spring: { roundId: 'spring', opensOn: '2026-03-01', closesOn: '2026-03-20' },
  summer: { roundId: 'summer', opensOn: '2026-06-01', closesOn: '2026-06-20' },
}
const served = { a1: 'A', a2: 'A', b1: 'B', b2: 'B', c1: 'C' } as const
type Estate = keyof typeof served

const scored = (when: keyof typeof rounds, percents: Partial<Record<Estate, number>>, company = 'co'): Scored[] =>
  Object.entries(percents).map(([estateId, percent]) => ({
    ...rounds[when],
    estateId,
    communityId: served[estateId as Estate],
    companyId: `${company} ${estateId}`,
    percent,
  }))
const taken = (
  listedEstateId: Estate | null,
  since: string,
  endedOn: string | null = null,
  authorTenantId = 'B',
): Taken => ({
  authorTenantId,
  listedEstateId,
  since,
  endedOn,
})
const all = { a1: 50, a2: 60, b1: 40, b2: 45, c1: 70 }
const both = [...scored('spring', all), ...scored('summer', { a1: 55, a2: 62, b1: 70, b2: 50, c1: 71 })]
const sides = (of: readonly Taken[], marks = both, source = 'A') =>
  Object.fromEntries(
    comparedIn(rounds.summer, source, of, marks).map(({ estateId, adopted, period }) => [
      estateId,
      `${adopted ? 'had it' : 'had not'}, ${period.split(' ')[0]}`,
    ]),
  )

test('an estate that adopted before the round opened is on one side, a neighbour without it on the other', () => {
  expect(sides([taken('b1', '2026-04-01')])).toEqual({
    b1: 'had it, spring',
    b2: 'had not, spring',
    c1: 'had not, spring',
  })
})

test('the member that shared a practice counts to neither side', () => {
  expect(sides([taken('b1', '2026-04-01')], both, 'C')).toHaveProperty('a1')
  expect(sides([taken('b1', '2026-04-01')], both, 'C')).not.toHaveProperty('c1')
  expect(sides([taken('b1', '2026-04-01')], both, 'co c1')).not.toHaveProperty('c1')
})

test('whoever adopted it without naming an estate, began during the round, or stopped before, counts to neither side', () => {
  const adopter = taken('b1', '2026-04-01')
  expect(sides([adopter, taken(null, '2026-05-01', null, 'C')])).not.toHaveProperty('c1')
  expect(sides([adopter, taken('c1', '2026-06-10', null, 'C')])).not.toHaveProperty('c1')
  expect(sides([adopter, taken('c1', '2026-04-01', '2026-05-01', 'C')])).not.toHaveProperty('c1')
  expect(sides([adopter, taken('c1', '2026-06-21', null, 'C')])).toHaveProperty('c1', 'had not, spring')
})

test('an estate that changed its company in between counts to neither side', () => {
  const moved = [
    ...scored('spring', all),
    ...scored('summer', { b1: 70, b2: 50 }),
    ...scored('summer', { c1: 71 }, 'new'),
  ]
  expect(sides([taken('b1', '2026-04-01')], moved)).toEqual({ b1: 'had it, spring', b2: 'had not, spring' })
})

test('before is the last round that closed before it was adopted, and neighbours are read over the same rounds', () => {
  const three = [...scored('winter', all), ...both].filter(
    ({ roundId, estateId }) => roundId !== 'spring' || estateId !== 'b1',
  )
  expect(sides([taken('b1', '2026-02-01')], three)).toEqual({
    b1: 'had it, winter',
    b2: 'had not, winter',
    c1: 'had not, winter',
  })
  // Two beginnings: those without it are dealt out, each counted once.
  const two = sides([taken('b1', '2026-02-01'), taken('b2', '2026-04-01')], three, 'X')
  expect(two).toMatchObject({ b1: 'had it, winter', b2: 'had it, spring' })
  expect(Object.values(two).filter((side) => side === 'had not, winter').length).toBeGreaterThan(0)
  expect(Object.values(two).filter((side) => side === 'had not, spring').length).toBeGreaterThan(0)
  expect(Object.keys(two)).toHaveLength(5)
})

test('whoever adopted is measured in its first round only, against those who had not adopted by then', () => {
  const autumn = { roundId: 'autumn', opensOn: '2026-09-01', closesOn: '2026-09-20' }
  const later = scored('summer', { a1: 55, a2: 62, b1: 80, b2: 75, c1: 71 }).map((one) => ({ ...one, ...autumn }))
  const cohorts = listCohorts('X', [taken('b1', '2026-04-01'), taken('b2', '2026-07-01')], [...later, ...both])
  const named = cohorts.map((cohort) =>
    cohort.map(({ estateId, adopted, period }) => `${estateId} ${adopted ? 'had it' : 'had not'}, ${period}`),
  )
  expect(named).toEqual([
    [],
    [
      'b1 had it, spring summer',
      'a1 had not, spring summer',
      'a2 had not, spring summer',
      'b2 had not, spring summer',
      'c1 had not, spring summer',
    ],
    ['b2 had it, summer autumn', 'a1 had not, summer autumn', 'a2 had not, summer autumn', 'c1 had not, summer autumn'],
  ])
})
