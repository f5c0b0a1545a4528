/** Changes to a rubric that were not saved, on this device only. A full or forbidden store is as good as none. */
import type { Draft } from './draft.ts'

export type Local = { at: string; draft: Draft }

const nameOf = (tenant: string, of: string) => `bilin.rubric.${tenant}.${of}`

export function keepDraft(tenant: string, of: string, draft: Draft): void {
  quietly(() =>
    localStorage.setItem(nameOf(tenant, of), JSON.stringify({ at: new Date().toISOString(), draft } satisfies Local)),
  )
}

export const dropDraft = (tenant: string, of: string): void =>
  quietly(() => localStorage.removeItem(nameOf(tenant, of)))

export function keptDraft(tenant: string, of: string): Local | null {
  try {
    return JSON.parse(localStorage.getItem(nameOf(tenant, of)) ?? 'null') as Local | null
  } catch {
    return null
  }
}

/** What is written, whatever keys the rows have. */
export const wordsIn = (draft: Draft): string =>
  JSON.stringify(draft, (name, value: unknown) => (name === 'key' ? undefined : value))

function quietly(act: () => void) {
  try {
    act()
  } catch {
    return
  }
}
