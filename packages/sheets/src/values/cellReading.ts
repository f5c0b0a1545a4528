/** The result of parsing one cell: its value or, if it is not valid, the reason and what to type instead. */
import type { Params, ProblemCode } from '../answer.ts'

export type CellReading = { value: string; reason?: ProblemCode; params?: Params }

/** The text stays as typed, so that nothing is lost while somebody corrects it. */
export const problem = (value: string, reason: ProblemCode, params: Params = {}): CellReading => ({
  value,
  reason,
  params: { value: shown(value), ...params },
})

/** Removes invisible characters: zero-width, no-break, direction marks. */
export function clean(text: string): string {
  const seen = text.replace(/[\u200b\u2060\ufeff]/g, '').replace(/[\u00a0\u202f]/g, ' ')
  let [start, end] = [0, seen.length]
  while (start < end && unseen(seen, start)) start++
  while (end > start && unseen(seen, end - 1)) end--
  return seen.slice(start, end)
}

/** Makes full-width digits, letters and punctuation half-width, and dashes uniform. */
export function narrow(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[\u2010-\u2015\u2212\ufe63]/g, '-')
}

const unseen = (text: string, at: number) => /[\s\u200c-\u200f\u202a-\u202e\u00ad]/.test(text.charAt(at))

const shown = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}…` : value)
