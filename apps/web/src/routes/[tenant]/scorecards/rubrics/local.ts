/** Changes to a rubric that were not saved, on this device only. A full or forbidden store is as good as none. */
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

/** What is written, whatever keys the rows have. */
export const serializeDraft = (draft: RubricDraft): string =>
  JSON.stringify(draft, (name, value: unknown) => (name === 'key' ? undefined : value))

function quietly(act: () => void) {
  try {
    act()
  } catch {
    return
  }
}
