/** What keyboards send, made plain before any rule is asked. For pages too: loads no rules of typing. */

/** Full-width letters, digits and punctuation as half-width: １２３，４ becomes 123,4. */
export function halfWidth(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCodePoint(wide.codePointAt(0)! - 0xfee0))
    .replace(/\u3000/gu, ' ')
    .replace(/[。．]/gu, '.')
}

/** Characters of a number, a day or a telephone number with all the spaces around it; what is longer is none. */
export const LONGEST_VALUE = 200

/** Reads a short value; a text that is longer than any becomes one that no rule accepts, before a pattern reads it. */
export const readShort = <T>(typed: string, read: (typed: string) => T): T | '?' =>
  typed.length > LONGEST_VALUE ? '?' : read(typed)

/** A number where the words are one; blank means absent. */
export function numeric(typed: unknown): unknown {
  if (typeof typed !== 'string') return typed ?? undefined
  if (typed.length > LONGEST_VALUE) return typed
  const plain = halfWidth(typed).replace(/[\s,，]/gu, '')
  if (plain === '') return undefined
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/u.test(plain) ? Number(plain) : typed
}
