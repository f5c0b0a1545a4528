import { expect, test } from 'vitest'
import { makeExcerpt, toSearchVector, highlight, parseQuery } from './search.ts'

const index = (text: string) => toSearchVector([{ text, weight: 'A' }])
const lexemes = (text: string) => [...index(text).matchAll(/'([^']+)'/g)].map(([, lexeme]) => lexeme)
const shown = (text: string, typed: string) =>
  highlight(text, parseQuery(typed)?.terms ?? [])
    .map((part) => (part.found ? `[${part.text}]` : part.text))
    .join('')

test('every word, pair and character of a text can be asked for', () => {
  expect(lexemes('自种菜地')).toEqual(expect.arrayContaining(['菜地', '自种', '种菜', '自', '种', '菜', '地']))
  expect(lexemes('E5，每处６０００元')).toEqual(expect.arrayContaining(['e5', '6000', '元']))
})

test('words carry their place and weight, pairs do not', () => {
  const passages = toSearchVector([
    { text: '充电桩', weight: 'A' },
    { text: '充电难', weight: 'C' },
  ])
  expect(passages).toContain(`'充电':1A,5C`)
  expect(passages).toMatch(/'电桩'(?!:)/u)
})

test('nothing but letters and digits reaches the database', () => {
  for (const nasty of ["it's", `a'b"c`, "'); drop table x --", '<b>&|!:*()', '\\', '🔥火']) {
    expect(index(nasty)).toMatch(/^('[\p{L}\p{N}]+'(:\d+A(,\d+A)*)?( |$))*$/u)
    expect(parseQuery(nasty)?.all ?? '').toMatch(/^('[\p{L}\p{N}]+'(:\*)?( & |$))*$/u)
  }
})

test('what is typed is asked for by words, and by pairs where it was cut into single characters', () => {
  expect(parseQuery('充电桩')).toMatchObject({ all: "'充电' & '桩'", any: "'充电'" })
  expect(parseQuery('种菜')).toMatchObject({ all: "'种菜'" })
  expect(parseQuery('充电桩的安装')).toMatchObject({ all: "'充电' & '桩' & '安装'" })
  expect(parseQuery('Ｅ５')).toMatchObject({ all: "'e5':*" })
  expect(parseQuery('桩')).toMatchObject({ all: "'桩'", any: "'桩'" })
})

test('marks, blanks and empty words alone ask for nothing', () => {
  for (const nothing of ['', '   ', '？！', '的', '🔥']) expect(parseQuery(nothing)).toBeNull()
})

test('what was asked for is marked where it stands, in any width and case', () => {
  expect(shown('便民充电桩进小区', '充电')).toBe('便民[充电]桩进小区')
  expect(shown('对应Ｅ５指标', 'e5')).toBe('对应[Ｅ５]指标')
  expect(shown('<i>充电</i>', '充电')).toBe('<i>[充电]</i>')
  expect(shown('没有', '充电')).toBe('没有')
})

test('a long text is shown around the first place found', () => {
  const long = `${'前'.repeat(200)}充电${'后'.repeat(200)}`
  expect(makeExcerpt(long, ['充电'], 40)).toMatch(/^…前+充电后+…$/u)
  expect(makeExcerpt('短', ['充电'])).toBe('短')
  expect(makeExcerpt(long, [], 10)).toBe(`${'前'.repeat(10)}…`)
})

test('a text as long as any field allows fits into a vector', () => {
  const long = Array.from({ length: 9000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7) % 8000))).join('')
  expect(Buffer.byteLength(index(long))).toBeLessThan(1_000_000)
})

test('traditional and simplified characters are one, and are marked where they stand', () => {
  expect(parseQuery('充電樁')).toEqual(parseQuery('充电桩'))
  expect(index('充電樁')).toBe(index('充电桩'))
  expect(shown('小區充電樁', '充电')).toBe('小區[充電]樁')
})
