import { describe, expect, test } from 'vitest'
import { readHouse, type Source } from './house.ts'
import * as words from './words.ts'

const house = readHouse()

const plantMessages = (chinese: object, english: object): Source[] => [
  { file: 'packages/i18n/messages/zh-CN/planted.json', text: JSON.stringify(chinese) },
  { file: 'packages/i18n/messages/en/planted.json', text: JSON.stringify(english) },
]

const promises = [
  {
    promise: 'both languages say the same things',
    rule: words.bothLanguagesSayTheSame,
    broken: [
      {
        way: 'a sentence in Chinese only',
        planted: plantMessages({ a: '甲', b: '乙' }, { a: 'A' }),
        named: 'planted.b',
      },
      { way: 'a sentence in English only', planted: plantMessages({}, { deep: { c: 'C' } }), named: 'planted.deep.c' },
      {
        way: 'a placeholder lost on the way',
        planted: plantMessages({ d: '{n} 户' }, { d: 'homes' }),
        named: 'planted.d',
      },
    ],
  },
  {
    promise: 'every refusal is a sentence in both languages',
    rule: words.everyRefusalIsASentence,
    broken: [
      {
        way: 'a refusal nobody translated',
        planted: [{ file: 'packages/domain/src/planted.ts', text: "refuse('conflict', 'planted.too_late')" }],
        named: 'planted.too_late',
      },
      {
        way: 'a field whose refusal nobody translated',
        planted: [{ file: 'packages/domain/src/planted.ts', text: "z.string().refine(ok, { error: 'planted.odd' })" }],
        named: 'planted.odd',
      },
      {
        way: 'a constraint nobody translated',
        planted: [{ file: 'db/migrations/9001_planted.sql', text: 'constraint planted__taken unique' }],
        named: 'planted.taken',
      },
    ],
  },
  {
    promise: 'no page speaks Chinese by itself',
    rule: words.noChineseOutsideTheMessages,
    broken: [
      {
        way: 'a heading typed into a page',
        planted: [{ file: 'apps/web/src/routes/Planted.svelte', text: '<!-- 首页 -->\n<h1>首页</h1>' }],
        named: 'Planted.svelte:2',
      },
      {
        way: 'a word typed into a component',
        planted: [{ file: 'packages/ui/src/planted.ts', text: "export const word = '小区'" }],
        named: 'planted.ts:1',
      },
    ],
  },
  {
    promise: 'messages use the words that people of the field use',
    rule: words.noMessageHasARetiredWord,
    broken: [
      {
        way: 'a word of a court',
        planted: plantMessages({ settle: '协调员裁定' }, { settle: 'The coordinator decides' }),
        named: 'planted.settle',
      },
    ],
  },
  {
    promise: 'no message is left that nobody says',
    rule: words.noMessageIsUnused,
    broken: [
      {
        way: 'a message of a page long gone',
        planted: plantMessages({ gone: '没了' }, { gone: 'Gone' }),
        named: 'planted.gone',
      },
    ],
  },
]

describe.each(promises)('$promise', ({ rule, broken }) => {
  test('in the house as it is', () => {
    expect(rule(house)).toEqual([])
  })

  test.each(broken)('and $way is noticed', ({ planted, named }) => {
    const before = new Set(rule(house))
    const found = rule([...house, ...planted]).filter((sentence) => !before.has(sentence))
    expect(found).not.toEqual([])
    for (const sentence of found) expect(sentence).toContain(named)
  })
})

test('a message said by a composed name counts as said', () => {
  const page = { file: 'apps/web/src/routes/Planted.svelte', text: '{m[`planted.kind.${kind}`]()}' }
  const messages = plantMessages({ kind: { flat: '多层' } }, { kind: { flat: 'Flat' } })
  expect(words.noMessageIsUnused([...messages, page])).toEqual([])
})
