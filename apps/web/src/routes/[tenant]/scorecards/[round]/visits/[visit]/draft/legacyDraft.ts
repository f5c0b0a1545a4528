/** Drafts in localStorage, where they were before there was a database for them; each is converted once. */
import { newId } from '#lib/offline/newId.ts'
import { storeDraft, type FindingInput, type StoredDraft } from '#lib/offline/deviceStore.ts'

type Old = {
  revision: number
  marks: Record<string, string>
  findings: Omit<FindingInput, 'id' | 'veto'>[]
  at: string
}

/** Deleted from localStorage only after it is stored in the database. */
export async function takeOld(now: StoredDraft): Promise<StoredDraft | null> {
  const name = `bilin.visit.${now.visitId}`
  try {
    const old = JSON.parse(localStorage.getItem(name) ?? 'null') as Old | null
    if (!old) return null
    const converted = {
      ...now,
      revision: old.revision,
      saved: false,
      at: old.at,
      given: Object.fromEntries(Object.entries(old.marks).map(([code, mark]) => [code, { mark }])),
      findings: old.findings.map((finding) => ({ ...finding, id: newId(), veto: '' })),
    }
    if (await storeDraft(converted)) localStorage.removeItem(name)
    return converted
  } catch {
    return null
  }
}
