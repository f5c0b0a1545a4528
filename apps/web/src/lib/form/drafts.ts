/**
 * What was typed and not yet sent, on this device only. Two stores: for a session that ended while somebody wrote, this tab's
 * own, until they have signed in again; for long forms the device's, until it is sent or let go. Both belong to one person
 * and go when somebody signs out. A full or forbidden store is as good as none.
 */
import type { Values } from './changed.ts'
import { PREFIX } from './heldDrafts.ts'

export type FormDraft = { at: string; values: Values }
type Place = { person: string; path: string; form: string }
type Store = 'tab' | 'device'

const keyOf = ({ person, path, form }: Place) => `${PREFIX}${person} ${path} ${form}`
const storeOf = (store: Store) => (store === 'tab' ? sessionStorage : localStorage)

export function saveFormDraft(store: Store, place: Place, values: Values, now: Date): void {
  quietly(() =>
    storeOf(store).setItem(keyOf(place), JSON.stringify({ at: now.toISOString(), values } satisfies FormDraft)),
  )
}

export function findFormDraft(store: Store, place: Place): FormDraft | null {
  return quietly(() => parse(storeOf(store).getItem(keyOf(place)))) ?? null
}

export const deleteFormDraft = (store: Store, place: Place): void =>
  void quietly(() => storeOf(store).removeItem(keyOf(place)))

/** What a form holds now, lists whole; no password and no file. */
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
