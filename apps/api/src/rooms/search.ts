/**
 * The search box of a list: finds a name however it is spelled. Width, case, spaces, dots, hyphens and brackets make no difference, nor
 * whether it is written in traditional or simplified characters.
 */
import { listSpellings, toCanonical } from '@bilin/domain/spelling/canonical'
import { sql, type RawBuilder } from 'kysely'

/** True of rows that have the words in one of the columns. */
export const containsText = (words: string, ...columns: string[]) =>
  sql<boolean>`${fold(sql`concat_ws('|', ${sql.join(columns.map((column) => sql.ref(column)))})`)} ~ ${toPattern(words)}`

/** What stands between the letters of a name. Full-width brackets and hyphens have become half-width before. */
const BETWEEN = ' ·•・‧∙⋅()[]{}【】〔〕「」『』《》〈〉“”"-‐‑‒–—―'

const fold = (text: RawBuilder<unknown>) => sql`translate(lower(normalize(${text}, nfkc)), ${sql.lit(BETWEEN)}, '')`

/** Each letter as itself or as the other characters it is written with; the names keep theirs. */
const toPattern = (words: string): string =>
  [...toCanonical(words).replace(/-/gu, '')].map((letter) => toClass(listSpellings(letter))).join('')

const toClass = (letters: readonly string[]): string => {
  const [letter = '', ...others] = letters.map((each) => (/[\p{L}\p{M}\p{N}]/u.test(each) ? each : `\\${each}`))
  return others.length > 0 ? `[${letter}${others.join('')}]` : letter
}
