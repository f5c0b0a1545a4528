/** Unsaved changes of a rubric, on this device only. Without usable storage nothing is stored. */
import type { RubricDraft } from './draft.ts'

export type LocalDraft = { at: string; draft: RubricDraft }

const storageKey = (tenant: string, of: string) => `bilin.rubric.${tenant}.${of}`

export function saveLocalDraft(tenant: string, of: string, draft: RubricDraft): void {
  quietly(() =>
    localStorage.setItem(
      storageKey(tenant, of),
      JSON.stringify({ at: new Date().toISOString(), draft } satisfies LocalDraft),
    ),
  )
}

export const deleteLocalDraft = (tenant: string, of: string): void =>
  quietly(() => localStorage.removeItem(storageKey(tenant, of)))

export function loadLocalDraft(tenant: string, of: string): LocalDraft | null {
  try {
    return JSON.parse(localStorage.getItem(storageKey(tenant, of)) ?? 'null') as LocalDraft | null
  } catch {
    return null
  }
}

/** The draft without its row keys, to compare. */
export const serializeDraft = (draft: RubricDraft): string =>
  JSON.stringify(draft, (name, value: unknown) => (name === 'key' ? undefined : value))

function quietly(act: () => void) {
  try {
    act()
  } catch {
    return
  }
}
