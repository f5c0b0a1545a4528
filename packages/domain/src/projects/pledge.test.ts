import { expect, test } from 'vitest'
import { aimVerdict } from './aims.ts'
import { firstPledge } from './participation.ts'
import { sumPledges, getUnit } from './pledge.ts'
import { answered } from './results.ts'

const pledge = { unit: '人', withdrawnAt: null }

test('pledges are added up by kind and unit, and withdrawn ones count no more', () => {
  expect(
    sumPledges([
      { ...pledge, kind: 'money', amount: 0.1, unit: '元' },
      { ...pledge, kind: 'people', amount: 4 },
      { ...pledge, kind: 'people', amount: 2, withdrawnAt: new Date() },
      { ...pledge, kind: 'people', amount: 3 },
      { ...pledge, kind: 'money', amount: 0.2, unit: '元' },
      { ...pledge, kind: 'other', amount: null, unit: null },
    ]),
  ).toEqual([
    { kind: 'people', unit: '人', amount: 7 },
    { kind: 'money', unit: '元', amount: 0.3 },
  ])
})

test('an amount has a unit, the kind’s own when none is said; words alone have none', () => {
  expect(getUnit({ kind: 'money', amount: 500 })).toBe('元')
  expect(getUnit({ kind: 'money', amount: 5, unit: '万元' })).toBe('万元')
  expect(getUnit({ kind: 'people', unit: '人' })).toBe(null)
})

test('a pledge nobody put into words was not made', () => {
  expect(firstPledge({ kind: 'people', amount: 2 })).toBe(null)
  expect(firstPledge({ words: '腾出门卫室' })).toMatchObject({ kind: 'other', words: '腾出门卫室' })
})

test('every aim is answered at the close, with a figure or in words', () => {
  const aims = [
    { id: 'a', words: '充电桩' },
    { id: 'b', words: '飞线' },
  ]
  expect(() => answered(aims, { a: { reached: 12 } })).toThrow('projects.aims_unanswered')
  expect(() => answered(aims, { a: { reached: 0 }, b: { reachedWords: '已清' }, c: { reached: 1 } })).toThrow(
    'projects.aim_unknown',
  )
  expect(answered(aims, { a: { reached: 0 }, b: { reachedWords: '已清' } })).toHaveLength(2)
})

test('a figure below its target is partly reached; words are not judged by us', () => {
  expect(aimVerdict({ target: 60, reached: 64 })).toBe('reached')
  expect(aimVerdict({ target: 60, reached: 12 })).toBe('partly')
  expect(aimVerdict({ target: 60, reached: null })).toBe('in_words')
})
