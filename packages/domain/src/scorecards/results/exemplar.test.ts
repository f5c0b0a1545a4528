import { expect, test } from 'vitest'
import { chooseExemplars } from './exemplar.ts'

const card = (estateId: string, percent: number, capped = false) => ({
  estateId,
  indicators: [{ code: 'E5', percent, capped }],
})
const named = (...cards: ReturnType<typeof card>[]) => chooseExemplars(cards).map(({ estateId }) => estateId)

test('the best three of an indicator are the ones to learn it from, and who ties with the third', () => {
  expect(named(card('a', 95), card('b', 85), card('c', 90), card('d', 80))).toEqual(['a', 'c', 'b'])
  expect(named(card('a', 95), card('b', 85), card('c', 90), card('d', 85))).toEqual(['a', 'c', 'b', 'd'])
})

test('nobody is held up as good who is only the best of the poor', () => {
  expect(named(card('a', 79), card('b', 60))).toEqual([])
})

test('a severe finding takes an estate off the list', () => {
  expect(named(card('a', 100, true), card('b', 82))).toEqual(['b'])
})

test('where all are alike nobody stands out', () => {
  expect(named(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => card(id, 100)))).toEqual([])
})
