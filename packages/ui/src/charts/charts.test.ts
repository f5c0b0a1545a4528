import { expect, test } from 'vitest'
import { inTies, type BandRow } from './bands.ts'
import { formatChange } from './pairs.ts'
import { span } from '../timeline/timelines.ts'

const row = (label: string, tieGroup: string | null): BandRow => ({
  label,
  tieGroup,
  adjusted: null,
  low: null,
  high: null,
  raw: 80,
  stars: null,
})
const labels = (rows: BandRow[]) => inTies(rows).map((group) => group.map((member) => member.label).join(''))

test('estates of one tie are bracketed together', () => {
  expect(labels([row('a', '1'), row('b', '1'), row('c', '2')])).toEqual(['ab', 'c'])
})

test('estates without a tie each stand alone', () => {
  expect(labels([row('a', null), row('b', null)])).toEqual(['a', 'b'])
})

test('a bracket never swallows an estate that is not part of the tie', () => {
  expect(labels([row('a', '1'), row('b', null), row('c', '1')])).toEqual(['a', 'b', 'c'])
})

test('a change says its direction, and nothing before both sides are measured', () => {
  const pair = { label: '龙馨园', adopted: true }
  expect(formatChange({ ...pair, before: 70, after: 78.5 }, 1)).toBe('+8.5')
  expect(formatChange({ ...pair, before: 70, after: 66 }, 1)).toBe('−4.0')
  expect(formatChange({ ...pair, before: 70, after: 70.01 }, 1)).toBe('±0')
  expect(formatChange({ ...pair, before: 70, after: null }, 1)).toBeNull()
})

test('today is always on the axis', () => {
  const [first, last] = span([{ group: '', label: '', due: '2026-10-20', tone: 'info', state: '' }], '2026-12-01')
  expect(first).toBeLessThan(Date.UTC(2026, 9, 20))
  expect(last).toBeGreaterThan(Date.UTC(2026, 11, 1))
})
