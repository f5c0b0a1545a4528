/** Hidden fields that Form adds; never fields of a procedure. */
export const BASE = '_base'

/** Identifies a form on its page: its action, and its row where the page repeats the form. */
export function formKey(action = ''): string {
  const [query = ''] = action.slice(action.indexOf('?') + 1).split('#')
  const name = /^\/([^&]*)/u.exec(query)?.[1] ?? 'default'
  const row = new URLSearchParams(query).get('row')
  return row ? `${name}.${row}` : name
}

/** The record as the page first showed it, sent along with the form; undefined if it cannot be parsed. */
export function getBaseName(sent: string | string[] | undefined): object | undefined {
  try {
    const base: unknown = typeof sent === 'string' ? JSON.parse(sent) : undefined
    return typeof base === 'object' && base !== null ? base : undefined
  } catch {
    return undefined
  }
}
