import { expect, test } from 'vitest'
import { countRows, shownValue, type TypedValues } from './changed.ts'

const base = { title: '楼道整治', why: '飞线多', fee: 1.6, aims: [{ words: '整治楼道', target: 30 }], shared: true }
const typed = (values: TypedValues['values'], from: object | undefined = base): TypedValues => ({ values, base: from })
const posted = {
  title: '楼道整治',
  why: '飞线多\r\n雨天漏电',
  fee: '1.6',
  'aims.0.words': '整治楼道',
  'aims.0.target': '30',
}
const shown = (name: string, saved: object, sent: TypedValues | null, stale = true) =>
  shownValue(name, { saved, typed: sent, stale })

test('a field shows what is saved until something is typed', () => {
  expect(shown('fee', base, null, false)).toEqual({ values: ['1.6'], other: undefined })
  expect(shown('aims.0.words', base, null, false).values).toEqual(['整治楼道'])
  expect(shown('slug', base, null, false).values).toEqual([''])
})

test('a field that only somebody else changed follows what they saved', () => {
  const saved = { ...base, title: '楼道与路灯' }
  expect(shown('title', saved, typed(posted))).toEqual({ values: ['楼道与路灯'], other: undefined })
})

test('a field changed here keeps what was typed, and only what they changed too is shown beside it', () => {
  expect(shown('why', base, typed(posted))).toEqual({ values: ['飞线多\r\n雨天漏电'], other: undefined })
  const saved = { ...base, why: '有隐患' }
  expect(shown('why', saved, typed(posted))).toEqual({ values: ['飞线多\r\n雨天漏电'], other: '有隐患' })
})

test('both typed the same: nothing to compare', () => {
  const saved = { ...base, why: '一样' }
  expect(shown('why', saved, typed({ ...posted, why: '一样' })).other).toBeUndefined()
})

test('the rows of a list are compared as a whole, for an index says nothing once a row was put between', () => {
  const saved = { ...base, aims: [{ words: '路灯', target: 5 }, ...base.aims] }
  expect(shown('aims.0.words', saved, typed(posted)).values).toEqual(['路灯'])
  const changed = typed({ ...posted, 'aims.0.target': '40' })
  expect(shown('aims.0.words', saved, changed).values).toEqual(['整治楼道'])
  expect(shown('aims.0.target', saved, changed)).toEqual({ values: ['40'], other: undefined })
  expect(shown('aims', saved, changed).other).toBe('路灯 5\n整治楼道 30')
})

test('a box that was unticked stays so', () => {
  expect(shown('shared', base, typed(posted), false).values).toEqual([])
  expect(shown('days[]', { days: ['1', '2'] }, typed({ 'days[]': ['2'] }, { days: ['1', '2'] }), false).values).toEqual(
    ['2'],
  )
  expect(shown('days[]', { days: ['1', '2'] }, typed({}, { days: ['1', '2'] }), false).values).toEqual([])
})

test('without the record it was typed over, what was typed stands', () => {
  expect(shown('title', { ...base, title: '别的' }, { values: posted, base: undefined }).values).toEqual(['楼道整治'])
})

test('a list has as many rows as are saved or typed', () => {
  expect(countRows('aims', { saved: base, typed: null })).toBe(1)
  expect(countRows('aims', { saved: base, typed: typed({ 'aims.4.words': '第五项', 'aims.7.words': '' }) })).toBe(5)
})

test('a field of a hostile name is no way into anything', () => {
  expect(shown('__proto__.x', base, null, false).values).toEqual([''])
  expect(shown('constructor', base, typed({}), true).values).toEqual([''])
})
