import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldRules, type NamesOf } from './fieldRules.ts'
import { day, decimal, id, line, optional, paragraph, phone, tick, whole } from './fields.ts'

const Sample = z.strictObject({
  title: line(60),
  why: optional(paragraph(200)),
  households: whole({ max: 100 }),
  fee: optional(decimal({ min: 1, max: 9 })),
  since: day(),
  phone: optional(phone()),
  shared: tick().default(false),
  days: z.array(line(10)),
  aims: z.array(z.strictObject({ words: line(80), target: optional(decimal()) })).default([]),
  seen: z.record(id(), whole()),
  answers: z.record(id(), z.strictObject({ words: line(200) })),
})

test('a form knows of each field what its procedure asks', () => {
  expect(fieldRules(Sample).rules).toEqual({
    title: { required: true, maxlength: 60 },
    why: { maxlength: 200 },
    households: { required: true, min: 0, max: 100, inputmode: 'numeric' },
    fee: { min: 1, max: 9, inputmode: 'decimal' },
    since: { required: true },
    phone: { inputmode: 'tel' },
    'days.*': { maxlength: 10 },
    'aims.*.words': { required: true, maxlength: 80 },
    'aims.*.target': { min: 0, max: 1_000_000, inputmode: 'decimal' },
    'seen.*': { min: 0, max: 1_000_000, inputmode: 'numeric' },
    'answers.*.words': { required: true, maxlength: 200 },
  })
})

test('rules are plain values that a page can carry', () => {
  const { rules } = fieldRules(Sample)
  expect(JSON.parse(JSON.stringify(rules))).toEqual(rules)
})

test('a field is named as the form sends it, and a name the schema does not know does not compile', () => {
  const named = (name: NamesOf<typeof Sample>) => name
  named('title')
  named('days[]')
  named('aims.0.words')
  named('seen.0d8c4b4e-0000-4000-8000-000000000000')
  named('answers.x.words')
  // @ts-expect-error A key that was renamed.
  named('titel')
  // @ts-expect-error The same, inside a list.
  named('aims.0.word')
  // @ts-expect-error The same, inside a record.
  named('answers.x.word')
})

test('a telephone number is kept without the country code and what stands between its digits; two in one field are asked for again', () => {
  expect(
    ['139 0000 0001', '0513-8512 3456', '（0513）85123456', '+86 513 8512 3456', '+852 2345 6789'].map((typed) =>
      phone().parse(typed),
    ),
  ).toEqual(['13900000001', '051385123456', '051385123456', '051385123456', '+85223456789'])
  const spellings = [
    '+86 139-0000-0001',
    '0086 13900000001',
    '86 139 0000 0001',
    '１３９００００　０００１',
    '139–0000–0001',
  ]
  expect(new Set(spellings.map((typed) => phone().parse(typed)))).toEqual(new Set(['13900000001']))
  for (const two of ['8512345 8512346', '8512345　8512346', '13800001111 13900002222', '8512345-8512346'])
    expect(
      phone()
        .safeParse(two)
        .error?.issues.map(({ message }) => message),
    ).toEqual(['fields.not_a_phone'])
})

test('a name has no marks that nobody sees, so that two names that look alike are one', () => {
  for (const typed of ['一\u0007铃苑', '一\u00ad铃苑', '\u200e一铃苑\u200f', '一\u2066铃苑\u2069', ' 一铃苑\u0000'])
    expect(line().parse(typed)).toBe('一铃苑')
  expect(
    line()
      .safeParse('一铃\ud800')
      .error?.issues.map(({ message }) => message),
  ).toEqual(['fields.malformed'])
})
