/**
 * A sheet as its readers and writers see it: which columns, under which words, holding what.
 *
 * Shapes   header, aliases, note and choice labels are already in the user's language; `key` and a choice's
 *          `value` are ours. A header is recognised by `header` or any of `aliases`, so a file exported in one
 *          language comes back in another.
 * Units    text: as typed · whole: 120 · decimal: 2.35 · day: 2026-01-05 · choice: the choice's value.
 */
export const columnKinds = ['text', 'whole', 'decimal', 'day', 'choice'] as const
export type ColumnKind = (typeof columnKinds)[number]

export type Choice = { value: string; label: string; aliases?: readonly string[] }

export type SheetColumn = {
  key: string
  header: string
  aliases?: readonly string[]
  kind: ColumnKind
  choices?: readonly Choice[]
  /** The column must be in the file, and every row must fill it. */
  required?: boolean
  /** In characters, a Chinese one counting two; worked out from the words when absent. */
  width?: number
  /** Shown beside the cell when it is selected in Excel. */
  note?: string
}

/** What a row to be written holds under a column's key. */
export type Value = string | number | null | undefined

export type Sheet = { title: string; columns: readonly SheetColumn[] }

const longestWord = 300

/** Headers and choices are compared by what people see: no spaces, no required mark, half-width, lower case. */
export function wordKey(words: string): string {
  return words
    .slice(0, longestWord)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/^[*＊]+|(?<![*＊])[*＊]+$|\((?:必填|required)\)$/giu, '')
    .toLowerCase()
}

/** One list a sentence can hold, in the punctuation of the words themselves. */
export function listed(words: readonly string[]): string {
  return words.join(words.some((word) => /\p{Script=Han}/u.test(word)) ? '、' : ', ')
}

/** Excel's own bounds for the name of a tab. */
export function sheetName(title: string): string {
  const name = title
    .replace(/[[\]/\\:*?'\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return [...name].reduce((kept, mark) => (kept.length + mark.length > 31 ? kept : kept + mark), '') || 'Sheet1'
}
