import { describe, expect, test } from 'vitest'
import { proposeVisits, type Compound, type Visitor } from './visits.ts'
import { componentsOf } from './visits/components.ts'
import { begin } from './visits/plan.ts'

const communities = ['sanqiao', 'erqiao', 'guosheng']
const compounds: Compound[] = Array.from({ length: 10 }, (_, i) => ({
  estateId: `e${i}`,
  name: `示例小区${i}`,
  companyId: `company${i}`,
  communityId: communities[i % 3]!,
}))
const managers: Visitor[] = compounds.map(({ companyId }, i) => ({
  seatId: `m${i}`,
  memberId: companyId,
  kind: 'company',
}))
const neighbours: Visitor[] = Array.from({ length: 10 }, (_, i) => ({
  seatId: `n${i}`,
  memberId: communities[i % 3]!,
  kind: 'community',
}))
const everybody = [...managers, ...neighbours]

const loads = (pairs: { seatId: string }[], visitors = everybody) =>
  visitors.map(({ seatId }) => pairs.filter((pair) => pair.seatId === seatId).length)

describe('ten compounds, ten managers and ten community people, four visits each', () => {
  const pairs = proposeVisits(everybody, compounds, 4)
  const at = (estateId: string) =>
    pairs
      .filter((pair) => pair.estateId === estateId)
      .map(({ seatId }) => everybody.find((visitor) => visitor.seatId === seatId)!)

  test('every compound is visited four times, by four people', () => {
    for (const { estateId } of compounds) expect(new Set(at(estateId)).size).toBe(4)
    expect(pairs).toHaveLength(40)
  })

  test('nobody visits what is their own', () => {
    for (const { estateId, companyId, communityId } of compounds)
      for (const { memberId } of at(estateId)) expect([companyId, communityId]).not.toContain(memberId)
  })

  test('everybody goes twice', () => {
    expect(new Set(loads(pairs))).toEqual(new Set([2]))
  })

  test('two of each kind come to each compound', () => {
    for (const { estateId } of compounds)
      expect(at(estateId).filter(({ kind }) => kind === 'company')).toHaveLength(2)
  })

  test('all of them hang together, so that their scores can be compared', () => {
    expect(componentsOf(begin(everybody, compounds, pairs)).count).toBe(1)
  })

  test('the same people and compounds get the same plan', () => {
    expect(proposeVisits(everybody, compounds, 4)).toEqual(pairs)
  })

  test('in the next round mostly others come', () => {
    const next = proposeVisits(everybody, compounds, 4, { turn: 1 })
    const again = next.filter((pair) =>
      pairs.some(({ seatId, estateId }) => seatId === pair.seatId && estateId === pair.estateId),
    )
    expect(again.length).toBeLessThan(20)
    expect(componentsOf(begin(everybody, compounds, next)).count).toBe(1)
  })

  test('visits already planned are kept, and not proposed again', () => {
    const planned = pairs.slice(0, 7)
    const rest = proposeVisits(everybody, compounds, 4, { planned })
    expect(rest).toHaveLength(33)
    for (const pair of planned) expect(rest).not.toContainEqual(pair)
    expect(new Set(loads([...planned, ...rest]))).toEqual(new Set([2]))
  })
})

test('two circles that would not meet are joined', () => {
  const four = compounds.slice(0, 4).map((compound, i) => ({ ...compound, communityId: `c${i}` }))
  const visitors = Array.from({ length: 8 }, (_, i): Visitor => ({
    seatId: `v${i}`,
    memberId: `far${i}`,
    kind: 'community',
  }))
  for (const perEstate of [4, 6]) {
    const pairs = proposeVisits(visitors, four, perEstate)
    expect(componentsOf(begin(visitors, four, pairs)).count).toBe(1)
  }
})

test('loads differ by at most one whatever the numbers are', () => {
  for (const [visitors, count, perEstate] of [
    [7, 5, 3],
    [13, 10, 4],
    [20, 7, 3],
    [5, 10, 3],
    [12, 10, 1],
  ] as const) {
    const some = everybody.slice(10 - Math.ceil(visitors / 2), 10 + Math.floor(visitors / 2))
    const load = loads(proposeVisits(some, compounds.slice(0, count), perEstate), some)
    expect(Math.max(...load) - Math.min(...load), `${visitors} visitors`).toBeLessThanOrEqual(1)
  }
})

test('a compound for which there are too few visitors is named', () => {
  expect(() => proposeVisits(managers.slice(0, 3), compounds.slice(0, 1), 3)).toThrow(
    'scorecards.too_few_visitors',
  )
})
