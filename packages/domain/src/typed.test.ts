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
