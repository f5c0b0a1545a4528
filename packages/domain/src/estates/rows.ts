/**
 * Rows: one row of an Excel sheet parsed as an estate and its contract, or its problems.
 *
 * Shapes   `values` are strings, '' where a cell is empty; `present` the columns the file has. A column the file does not
 *          have changes nothing; what an empty cell does is chosen with the import. A contract's end may be `open`. Company, since and until describe one contract
 *          and are empty where there is none.
 * Refusals as problems, each at a row and a column: those of the form, and estates.contract_incomplete.
 */
import { z } from 'zod'
import { day, line, optional } from '../fields.ts'
import { fields } from './estate.ts'
import { findTermFault } from './term.ts'

export const columns = [
  'name',
  'kind',
  'households',
  'buildings',
  'fee',
  'address',
  'lat',
  'lng',
  'contactName',
  'contactPhone',
  'company',
  'since',
  'until',
] as const
export type ColumnKey = (typeof columns)[number]
export const required = ['name', 'kind', 'households', 'buildings'] as const satisfies readonly ColumnKey[]

/** A contract without an end, said in words; an empty cell may mean that nothing is said of it. */
export const OPEN_END = 'open'

const Row = z.object({
  ...fields,
  company: optional(line(60)),
  since: optional(day()),
  until: optional(z.union([z.literal(OPEN_END), day()], { error: 'fields.not_a_day' })),
})
type Parsed = z.infer<typeof Row>
type Optional = Exclude<ColumnKey, (typeof required)[number]>

/** null is a cell left empty; absent is a column the file does not have. `separate`: no other spelling of a name that is there. */
export type FileRow = { row: number; separate?: boolean } & Pick<Parsed, (typeof required)[number]> & {
    [key in Optional]?: NonNullable<Parsed[key]> | null
  }
export type FieldProblem = {
  row: number
  key: ColumnKey
  code: string
  params: Record<string, string | number>
  /** What the cell most likely means. */
  suggestion?: string
}

export function readRow(
  row: number,
  values: Record<string, string>,
  present: ReadonlySet<string>,
): FileRow | FieldProblem[] {
  const parsed = Row.safeParse(values)
  if (!parsed.success) return parsed.error.issues.map((issue) => toProblem(row, issue, values))
  const { name, kind, households, buildings, ...rest } = parsed.data
  const optionals = OPTIONAL.filter((key) => present.has(key)).map((key) => [key, rest[key] ?? null])
  const found: FileRow = { row, name, kind, households, buildings, ...Object.fromEntries(optionals) }
  const wrong = contradiction(found)
  return wrong ? [{ row, params: {}, ...wrong }] : found
}

export const OPTIONAL = columns.filter((key): key is Optional => !required.some((must) => must === key))

function contradiction({ lat, lng, company, since, until }: FileRow): Pick<FieldProblem, 'key' | 'code'> | null {
  if (!lat !== !lng) return { key: lat ? 'lng' : 'lat', code: 'estates.half_a_place' }
  if (!company && (since || until)) return { key: 'company', code: 'estates.contract_incomplete' }
  if (company && !since) return { key: 'since', code: 'estates.contract_incomplete' }
  const fault = since ? findTermFault({ since, until: until === OPEN_END ? null : until }) : null
  return fault && { key: 'until', code: fault }
}

function toProblem(row: number, issue: z.core.$ZodIssue, { fee = '' }: Record<string, string>): FieldProblem {
  const params = issue.code === 'custom' ? (issue.params ?? {}) : {}
  const problem = { row, key: issue.path[0] as ColumnKey, code: issue.message, params }
  const rounded = Number(fee).toFixed(2)
  return issue.message === 'estates.fee_too_fine' && Number(rounded) > 0 ? { ...problem, suggestion: rounded } : problem
}
