import { describe, expect, test } from 'vitest'
import {
  mayCancel,
  assertMayPlanVisits,
  assertMayPublish,
  assertMayRespond,
  assertMayDecide,
  assertMaySettle,
  assertStage,
  NewRound,
  nextStage,
} from './round.ts'

describe('a round', () => {
  test('walks from planning to published, a step at a time', () => {
    expect(nextStage('planning', 'planning')).toBe('visiting')
    expect(nextStage('visiting', 'visiting')).toBe('responding')
    expect(nextStage('responding', 'responding')).toBe('settling')
    expect(nextStage('settling', 'settling')).toBe('published')
  })

  test('takes one step when two people press at once', () => {
    expect(() => nextStage('visiting', 'planning')).toThrow('scorecards.round_moved_on')
  })

  test('ends when it is published', () => {
    expect(() => nextStage('published', 'published')).toThrow('scorecards.round_already_published')
  })

  test('takes marks only while it is visiting', () => {
    expect(() => assertStage('responding', 'visiting')).toThrow('scorecards.round_not_visiting')
  })
})

describe('a response', () => {
  test('counts to the end of the last day', () => {
    expect(() => assertMayRespond('responding', '2026-10-31', '2026-10-31')).not.toThrow()
    expect(() => assertMayRespond('responding', '2026-10-31', '2026-11-01')).toThrow(
      'scorecards.response_deadline_passed',
    )
  })
})

describe('a cancelled round', () => {
  test('was not yet published, with another refusal than one that has merely moved on', () => {
    for (const stage of ['planning', 'visiting', 'responding', 'settling'] as const)
      expect(() => mayCancel(stage, stage)).not.toThrow()
    expect(() => mayCancel('published', 'published')).toThrow('scorecards.round_already_published')
    expect(() => mayCancel('cancelled', 'visiting')).toThrow('scorecards.round_cancelled')
  })

  test('takes nothing more', () => {
    expect(() => nextStage('cancelled', 'visiting')).toThrow('scorecards.round_cancelled')
    expect(() => assertStage('cancelled', 'visiting')).toThrow('scorecards.round_cancelled')
    expect(() => assertMayPlanVisits('cancelled')).toThrow('scorecards.round_cancelled')
    expect(() => assertMayDecide('cancelled')).toThrow('scorecards.round_cancelled')
    expect(() => assertMayRespond('cancelled', '2026-10-31', '2026-10-20')).toThrow('scorecards.round_cancelled')
  })
})

describe('settling', () => {
  test('waits for the companies until their last day, unless all have answered', () => {
    expect(() => assertMaySettle(2, '2026-10-31', '2026-10-31')).toThrow('scorecards.responses_still_due')
    expect(() => assertMaySettle(0, '2026-10-31', '2026-10-20')).not.toThrow()
    expect(() => assertMaySettle(2, '2026-10-31', '2026-11-01')).not.toThrow()
  })

  test('takes decisions and no responses', () => {
    expect(() => assertMayDecide('settling')).not.toThrow()
    expect(() => assertMayDecide('responding')).not.toThrow()
    expect(() => assertMayDecide('published')).toThrow('scorecards.round_not_settling')
    expect(() => assertMayRespond('settling', '2026-10-31', '2026-10-20')).toThrow('scorecards.round_not_responding')
  })
})

describe('publishing', () => {
  test('waits until everything disputed is decided on', () => {
    expect(() => assertMayPublish({ disputed: 1, vetoes: 0 })).toThrow('scorecards.responses_undecided')
    expect(() => assertMayPublish({ disputed: 0, vetoes: 0 })).not.toThrow()
  })

  test('waits for a veto to be decided on, disputed or not', () => {
    expect(() => assertMayPublish({ disputed: 0, vetoes: 1 })).toThrow('scorecards.vetoes_undecided')
  })
})

test('a round that closes before it opens is refused', () => {
  const round = {
    slug: '2026-autumn',
    title: '秋季互评',
    rubricId: crypto.randomUUID(),
    opensOn: '2026-10-01',
    closesOn: '2026-09-30',
    responseUntil: '2026-10-20',
  }
  expect(NewRound.safeParse(round).error?.issues[0]?.message).toBe('scorecards.dates_reversed')
  expect(NewRound.parse({ ...round, opensOn: '2026年9月1日' }).opensOn).toBe('2026-09-01')
})
