import { describe, expect, test } from 'vitest'
import { propose, relax, type RotaProblem } from './propose.ts'
import { broken, testDays } from './solver/testProblems.ts'

const communities = ['sanqiao', 'erqiao', 'guosheng']
const estates = Array.from({ length: 10 }, (_, i) => ({
  estateId: `e${i}`,
  name: `示例小区${i}`,
  companyId: `company${i}`,
  communityId: communities[i % 3]!,
}))
const everybody = [
  ...estates.map(({ companyId }, i) => ({
    seatId: `m${i}`,
    title: `经理${i}`,
    memberId: companyId,
    kind: 'company' as const,
  })),
  ...estates.map((_, i) => ({
    seatId: `n${i}`,
    title: `社工${i}`,
    memberId: communities[i % 3]!,
    kind: 'community' as const,
  })),
]
const ten: RotaProblem = { reviewers: everybody, estates, requiredVisits: 4 }
const made = (problem: RotaProblem) => {
  const { rota, obstacle } = propose(problem)
  if (!rota) throw new Error(JSON.stringify(obstacle))
  return rota
}
const hindered = (problem: RotaProblem) => {
  const { obstacle } = propose(problem)
  if (!obstacle) throw new Error('this should not be possible')
  return obstacle
}
const kinds = <Kind extends { kind: string }>(relaxations: readonly Kind[]) => relaxations.map(({ kind }) => kind)

describe('ten estates, ten managers and ten community people, four visits each', () => {
  const rota = made(ten)

  test('no rule is broken, everybody goes twice, and two of each kind come to each estate', () => {
    expect(broken(ten, rota)).toEqual([])
    expect(rota.facts).toMatchObject({ visits: 40, minLoad: 2, maxLoad: 2, groups: 1, mixed: 10, idle: 0 })
    for (const { estateId } of estates)
      expect(rota.pairs.filter((pair) => pair.estateId === estateId && pair.seatId.startsWith('m'))).toHaveLength(2)
  })

  test('the same people and estates get the same rota, in whatever order they are given', () => {
    expect(made(ten)).toEqual(rota)
    expect(made({ ...ten, reviewers: [...everybody].reverse(), estates: [...estates].reverse() })).toEqual(rota)
  })

  test('in the next round mostly others come', () => {
    const next = made({ ...ten, previousRounds: 1 })
    const again = next.pairs.filter((pair) =>
      rota.pairs.some(({ seatId, estateId }) => seatId === pair.seatId && estateId === pair.estateId),
    )
    expect(again.length).toBeLessThan(20)
  })

  test('fixed visits stay as they are, with their days, and are not proposed again', () => {
    const fixedVisits = rota.pairs.slice(0, 7).map((pair, i) => ({ ...pair, day: i % 2 ? '2026-11-10' : null }))
    const problem = { ...ten, fixedVisits, days: testDays }
    const rest = made(problem)
    expect(rest.pairs).toHaveLength(33)
    expect(broken(problem, rest)).toEqual([])
    expect(rest.dated).toHaveLength(4)
    expect(rest.facts).toMatchObject({ minLoad: 2, maxLoad: 2, fixedVisits: 7 })
  })

  test('a visit that was made without a day gets none, and takes no day of anybody', () => {
    const done = [{ seatId: 'm0', estateId: 'e1', done: true }]
    const rest = made({ ...ten, fixedVisits: done, days: testDays.slice(0, 2), visitsPerDay: 1 })
    expect(rest.dated).toEqual([])
    expect(rest.pairs).toHaveLength(39)
  })

  test('visits of somebody who is gone are counted where they were, and nothing more is asked of them', () => {
    const fixedVisits = [
      { seatId: 'gone', estateId: 'e0' },
      { seatId: 'gone', estateId: 'e1' },
    ]
    const rest = made({ ...ten, fixedVisits })
    expect(rest.pairs).toHaveLength(38)
    expect(rest.pairs.some(({ seatId }) => seatId === 'gone')).toBe(false)
    expect(rest.facts).toMatchObject({ minLoad: 1, maxLoad: 2, groups: 1 })
  })
})

