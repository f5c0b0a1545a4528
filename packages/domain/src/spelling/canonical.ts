/**
 * One thing spelled two ways is one: the form in which names are compared. It knows no width, case, space, dot, bracket or
 * invisible mark, and writes every character simplified.
 *
 * Shapes   the canonical form is compared and never shown. A hyphen counts between digits only: 1-2 is not 12.
 * Source   docs/decisions/0061-characters-of-two-scripts-are-a-table-of-our-own.md
 */
import { SIMPLIFIED, TRADITIONAL } from './han.ts'

/** Names that have the same canonical form are spellings of one name. */
export const toCanonical = (name: string): string =>
  toSimplified(name.normalize('NFKC').toLowerCase()).replace(BETWEEN, '').replace(LOOSE_HYPHEN, '')

/** Writes every character simplified; the length stays, so that places in the result are places in the text. */
export function toSimplified(text: string): string {
  return text.replace(HAN, (mark) => simplified.get(mark) ?? mark)
}

/** A character and the others it is also written with: 桩 and 樁. */
export function listSpellings(character: string): readonly string[] {
  const simple = simplified.get(character) ?? character
  return [simple, ...(traditional.get(simple) ?? [])]
}

const HAN = /\p{Script=Han}/gu
const BETWEEN = /[\s\p{Cc}\p{Cf}·•・‧∙⋅()[\]{}【】〔〕「」『』《》〈〉“”"]/gu
const LOOSE_HYPHEN = /(?<!\d)[-\u2010-\u2015]|[-\u2010-\u2015](?!\d)/gu

const simplified = new Map([...TRADITIONAL].map((mark, at) => [mark, SIMPLIFIED.charAt(at)]))
const traditional = Map.groupBy(TRADITIONAL, (mark) => simplified.get(mark) ?? mark)
