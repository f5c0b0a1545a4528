/** The words every field shares: label above, note such as 选填 beside it, hint below it, error beside the input, unit inside. */
export type FieldWords = {
  label: string
  note?: string
  hint?: string
  error?: string | null
  unit?: string
}

/** What a field hands to the input it holds. */
export type FieldWiring = { id: string; describedby: string | undefined; invalid: true | undefined }

export type Option = { value: string; label: string; disabled?: boolean }

/** A choice with a number above its word: 5 优 … 1 差, 不适用. */
export type Mark = { value: string; label: string; mark?: string }