describe('where it cannot be done', () => {
  test('an estate that too few may visit is named, with why, and each way out is the smallest of its kind', () => {
    const own = Array.from({ length: 12 }, (_, i) => ({
      seatId: `own${i}`,
      title: `自家${i}`,
      memberId: 'erqiao',
      kind: 'community' as const,
    }))
    const far = Array.from({ length: 3 }, (_, i) => ({
      seatId: `far${i}`,
      title: `别家${i}`,
      memberId: `far${i}`,
      kind: 'company' as const,
    }))
    const longxin = { estateId: 'long', name: '龙馨园', companyId: 'longxin', communityId: 'erqiao' }
    const obstacle = hindered({ reviewers: [...own, ...far], estates: [longxin], requiredVisits: 4 })
    expect(obstacle).toMatchObject({
      kind: 'short',
      estates: [{ name: '龙馨园', requiredVisits: 4 }],
      possible: 3,
      why: { reviewers: 15, ownCommunity: 12, may: 3 },
      relaxations: [
        { kind: 'more_reviewers', reviewers: 1, size: 1 },
        { kind: 'fewer_visits', estates: [{ estateId: 'long', requiredVisits: 3 }], size: 1 },
      ],
    })
  })

  test('a conflict that stands in the way is offered to be lifted, and only the one that helps', () => {
    const conflicts = [
      { memberId: 'company1', companyId: 'company9' },
      { memberId: 'company2', estateId: 'e0' },
    ]
    const problem = {
      ...ten,
      reviewers: everybody.slice(1, 4),
      estates: estates.slice(0, 1),
      requiredVisits: 3,
      conflicts,
    }
    const obstacle = hindered(problem)
    expect(obstacle.relaxations[0]).toEqual({ kind: 'lift_conflict', conflicts: [conflicts[1]], size: 1 })
    expect(obstacle).toMatchObject({ why: { conflict: 1, may: 2 } })
  })

  test('people at their most are named with the most they would need', () => {
    const problem = {
      ...ten,
      maxVisits: 1,
      unlinked: true,
      reviewers: everybody.slice(0, 9),
      estates: estates.slice(0, 5),
      requiredVisits: 2,
    }
    const obstacle = hindered(problem)
    const raised = obstacle.relaxations.find(({ kind }) => kind === 'raise_max_visits')!
    expect(raised).toMatchObject({ size: 1, reviewers: [{ maxVisits: 2 }] })
    expect(made(relax(problem, raised)).facts.visits).toBe(10)
  })

  test('too few days are offered one more, or more visits a day', () => {
    const problem = { ...ten, days: testDays.slice(0, 1), visitsPerDay: 1 }
    expect(kinds(hindered(problem).relaxations)).toEqual(expect.arrayContaining(['more_days', 'more_visits_per_day']))
  })

  test('a person who is absent on every day is not sent', () => {
    const reviewers = everybody.map((reviewer) => ({
      ...reviewer,
      absent: reviewer.seatId === 'm0' ? testDays : [],
    }))
    const rota = made({ ...ten, reviewers, days: testDays })
    expect(rota.pairs.some(({ seatId }) => seatId === 'm0')).toBe(false)
    expect(rota.facts).toMatchObject({ minLoad: 2, maxLoad: 3 })
  })

  test('groups that cannot meet are named, and so are the fewest visits that join them', () => {
    const problem = { ...ten, requiredVisits: 1 }
    const obstacle = hindered(problem)
    expect(obstacle).toMatchObject({ kind: 'apart', visits: 9, because: 'numbers' })
    const [bridged] = obstacle.relaxations.filter(({ kind }) => kind === 'bridge')
    expect(made(relax(problem, bridged!)).facts).toMatchObject({ groups: 1, visits: 19 })
    expect(kinds(obstacle.relaxations)).toEqual(expect.arrayContaining(['more_visits', 'unlinked']))

    const fewer = hindered({ ...ten, requiredVisits: 2 }).relaxations.find(({ kind }) => kind === 'fewer_reviewers')!
    expect(fewer).toMatchObject({ reviewers: 11, size: 9 })
    expect(made(relax({ ...ten, requiredVisits: 2 }, fewer)).facts).toMatchObject({ groups: 1, reviewers: 11 })
  })

  test('two circles that would not meet by themselves are joined', () => {
    const four = estates.slice(0, 4).map((estate, i) => ({ ...estate, communityId: `c${i}` }))
    const reviewers = Array.from({ length: 8 }, (_, i) => ({
      seatId: `v${i}`,
      memberId: `far${i}`,
      kind: 'community' as const,
    }))
    for (const requiredVisits of [4, 6]) expect(made({ reviewers, estates: four, requiredVisits }).facts.groups).toBe(1)
  })

  test('nobody to send, and nowhere to go', () => {
    expect(hindered({ ...ten, reviewers: [] })).toMatchObject({
      kind: 'short',
      possible: 0,
      why: { reviewers: 0 },
    })
    expect(made({ ...ten, estates: [] }).pairs).toEqual([])
  })
})

test('ways are short where there is a choice: the near one comes', () => {
  const at = (lat: number) => ({ lat, lng: 120.9 })
  const problem: RotaProblem = {
    reviewers: ['south', 'north'].map((seatId, i) => ({
      seatId,
      title: seatId,
      memberId: seatId,
      kind: 'company',
      ...at(31.9 + i),
    })),
    estates: [0, 1].map((i) => ({
      estateId: `e${i}`,
      name: `e${i}`,
      companyId: 'x',
      communityId: 'y',
      ...at(31.9 + i),
    })),
    requiredVisits: 1,
    unlinked: true,
  }
  expect(made(problem).facts).toMatchObject({ km: 0 })
})

test('two near estates are visited on one day, reviewers of one estate come on different days', () => {
  const near = estates
    .slice(0, 4)
    .map((estate, i) => ({ ...estate, lat: 31.9 + (i < 2 ? 0 : 1) + i / 1000, lng: 120.9 }))
  const problem: RotaProblem = {
    reviewers: everybody.slice(4, 8),
    estates: near,
    requiredVisits: 4,
    days: testDays,
    visitsPerDay: 2,
    unlinked: true,
  }
  const lone = {
    ...problem,
    reviewers: problem.reviewers.map((reviewer) => ({ ...reviewer, memberId: reviewer.seatId })),
  }
  expect(made(lone).facts).toMatchObject({ paired: 8, together: 0, visits: 16 })
})
