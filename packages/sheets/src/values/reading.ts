/** What became of one cell: its value, and when it could not be trusted, why and what to type instead. */
import type { Params, ProblemCode } from '../answer.ts'

export type CellReading = { value: string; reason?: ProblemCode; params?: Params }

/** The words stay as they were, so that nothing typed is lost while somebody puts it right. */
export const problem = (value: string, reason: ProblemCode, params: Params = {}): CellReading => ({
  value,
  reason,
  params: { value: shown(value), ...params },
})

/** What people cannot see (zero-width, no-break, direction marks) is not part of what they typed. */
export function clean(text: string): string {
  const seen = text.replace(/[\u200b\u2060\ufeff]/g, '').replace(/[\u00a0\u202f]/g, ' ')
  let [start, end] = [0, seen.length]
  while (start < end && unseen(seen, start)) start++
  while (end > start && unseen(seen, end - 1)) end--
  return seen.slice(start, end)
}

/** Full-width digits, letters and punctuation as a Chinese keyboard leaves them, and the several dashes. */
export function narrow(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[\u2010-\u2015\u2212\ufe63]/g, '-')
}

const unseen = (text: string, at: number) => /[\s\u200c-\u200f\u202a-\u202e\u00ad]/.test(text.charAt(at))

const shown = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}…` : value)
