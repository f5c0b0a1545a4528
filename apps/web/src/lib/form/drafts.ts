/**
 * Typed values that are not sent yet, on this device only. When a session ends while somebody is typing, they are in sessionStorage
 * until the person has signed in again; those of long forms are in localStorage until they are sent or discarded. Both belong
 * to one person and are deleted at sign-out. Without usable storage nothing is stored.
 */
import type { Values } from './changed.ts'
import { PREFIX } from './heldDrafts.ts'

export type FormDraft = { at: string; values: Values }
type Place = { person: string; path: string; form: string }
type Store = 'tab' | 'device'

const toStorageKey = ({ person, path, form }: Place) => `${PREFIX}${person} ${path} ${form}`
const getStore = (store: Store) => (store === 'tab' ? sessionStorage : localStorage)

export function saveFormDraft(store: Store, place: Place, values: Values, now: Date): void {
  quietly(() =>
    getStore(store).setItem(toStorageKey(place), JSON.stringify({ at: now.toISOString(), values } satisfies FormDraft)),
  )
}

export function findFormDraft(store: Store, place: Place): FormDraft | null {
  return quietly(() => parse(getStore(store).getItem(toStorageKey(place)))) ?? null
}

export const deleteFormDraft = (store: Store, place: Place): void =>
  void quietly(() => getStore(store).removeItem(toStorageKey(place)))

/** The current values of a form; no passwords and no files. */
export function typedIn(form: HTMLFormElement): Values {
  const values: Values = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || /password|code/iu.test(name)) continue
    values[name] = name.endsWith('[]') ? [...[values[name] ?? []].flat(), value] : value
  }
  return values
}

function parse(text: string | null): FormDraft | null {
  const draft: unknown = JSON.parse(text ?? 'null')
  const complete = typeof draft === 'object' && draft !== null && 'at' in draft && 'values' in draft
  return complete && typeof draft.at === 'string' && isValues(draft.values)
    ? { at: draft.at, values: draft.values }
    : null
}

const isValues = (values: unknown): values is Values =>
  typeof values === 'object' &&
  values !== null &&
  Object.values(values).every((value) => typeof value === 'string' || Array.isArray(value))

function quietly<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
