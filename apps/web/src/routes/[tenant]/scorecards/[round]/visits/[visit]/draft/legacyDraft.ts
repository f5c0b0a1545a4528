/** Drafts as they were kept before there was a store for them: taken up once, on top of what the visit is. */
import { newId } from '#lib/offline/newId.ts'
import { storeDraft, type FindingInput, type StoredDraft } from '#lib/offline/kept.ts'

type Old = {
  revision: number
  marks: Record<string, string>
  findings: Omit<FindingInput, 'id' | 'veto'>[]
  at: string
}

/** Forgotten there only once it is kept here. */
export async function takeOld(now: StoredDraft): Promise<StoredDraft | null> {
  const name = `bilin.visit.${now.visitId}`
  try {
    const old = JSON.parse(localStorage.getItem(name) ?? 'null') as Old | null
    if (!old) return null
    const kept = {
      ...now,
      revision: old.revision,
      saved: false,
      at: old.at,
      given: Object.fromEntries(Object.entries(old.marks).map(([code, mark]) => [code, { mark }])),
      findings: old.findings.map((finding) => ({ ...finding, id: newId(), veto: '' })),
    }
    await storeDraft(kept)
    localStorage.removeItem(name)
    return kept
  } catch {
    return null
  }
}
