import { describe, expect, test } from 'vitest'
import { assertConfirmed, assertMayPublish, assertMaySettle, assertVisitsPlanned } from './requirements.ts'

test('a round without visits is not opened', () => {
  expect(() => assertVisitsPlanned({ planned: 0 })).toThrow('scorecards.no_visits_planned')
  expect(() => assertVisitsPlanned({ planned: 1 })).not.toThrow()
})

test('the coordinator confirms exactly the estates with too few visits', () => {
  const few = [
    { estateId: 'a', name: '甲' },
    { estateId: 'b', name: '乙' },
  ]
  expect(() => assertConfirmed({ fewVisited: [], confirmed: [] })).not.toThrow()
  expect(() => assertConfirmed({ fewVisited: few, confirmed: ['b', 'a'] })).not.toThrow()
  expect(() => assertConfirmed({ fewVisited: few, confirmed: [] })).toThrow('scorecards.few_visits_unconfirmed')
  expect(() => assertConfirmed({ fewVisited: few, confirmed: ['a'] })).toThrow('scorecards.few_visits_changed')
  expect(() => assertConfirmed({ fewVisited: [], confirmed: ['a'] })).toThrow('scorecards.few_visits_changed')
})

test('settling waits for the companies until their last day, unless all have answered', () => {
  const on = (today: string, awaited: number) => () => assertMaySettle({ awaited, responseUntil: '2026-10-31', today })
  expect(on('2026-10-31', 2)).toThrow('scorecards.responses_still_due')
  expect(on('2026-10-20', 0)).not.toThrow()
  expect(on('2026-11-01', 2)).not.toThrow()
})

describe('publishing', () => {
  test('waits until everything disputed is decided on', () => {
    expect(() => assertMayPublish({ owed: { disputed: 1, vetoes: 0 } })).toThrow('scorecards.responses_undecided')
    expect(() => assertMayPublish({ owed: { disputed: 0, vetoes: 0 } })).not.toThrow()
  })

  test('waits for a veto to be decided on, disputed or not', () => {
    expect(() => assertMayPublish({ owed: { disputed: 0, vetoes: 1 } })).toThrow('scorecards.vetoes_undecided')
  })
})
