import { describe, expect, test } from 'vitest'
import {
  assertConfirmed as assertAllConfirmed,
  assertMayPublish,
  assertMaySettle,
  assertUnanswered,
  assertVisitsPlanned,
} from './requirements.ts'

test('a round without visits is not opened', () => {
  expect(() => assertVisitsPlanned({ planned: 0 })).toThrow('scorecards.no_visits_planned')
  expect(() => assertVisitsPlanned({ planned: 1 })).not.toThrow()
})

test('the coordinator confirms exactly the estates with too few visits', () => {
  const few = [
    { estateId: 'a', name: '甲' },
    { estateId: 'b', name: '乙' },
  ]
  const assertConfirmed = (given: Pick<Parameters<typeof assertAllConfirmed>[0], 'fewVisited' | 'confirmed'>) =>
    assertAllConfirmed({ ...given, lapsing: [], confirmedVisits: [] })
  expect(() => assertConfirmed({ fewVisited: [], confirmed: [] })).not.toThrow()
  expect(() => assertConfirmed({ fewVisited: few, confirmed: ['b', 'a'] })).not.toThrow()
  expect(() => assertConfirmed({ fewVisited: few, confirmed: [] })).toThrow('scorecards.few_visits_unconfirmed')
  expect(() => assertConfirmed({ fewVisited: few, confirmed: ['a'] })).toThrow('scorecards.few_visits_changed')
  expect(() => assertConfirmed({ fewVisited: [], confirmed: ['a'] })).toThrow('scorecards.few_visits_changed')
})

test('each visit that lapses is named to the coordinator, who confirms it', () => {
  const lapsing = [
    { visitId: 'v', estate: '甲', reviewerTitle: '书记' },
    { visitId: 'w', estate: '乙', reviewerTitle: '社工' },
  ]
  const confirm =
    (confirmedVisits: string[], left = lapsing) =>
    () =>
      assertAllConfirmed({ fewVisited: [], confirmed: [], lapsing: left, confirmedVisits })
  expect(confirm([])).toThrow('scorecards.lapsing_unconfirmed')
  expect(confirm(['v'])).toThrow('scorecards.lapsing_changed')
  expect(confirm(['v', 'w'])).not.toThrow()
  // One of them was submitted meanwhile.
  expect(confirm(['v', 'w'], lapsing.slice(1))).not.toThrow()
})

test('visits are opened again only while nobody has answered', () => {
  expect(() => assertUnanswered({ answered: 0 })).not.toThrow()
  expect(() => assertUnanswered({ answered: 1 })).toThrow('scorecards.already_answered')
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
