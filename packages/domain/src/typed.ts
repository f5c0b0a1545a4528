/** Normalises typed text before it is checked. Has no zod schemas, so that pages stay small. */

/** Full-width letters, digits and punctuation as half-width: １２３，４ becomes 123,4. */
export function halfWidth(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCodePoint(wide.codePointAt(0)! - 0xfee0))
    .replace(/\u3000/gu, ' ')
    .replace(/[。．]/gu, '.')
}

/** The most characters of a typed number, day or telephone number, spaces included. */
export const LONGEST_VALUE = 200

/** Parses a short value. A longer text becomes `?`, which every rule refuses, without running a pattern on it. */
export const readShort = <T>(typed: string, read: (typed: string) => T): T | '?' =>
  typed.length > LONGEST_VALUE ? '?' : read(typed)

/** 1,234 and 1 234, but not 1,5: that comma may be a decimal point. */
const grouped = /^[+-]?\d{1,3}(?:[,\s]\d{3})+(?:\.\d*)?$/u
const ungrouped = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/u

/** A number if the text is one; undefined if it is blank. */
export function numeric(typed: unknown): unknown {
  if (typeof typed !== 'string') return typed ?? undefined
  if (typed.length > LONGEST_VALUE) return typed
  const plain = halfWidth(typed).trim()
  if (plain === '') return undefined
  return grouped.test(plain) || ungrouped.test(plain) ? Number(plain.replace(/[,\s]/gu, '')) : typed
}
