/** The texts of every field: label above, note such as 选填 beside it, hint below it, error beside the input, unit inside. */
export type FieldWords = {
  label: string
  note?: string
  hint?: string
  error?: string | null
  /** What somebody else has saved in this field meanwhile. */
  other?: OtherText | undefined
  unit?: string
}

/** The saved text, and the sentence that shows it. */
export type OtherText = { value: string; say: (text: string) => string }

/** The ids for aria-describedby: hint, error, and the text of somebody else. */
export const describedBy = (id: string, { hint, error, other }: Pick<FieldWords, 'hint' | 'error' | 'other'>) =>
  [hint && `${id}-hint`, error && `${id}-error`, other && `${id}-other`].filter(Boolean).join(' ') || undefined

/** What a field passes to its input. */
export type FieldWiring = { id: string; describedby: string | undefined; invalid: true | undefined }

export type Option = { value: string; label: string; disabled?: boolean }

/** A choice with a number above its word: 5 优 … 1 差, 不适用. */
export type MarkOption = { value: string; label: string; mark?: string }
