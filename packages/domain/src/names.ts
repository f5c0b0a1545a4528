/**
 * Names from outside: the field names in a form, a sheet, a draft or an address.
 *
 * In JavaScript every object already has `constructor`, `toString`, `__proto__` and others. A record that is built or
 * read by a name from outside must neither find those nor write onto them.
 *
 * Shapes   a name is safe when no object inherits it; a record made here inherits nothing.
 */

/** False for `__proto__`, `constructor`, `toString` and whatever else every object inherits. */
export const isSafeName = (name: string): boolean => !(name in Object.prototype)

/** A record without a prototype, so that every name that was not added is undefined. */
export const emptyRecord = <T>(): Record<string, T> => Object.create(null) as Record<string, T>

/** The same with these entries. Entries with an unsafe name are left out. */
export function recordFrom<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const record = emptyRecord<T>()
  for (const [name, value] of entries) if (isSafeName(name)) record[name] = value
  return record
}
