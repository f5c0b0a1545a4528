/**
 * The result of reading a file: rows with their problems, or one refusal of the whole file.
 * Codes only; the sentences are `sheets.refusal.<code>` and `sheets.problem.<code>`, filled by the params named
 * beside each code.
 */
export const refusals = {
  empty_file: [],
  not_excel: [],
  old_excel: [],
  locked_excel: [],
  csv_not_excel: [],
  web_page_not_excel: [],
  damaged: [],
  too_large: ['limit'],
  zip_bomb: [],
  too_many_rows: ['limit'],
  too_many_cells: ['limit'],
  other_columns: ['missing', 'unknown'],
  duplicate_columns: ['columns'],
  comma_separated: [],
  no_such_tab: ['tab'],
  no_rows: [],
} as const
export type SheetRefusalCode = keyof typeof refusals

/** Besides these, a problem's params always have `row` and `column`, and `value` if the cell is not empty. */
export const problems = {
  required: [],
  error_cell: [],
  boolean_cell: [],
  too_long: ['longest'],
  digits_lost: [],
  text_became_day: [],
  not_whole: [],
  not_number: [],
  with_unit: ['suggestion'],
  chinese_number: ['suggestion'],
  percent: ['suggestion'],
  day_in_number: [],
  not_day: [],
  impossible_day: [],
  day_as_number: ['suggestion'],
  not_choice: ['choices'],
  formula: [],
  formula_value: ['suggestion'],
  merged_cell: ['suggestion'],
} as const
export type ProblemCode = keyof typeof problems

export type Params = Readonly<Record<string, string>>
export type SheetRefusal = { code: SheetRefusalCode; params: Params }

/** `row` is the row number that Excel shows; `column` is the header in our sheet; `suggestion` a value, where it is not the text in `params`. */
export type RowProblem = {
  row: number
  key: string
  column: string
  reason: ProblemCode
  params: Params
  suggestion?: string
}

/** A line below the header that is no row: its sums, or a remark or signature. */
export type PassedLine = { row: number; why: 'total' | 'note'; text: string }

/** Every key of the sheet is present, '' where the cell is empty. */
export type ReadRow = { row: number; values: Record<string, string> }

export type ReadResult =
  | { ok: false; refusal: SheetRefusal }
  | {
      ok: true
      rows: ReadRow[]
      /** The texts above the header: a title and notes. */
      above: string[]
      problems: RowProblem[]
      /** Headers in the file that our sheet does not have; their cells were not read. */
      ignored: string[]
      /** Headers of optional columns the file does not have; their values are ''. */
      absent: string[]
      /** The number of rows that were hidden in Excel (by a filter, for instance); they are read like the others. */
      hidden: number
      /** The number of problems that are not listed. */
      unlisted: number
      /** Lines that are no rows, and were not read. */
      passed: PassedLine[]
      /** The tab that was read, '' for pasted text, and the others that have our columns too. */
      tab: string
      otherTabs: string[]
    }

export type Limits = { bytes: number; unpackedBytes: number; rows: number; cells: number; problems: number }

export const usualLimits: Limits = {
  bytes: 20 * 1024 * 1024,
  unpackedBytes: 128 * 1024 * 1024,
  rows: 100_000,
  cells: 3_000_000,
  problems: 5_000,
}

export function refuseSheet(code: SheetRefusalCode, params: Params = {}): never {
  throw new SheetRefused({ code, params })
}

/** Thrown inside this package only; `asRefusal` turns it into a result. */
export class SheetRefused extends Error {
  override name = 'SheetRefused'
  readonly refusal: SheetRefusal

  constructor(refusal: SheetRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

export function asRefusal(thrown: unknown): { ok: false; refusal: SheetRefusal } {
  if (thrown instanceof SheetRefused) return { ok: false, refusal: thrown.refusal }
  throw thrown
}
