import { describe, expect, test } from 'vitest'
import { toMark, listSpans } from './countToMark.ts'
import { Scale, type ScaleKind } from './scale.ts'
import { tried } from './steps.ts'

const faults = Scale.parse({
  kind: 'count',
  steps: [
    { from: '0', mark: '5' },
    { from: '１', mark: 4 },
    { from: 2, mark: 3 },
    { from: 4, mark: 2 },
    { from: 6, mark: 1 },
  ],
})
const repeated = Scale.parse({
  kind: 'percent',
  steps: [
    { from: 0, mark: 5 },
    { from: 2.1, mark: 4 },
    { from: 5.1, mark: 1 },
  ],
})
const refusals = (kind: string, ...steps: [number, number][]) =>
  Scale.safeParse({ kind, steps: steps.map(([from, mark]) => ({ from, mark })) }).error?.issues.map(
    ({ message, path }) => `${path.join('.')} ${message}`,
  ) ?? []

describe('a number counted becomes a mark', () => {
  test('by the last step it reaches', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 60].map((counted) => toMark(faults, counted))).toEqual([5, 4, 3, 3, 2, 2, 1, 1])
  })

  test('a percentage is read to one decimal, so that nothing falls between two steps', () => {
    expect([0, 2, 2.04, 2.05, 2.1, 5.1, 100].map((counted) => toMark(repeated, counted))).toEqual([5, 5, 5, 4, 4, 1, 1])
  })

  test('half a fault and more than everything are refused', () => {
    expect(() => toMark(faults, 1.5)).toThrow('scorecards.counted_not_whole')
    expect(() => toMark(repeated, 100.5)).toThrow('scorecards.counted_past_100')
    expect(() => toMark(faults, -1)).toThrow('scorecards.counted_negative')
  })
})

test('each step says up to where it holds', () => {
  expect(listSpans(faults).map(({ from, to }) => [from, to])).toEqual([
    [0, 0],
    [1, 1],
    [2, 3],
    [4, 5],
    [6, null],
  ])
  expect(listSpans(repeated).map(({ to }) => to)).toEqual([2, 5, null])
})

describe('a table that leaves a number without a mark, or gives two, is refused', () => {
  test.each([
    ['begins above 0', refusals('count', [1, 5], [2, 4]), 'steps.0.from scorecards.scale_starts_above_zero'],
    ['stands still', refusals('count', [0, 5], [2, 4], [2, 3]), 'steps.2.from scorecards.scale_not_rising'],
    ['counts in halves', refusals('count', [0, 5], [1.5, 4]), 'steps.1.from scorecards.scale_not_whole'],
    ['goes past all', refusals('percent', [0, 1], [101, 5]), 'steps.1.from scorecards.scale_past_100'],
    ['jumps', refusals('count', [0, 5], [1, 3], [2, 4]), 'steps.0.from scorecards.scale_marks_jump'],
    ['is one line', refusals('count', [0, 5]), 'steps scorecards.scale_too_short'],
    ['knows no such mark', refusals('count', [0, 6], [1, 5]), 'steps.0.mark fields.too_big'],
  ])('it %s', (_, found, reason) => expect(found).toContain(reason))
})

describe('a table tried out while it is typed', () => {
  const tables: [ScaleKind, ...string[]][] = [
    ['count', '0 5', '1 4', '2 3'],
    ['count', '０ ５', '１ 4', '2,000 3'],
    ['percent', '0 1', '65.5 2', '95 5'],
    ['percent', '0 1', '101 2'],
    ['count', '0 5'],
    ['count', '1 5', '2 4'],
    ['count', '0 5', '0 4'],
    ['count', '0 5', '1.5 4'],
    ['count', '0 5', '2 3', '4 4'],
    ['count', '0 5', '2 3', '4 0'],
    ['count', '0 5', '2 6'],
    ['count', '0 5', '2 3.5'],
    ['count', '0 5', ' 4'],
    ['count', '0 5', '2 '],
    ['count', '0 5', '-2 4'],
    ['count', '0 5', '100001 4'],
    ['count', '0 5', 'two 4'],
    ['count', ...Array.from({ length: 11 }, (_, at) => `${at} 5`)],
  ]

  test.each(tables)('%s %s %s %s is read as it will be when it is kept, or not yet', (kind, ...lines) => {
    const steps = lines.map((line) => ({ from: line.split(' ')[0]!, mark: line.split(' ')[1]! }))
    expect(tried(kind, steps)).toEqual(Scale.safeParse({ kind, steps }).data ?? null)
  })
})
