import { expect, test } from 'vitest'
import { listSpellings, toCanonical, toSimplified } from './canonical.ts'

test.each([
  ['锦绣苑（一期）', '锦绣苑(一期)', '锦绣苑 一期', '錦繡苑【一期】'],
  ['金陵·御景', '金陵•御景', '金陵・御景', '金陵‧御景', '金 陵御景'],
  ['Café公馆', 'Cafe\u0301公馆', 'ＣＡＦÉ公館'],
  ['安和物业（示例）', '安\u200b和物業(示例)'],
])('%s is spelled in several ways and is one', (...spellings) => {
  expect(new Set(spellings.map(toCanonical)).size).toBe(1)
})

test('what differs in a letter or a digit is another', () => {
  expect(new Set(['幸福里1-2', '幸福里12', '幸福里1', '幸福里', '幸福里东'].map(toCanonical)).size).toBe(5)
})

test('traditional characters are written simplified, at the same place', () => {
  expect(toSimplified('充電樁、戶數與樓棟')).toBe('充电桩、户数与楼栋')
  expect(listSpellings('樁')).toEqual(['桩', '樁'])
  expect(listSpellings('苑')).toEqual(['苑'])
})
