import { expect, test } from 'vitest'
import { emptyRecord, isSafeName, recordFrom } from './names.ts'

const inherited = Object.getOwnPropertyNames(Object.prototype)

test('what every object inherits is no safe name, and what our forms and sheets use is one', () => {
  expect(inherited).toContain('__proto__')
  expect(inherited.filter(isSafeName)).toEqual([])
  expect(['name', 'A1', 'proto', '__proto', 'prototype', '三桥社区', ''].filter((name) => !isSafeName(name))).toEqual(
    [],
  )
})

test('a record made of names from outside answers only to the names that were put in', () => {
  const record = recordFrom([['A1', '3'], ...inherited.map((name) => [name, 'x'] as const)])
  expect(Object.entries(record)).toEqual([['A1', '3']])
  for (const name of inherited) {
    expect(record[name]).toBeUndefined()
    expect(emptyRecord()[name]).toBeUndefined()
  }
})

/** An indicator's code is a key of marks: it has at most six letters or digits. */
test('no code of an indicator can be a name that objects inherit', () => {
  expect(inherited.filter((name) => /^[A-Za-z0-9]{1,6}$/u.test(name))).toEqual([])
})
