import { expect, test, vi } from 'vitest'
import { LONGEST_VALUE, numeric } from './typed.ts'

test('numbers are read with their signs, spaces and full-width digits, and what is none stays as typed', () => {
  expect(['12', '+1.5', '-.5', '3.', '１２，３４５', ' 1 000 ', ''].map(numeric)).toEqual([
    12,
    1.5,
    -0.5,
    3,
    12345,
    1000,
    undefined,
  ])
  expect(['1x', '1.2.3', '.', '+', '1e3'].map(numeric)).toEqual(['1x', '1.2.3', '.', '+', '1e3'])
})

test('a comma groups three digits; one that may have been meant as a decimal point is not left out', () => {
  expect(['1,234,567', '1，234.5', '-1 000 000'].map(numeric)).toEqual([1234567, 1234.5, -1000000])
  for (const typed of ['1，5', '1,5', '1,23', '12,34', '1,2345', '1234,567', '0,5', ',123', '1 5', '1.234,5'])
    expect(numeric(typed), typed).toBe(typed)
})

test('a text longer than any number is not looked at by a pattern', () => {
  const looks = vi.spyOn(RegExp.prototype, 'exec')
  const replaces = vi.spyOn(RegExp.prototype, Symbol.replace)
  try {
    const nines = `${'9'.repeat(150_000)}x`
    expect(numeric(nines) === nines).toBe(true)
    expect([looks.mock.calls.length, replaces.mock.calls.length]).toEqual([0, 0])
    numeric('9'.repeat(LONGEST_VALUE))
    expect(replaces.mock.calls.length).toBeGreaterThan(0)
  } finally {
    looks.mockRestore()
    replaces.mockRestore()
  }
})
