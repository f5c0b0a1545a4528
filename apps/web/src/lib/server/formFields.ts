/**
 * From the fields of a form to one nested record: `a.b` nests, `a[]` collects, so that
 * {"weights.A1": "3", "days[]": …} becomes {weights: {A1: "3"}, days: […]}. Files are left out.
 *
 * Field names come from the sender. The whole form is refused if a name is inherited by objects, is both a value and a record, or is
 * longer or deeper than any of ours.
 */
import { emptyRecord, isSafeName } from '@bilin/domain/names'
import { refuse } from '@bilin/domain/refusal'

export type FormRecord = Record<string, unknown>
/** `bytes` counts names and texts as they are sent, without files. */
export type FormLimits = { fields: number; bytes: number }

/** Several times the longest ordinary form: the dates of 1,000 visits are 2,000 fields and 100 kB. */
export const ordinaryForm: FormLimits = { fields: 5_000, bytes: 1_000_000 }
/** A rubric of 800 indicators, the most there may be, is 19,000 fields; the template of 50 is 700 and 48 kB. */
export const rubricForm: FormLimits = { fields: 20_000, bytes: 8_000_000 }
/** Ten thousand rows pasted from Excel; a Chinese character takes nine bytes. */
export const pasteForm: FormLimits = { fields: 20, bytes: 20_000_000 }

const LONGEST_NAME = 200
const DEEPEST = 8

export function readFields(form: Iterable<readonly [string, unknown]>, limits = ordinaryForm): FormRecord {
  const typed = emptyRecord<unknown>()
  for (const [name, value] of bounded(form, limits)) {
    const isList = name.endsWith('[]')
    const path = parsePath(isList ? name.slice(0, -2) : name)
    if (typeof value === 'string') setValue(typed, path, isList, value)
  }
  return typed
}

/** The text of a field, '' if it was not sent. */
export function readField(typed: FormRecord, name: string): string {
  const value = typed[name] ?? ''
  return typeof value === 'string' ? value : refuseForm()
}

/** A record of texts, such as the ones that `marks.C1` and `marks.C2` make; empty when none was sent. */
export function readTexts(value: unknown): Record<string, string> {
  const record = readRecord(value)
  return Object.values(record).every((text) => typeof text === 'string')
    ? (record as Record<string, string>)
    : refuseForm()
}

export function readRecord(value: unknown): FormRecord {
  if (value === undefined) return emptyRecord()
  return isRecord(value) ? value : refuseForm()
}

export const isFieldName = (name: string): boolean => {
  const steps = name.length <= LONGEST_NAME ? name.replace(/\[\]$/u, '').split('.') : []
  return steps.length > 0 && steps.length <= DEEPEST && steps.every((step) => step !== '' && isSafeName(step))
}

export const refuseForm = (): never => refuse('invalid', 'app.form_malformed')

/** Counts while iterating, so that too large a form is refused before the rest is read. */
function* bounded(form: Iterable<readonly [string, unknown]>, limits: FormLimits) {
  let fields = 0
  let text = 0
  for (const [name, value] of form) {
    fields += 1
    text += name.length + (typeof value === 'string' ? value.length : 0)
    if (fields > limits.fields) refuse('invalid', 'app.too_many_fields', { params: { most: limits.fields } })
    if (text > limits.bytes) refuse('invalid', 'app.too_much', { params: { megabytes: limits.bytes / 1_000_000 } })
    yield [name, value] as const
  }
}

function parsePath(name: string): string[] {
  return isFieldName(name) ? name.split('.') : refuseForm()
}

function setValue(typed: FormRecord, path: readonly string[], isList: boolean, value: string): void {
  let place = typed
  for (const step of path.slice(0, -1)) {
    const next = (place[step] ??= emptyRecord())
    place = isRecord(next) ? next : refuseForm()
  }
  const last = path.at(-1)!
  const before = place[last]
  if (isList) {
    if (before === undefined) place[last] = [value]
    else if (Array.isArray(before)) before.push(value)
    else refuseForm()
  } else if (typeof before === 'object') refuseForm()
  else place[last] = value
}

const isRecord = (value: unknown): value is FormRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
