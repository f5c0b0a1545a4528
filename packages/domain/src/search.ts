/**
 * Search: full-text search of Chinese text, and highlighting of the matches.
 *
 * Chinese has no spaces, and word segmentation depends on the context: 自种菜地 is cut 自|种|菜地, so that
 * 种菜 would not find it. A text is therefore indexed by its words, which weigh more the more prominent their place,
 * and also, without weight, by every two neighbouring characters and every single one.
 *
 * Shapes   text and query in PostgreSQL's own notation for tsvector and tsquery, made of letters and digits alone,
 *          so that nothing depends on the server's locale; highlighted text as parts, never as HTML.
 * Source   docs/decisions/0006-practices-are-found-by-words-and-by-pairs.md
 */
import { toSimplified } from './spelling/canonical.ts'
import { halfWidth } from './typed.ts'

/** A, for titles, weighs most; D least. */
export type Weight = 'A' | 'B' | 'C' | 'D'
export type Passage = { text: string; weight: Weight }
export type TextPart = { text: string; found: boolean }
export type TextQuery = {
  /** Matches texts with all terms. */
  all: string
  /** Matches texts with any of the terms; the rank is computed from it. */
  any: string
  /** The terms to highlight. */
  terms: string[]
}

/** The tsvector of a document's passages. */
export function toSearchVector(passages: readonly Passage[]): string {
  const places = new Map<string, string[]>()
  let offset = 1
  for (const { text, weight } of passages) {
    const plain = fold(text.slice(0, LONGEST_PASSAGE))
    for (const { segment, index } of splitWords(plain)) {
      const known = getPositions(places, segment)
      if (known.length < MAX_PLACES) known.push(`${Math.min(offset + index, LAST_PLACE)}${weight}`)
    }
    for (const run of plain.match(HAN_RUN) ?? [])
      for (const bare of [...run, ...listPairs(run)]) getPositions(places, bare)
    offset += plain.length + 1
  }
  return [...places].map(([lexeme, at]) => `'${lexeme}'${at.length ? `:${at.join()}` : ''}`).join(' ')
}

/** Parses typed text into tsqueries; null when it contains no term. */
export function parseQuery(typed: string): TextQuery | null {
  const groups = groupWords(fold(typed.slice(0, LONGEST_QUERY)))
  if (groups.length === 0) return null
  const significant = groups.filter((group) => group.length > 1)
  const loose = (significant.length > 0 ? significant : groups).flatMap(toTerms)
  return {
    all: groups.map((group) => toTerms(group).join(' & ')).join(' & '),
    any: [...new Set(loose)].join(' | '),
    terms: [...new Set(groups.flatMap((group) => [group, ...(HAN.test(group) ? listPairs(group) : [])]))],
  }
}

/** The text in parts; parts that match a term have `found`. */
export function highlight(text: string, terms: readonly string[]): TextPart[] {
  const plain = fold(text)
  const found = new Uint8Array(text.length)
  for (const term of terms) {
    for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + 1)) found.fill(1, at, at + term.length)
  }
  const parts: TextPart[] = []
  for (let from = 0; from < text.length;) {
    let to = from + 1
    while (to < text.length && found[to] === found[from]) to += 1
    parts.push({ text: text.slice(from, to), found: found[from] === 1 })
    from = to
  }
  return parts
}

/** An excerpt around the first match, or the beginning. */
export function makeExcerpt(text: string, terms: readonly string[], length = 90): string {
  const plain = fold(text)
  const places = terms.map((term) => plain.indexOf(term)).filter((at) => at >= 0)
  const from = places.length === 0 ? 0 : Math.max(0, Math.min(...places) - Math.floor(length / 4))
  const piece = text.slice(from, from + length).trim()
  return `${from > 0 ? '…' : ''}${piece}${from + length < text.length ? '…' : ''}`
}

const HAN = /^\p{Script=Han}+$/u
const HAN_RUN = /\p{Script=Han}+/gu
const MAX_PLACES = 12
const LAST_PLACE = 16_383
const LONGEST_QUERY = 60
/** More than any passage has; longer text is cut before it is indexed. */
const LONGEST_PASSAGE = 20_000
const LONGEST_WORD = 40
/** Stop words. Alone they match everything, and joined to a neighbour they would hide it: 充电桩的安装. */
const EMPTY_WORDS = new Set([...'的了和与及或在是有吗呢啊吧把被给对从到为这那', '怎么', '如何', '怎样'])

const cutter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Folds case and width, and traditional characters into simplified ones, one character for one, so that positions in the result are positions in the text. */
function fold(text: string): string {
  const simple = toSimplified(halfWidth(text))
  const low = simple.toLowerCase()
  return low.length === text.length ? low : simple
}

/** Intl's words may contain punctuation, as in 3.5 or it's; only letters and digits are kept. */
function splitWords(plain: string) {
  return [...cutter.segment(plain)]
    .filter(({ isWordLike }) => isWordLike)
    .flatMap(({ segment, index }) =>
      [...segment.matchAll(/[\p{L}\p{N}]+/gu)].map((piece) => ({
        segment: piece[0].slice(0, LONGEST_WORD),
        index: index + piece.index,
      })),
    )
}

/** Words; adjacent words of one character are joined, because 电|动|车 is cut too fine to be useful. */
function groupWords(plain: string): string[] {
  const groups: { text: string; end: number; single: boolean }[] = []
  for (const { segment, index } of splitWords(plain)) {
    if (EMPTY_WORDS.has(segment)) continue
    const single = [...segment].length === 1 && HAN.test(segment)
    const last = groups.at(-1)
    if (single && last?.single && last.end === index) {
      last.text += segment
      last.end += segment.length
    } else groups.push({ text: segment, end: index + segment.length, single })
  }
  return [...new Set(groups.map(({ text }) => text))]
}

function toTerms(group: string): string[] {
  if (!HAN.test(group)) return [`'${group}':*`]
  const pairs = listPairs(group)
  return (pairs.length > 0 ? pairs : [group]).map((pair) => `'${pair}'`)
}

function listPairs(run: string): string[] {
  const characters = [...run]
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`)
}

function getPositions(places: Map<string, string[]>, lexeme: string): string[] {
  const known = places.get(lexeme) ?? []
  places.set(lexeme, known)
  return known
}
