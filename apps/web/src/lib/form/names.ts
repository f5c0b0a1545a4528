/** What the mechanism itself sends along with a form; never a field of a procedure. */
export const BASE = '_base'

/** Which form of a page an action belongs to: its action, and the row it stands in where a page repeats it. */
export function formKey(action = ''): string {
  const [query = ''] = action.slice(action.indexOf('?') + 1).split('#')
  const name = /^\/([^&]*)/u.exec(query)?.[1] ?? 'default'
  const row = new URLSearchParams(query).get('row')
  return row ? `${name}.${row}` : name
}

/** The record as the page that was sent first showed it; something that is none counts as not known. */
export function baseOf(sent: string | string[] | undefined): object | undefined {
  try {
    const base: unknown = typeof sent === 'string' ? JSON.parse(sent) : undefined
    return typeof base === 'object' && base !== null ? base : undefined
  } catch {
    return undefined
  }
}
