import { Refusal } from '@bilin/domain/refusal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ordinaryForm, readFields, readField, readTexts } from './formFields.ts'

type Fields = [string, string][]

const inherited = Object.getOwnPropertyNames(Object.prototype)
const malformed = expect.objectContaining({ code: 'app.form_malformed' })
const keysBefore = inheritedKeys()

test('dots nest, brackets collect, and a name that comes again replaces', () => {
  const fields: Fields = [
    ['weights.A1', '3'],
    ['weights.A2', '4'],
    ['days[]', '1'],
    ['days[]', '2'],
    ['name', 'a'],
    ['name', 'b'],
  ]
  expect(plain(readFields(fields))).toEqual({ weights: { A1: '3', A2: '4' }, days: ['1', '2'], name: 'b' })
})

test.each(inherited)('no form may have a field called %s, at any depth', (name) => {
  for (const field of [name, `${name}.call`, `${name}[]`, `a.${name}`, `a.${name}.b`, `a.b.${name}[]`])
    expect(() => readFields([[field, '1']]), field).toThrow(malformed)
})

test.each<Fields>([
  [
    ['a', '1'],
    ['a.b', '1'],
  ],
  [
    ['a.b', '1'],
    ['a', '1'],
  ],
  [
    ['a', '1'],
    ['a[]', '1'],
  ],
  [
    ['a[]', '1'],
    ['a', '1'],
  ],
  [
    ['a[]', '1'],
    ['a.b', '1'],
  ],
  [
    ['a.b', '1'],
    ['a[]', '1'],
  ],
  [
    ['a[]', '1'],
    ['a.0', '1'],
  ],
  [['', '1']],
  [['.', '1']],
  [['a.', '1']],
  [['a..b', '1']],
  [['[]', '1']],
  [['a.b.c.d.e.f.g.h.i', '1']],
  [['x'.repeat(201), '1']],
])('a name that no form of ours can have is refused: %j %j', (...fields) => {
  expect(() => readFields(fields)).toThrow(malformed)
})

test('too many fields, and too much text in all of them together, are refused', () => {
  const { fields, bytes } = ordinaryForm
  const many = Array.from({ length: fields + 1 }, (_, at): [string, string] => [`a${at}`, ''])
  expect(Object.keys(readFields(many.slice(1)))).toHaveLength(fields)
  expect(() => readFields(many)).toThrow(expect.objectContaining({ code: 'app.too_many_fields' }))
  const half = 'x'.repeat(bytes / 2)
  expect(() =>
    readFields([
      ['a', half],
      ['b', half],
    ]),
  ).toThrow(expect.objectContaining({ code: 'app.too_much' }))
})

test('what is too much is refused before the rest is looked at', () => {
  let looked = 0
  function* endless(): Generator<[string, string]> {
    for (;;) yield [`a${looked++}`, '']
  }
  expect(() => readFields(endless())).toThrow(Refusal)
  expect(looked).toBe(ordinaryForm.fields + 1)
})

test('whatever the fields are called, nothing is found or written that was not sent', () => {
  const step = fc.oneof(
    fc.constantFrom(...inherited),
    fc.constantFrom('a', 'b', '0', 'marks'),
    fc.string({ maxLength: 4 }),
  )
  const name = fc
    .tuple(fc.array(step, { maxLength: 10 }), fc.boolean())
    .map(([steps, list]) => steps.join('.') + (list ? '[]' : ''))
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string()), { maxLength: 12 }), (fields) => {
      const typed = readOrRefuse(fields)
      if (typed) {
        const sent = new Map(fields)
        for (const [path, values] of leavesOf(typed)) {
          expect(path.split('.').some((part) => part in Object.prototype)).toBe(false)
          expect(sent.has(path) || sent.has(`${path}[]`)).toBe(true)
          expect(values.every((value) => fields.some(([, text]) => text === value))).toBe(true)
        }
      }
      expect(inheritedKeys()).toEqual(keysBefore)
    }),
    { numRuns: 2_000 },
  )
})

test('a field that should be text, or a record of texts, and is not, refuses the form', () => {
  const typed = readFields([
    ['a.x', '1'],
    ['b[]', '1'],
    ['c', '1'],
    ['d.x.y', '1'],
  ])
  expect(readField(typed, 'c')).toBe('1')
  expect(readField(typed, 'missing')).toBe('')
  expect(readField(typed, 'toString')).toBe('')
  for (const name of ['a', 'b']) expect(() => readField(typed, name)).toThrow(malformed)
  expect(plain(readTexts(typed['a']))).toEqual({ x: '1' })
  expect(plain(readTexts(undefined))).toEqual({})
  for (const name of ['b', 'c', 'd']) expect(() => readTexts(typed[name])).toThrow(malformed)
})

function readOrRefuse(fields: Fields) {
  try {
    return readFields(fields)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    return null
  }
}

function leavesOf(value: object, above = ''): [string, unknown[]][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const path = above + name
    if (Array.isArray(inner)) return [[path, inner] as [string, unknown[]]]
    return typeof inner === 'object' ? leavesOf(inner as object, `${path}.`) : [[path, [inner]] as [string, unknown[]]]
  })
}

function inheritedKeys(): PropertyKey[] {
  const methods = inherited.map((name) => Object.getOwnPropertyDescriptor(Object.prototype, name)!.value as unknown)
  return [Object.prototype, ...methods.filter((method) => typeof method === 'function')].flatMap(Reflect.ownKeys)
}

const plain = (record: object): unknown => JSON.parse(JSON.stringify(record))
