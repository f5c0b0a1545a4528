/**
 * The definition of a sheet, for reading and writing: its columns, their headers and their kinds of value.
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
  /** The texts of a choice; of a day or number those that stand for no day or number, such as 长期. */
  choices?: readonly Choice[]
  /** The column must be in the file, and every row must fill it. */
  required?: boolean
  /** A number column that also takes 85%: its value then ends in %. */
  percent?: boolean
  /** In characters, a Chinese one counting two; computed from the texts if absent. */
  width?: number
  /** Shown beside the cell when it is selected in Excel. */
  note?: string
}

/** The value of a cell to be written. */
export type Value = string | number | null | undefined

export type Sheet = {
  title: string
  columns: readonly SheetColumn[]
  /** Made by the people themselves: lines that are no rows, such as sums and signatures, are listed in `passed` and not read. */
  freehand?: boolean
}

const longestWord = 300

/** Normalises headers and choices for comparison: no spaces, no required mark, half-width, lower case. */
export function wordKey(words: string): string {
  return words
    .slice(0, longestWord)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/^[*＊]+|(?<![*＊])[*＊]+$|\((?:必填|required)\)$/giu, '')
    .toLowerCase()
}

/** The same without a unit or remark in brackets at the end: 户数（户） is 户数. */
export const bareKey = (words: string): string =>
  wordKey(words).replace(/(?<=.)(?:\([^()]*\)|\[[^[\]]*\]|【[^【】]*】)$/u, '')

/** The text of a value, for a sentence. */
export const toLabel = (value: string, choices: readonly Choice[] = []): string =>
  choices.find((choice) => choice.value === value)?.label ?? value

/** Joins words into a list for a sentence, with the punctuation of their language. */
export function listed(words: readonly string[]): string {
  return words.join(words.some((word) => /\p{Script=Han}/u.test(word)) ? '、' : ', ')
}

/** Excel's limits for the name of a tab. */
export function sheetName(title: string): string {
  const name = title
    .replace(/[[\]/\\:*?'\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return [...name].reduce((short, mark) => (short.length + mark.length > 31 ? short : short + mark), '') || 'Sheet1'
}
