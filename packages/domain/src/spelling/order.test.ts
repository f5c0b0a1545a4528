import { expect, test } from 'vitest'
import { compareNames } from './order.ts'

test('names stand as they are pronounced, and their numbers as people count', () => {
  const names = ['幸福里10栋', '幸福里2栋', '万科小区', '安和家园', '幸福里1栋']
  expect(names.toSorted(compareNames)).toEqual(['安和家园', '万科小区', '幸福里1栋', '幸福里2栋', '幸福里10栋'])
})
