import { describe, expect, test } from 'vitest'
import { assertAllowed, assertMove } from '../../stages/machine.ts'
import { Commitment, assertFuture, assertNotLater } from './improvement.ts'
import { improvementMachine } from './machine.ts'
import { byLoss, compareScores, computeLoss, improvementState, shareCapLoss } from './progress.ts'

const today = '2026-11-23'

describe('an improvement', () => {
  test('is open until its day is over, then overdue, and done once its company says so', () => {
    expect(improvementState({ until: today, doneOn: null }, today)).toBe('open')
    expect(improvementState({ until: '2026-11-22', doneOn: null }, today)).toBe('overdue')
    expect(improvementState({ until: '2026-11-01', doneOn: today }, today)).toBe('done')
  })

  test('is not promised for a day that has passed', () => {
    expect(() => assertFuture('2026-11-22', today)).toThrow('scorecards.improvement_until_past')
    expect(() => assertFuture(today, today)).not.toThrow()
  })

  test('is not done tomorrow', () => {
    expect(() => assertNotLater('2026-11-24', today)).toThrow('scorecards.improvement_done_later')
    expect(() => assertNotLater(today, today)).not.toThrow()
  })

  test('is done once, is taken up again, and is not changed by a form filled over another change', () => {
    const done = { stage: 'done', turn: 2 } as const
    expect(assertMove(improvementMachine, 'finish', { stage: 'open', turn: 1 }, 1)).toBe('done')
    expect(assertMove(improvementMachine, 'resume', done, 2)).toBe('open')
    expect(() => assertMove(improvementMachine, 'finish', done, 2)).toThrow('scorecards.improvement_already_done')
    expect(() => assertMove(improvementMachine, 'finish', done, 1)).toThrow('scorecards.improvement_changed_meanwhile')
    expect(() => assertAllowed(improvementMachine, 'change', { stage: 'open', turn: 2 }, 1)).toThrow(
      'scorecards.improvement_changed_meanwhile',
    )
  })

  test('names what, who and until when', () => {
    const blank = Commitment.safeParse({
      slug: '2026-autumn',
      estateId: crypto.randomUUID(),
      indicator: 'C1',
    })
    expect(blank.error?.issues.map(({ path }) => path[0])).toEqual(['what', 'who', 'until'])
  })
})

describe('the indicators of a card', () => {
  test('stand in the order of what they cost the total', () => {
    const lines = [
      { indicator: 'C1', weight: 4, percent: 60 },
      { indicator: 'A1', weight: 1, percent: 20 },
      { indicator: 'C2', weight: 2, percent: 20 },
      { indicator: 'B1', weight: 2, percent: 20 },
    ]
    expect(byLoss(lines).map(({ indicator }) => indicator)).toEqual(['B1', 'C1', 'C2', 'A1'])
  })

  test('cost what the cap of their dimension costs as well, where their findings cap it', () => {
    const lines = [
      { indicator: 'E1', weight: 2, percent: 60 },
      { indicator: 'E3', weight: 3, percent: 100 },
      { indicator: 'E5', weight: 5, percent: 80 },
      { indicator: 'C1', weight: 4, percent: 60 },
    ]
    // Dimension E has 82 % by its marks and 40 % after the cap: 42 % of ten points.
    const capped = [{ indicators: ['E1', 'E3', 'E5'], weight: 10, percent: 40 }]
    const losses = shareCapLoss(lines, capped, ['E3', 'E5'])
    expect(losses).toEqual(
      new Map([
        ['E3', 2.1],
        ['E5', 2.1],
      ]),
    )
    const all = byLoss(lines.map((line) => ({ ...line, capLoss: losses.get(line.indicator) ?? 0 })))
    expect(all.map(({ indicator }) => indicator)).toEqual(['E5', 'E3', 'C1', 'E1'])
    // Together they cost E's ten points and C's four what the two are short of.
    expect(all.reduce((sum, line) => sum + computeLoss(line), 0)).toBeCloseTo(6 + 1.6)
    expect(shareCapLoss(lines, [], ['E3']), 'the control: without a cap nothing is shared').toEqual(new Map())
  })
})

describe('the next round', () => {
  const before = { adjusted: 55, low: 48, high: 62 }

  test('shows a change only where the band of the difference leaves out no change', () => {
    expect(compareScores(before, { adjusted: 75, low: 66, high: 84 })).toBe('better')
    // The bands overlap, yet half the band of the difference is √(7² + 7²) = 9.9.
    expect(compareScores(before, { adjusted: 66, low: 59, high: 73 })).toBe('better')
    expect(compareScores(before, { adjusted: 64, low: 57, high: 71 })).toBe('unsure')
    expect(compareScores(before, { adjusted: 44, low: 37, high: 51 })).toBe('worse')
  })

  test('reads a band that is not even by the sides that face each other', () => {
    expect(compareScores(before, { adjusted: 66, low: 50, high: 67 })).toBe('unsure')
    expect(compareScores({ ...before, high: 58 }, { adjusted: 64, low: 57, high: 80 })).toBe('better')
  })

  test('shows none where no band is known', () => {
    expect(compareScores(before, { adjusted: 95, low: null, high: null })).toBe('unsure')
  })
})
