/** Drafts as they were kept before there was a store for them: taken up once, on top of what the visit is. */
import { newId } from '#lib/offline/newId.ts'
import { keepDraft, type Found, type KeptDraft } from '#lib/offline/kept.ts'

type Old = {
  revision: number
  marks: Record<string, string>
  findings: Omit<Found, 'id' | 'veto'>[]
  at: string
}

/** Forgotten there only once it is kept here. */
export async function takeOld(now: KeptDraft): Promise<KeptDraft | null> {
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
    await keepDraft(kept)
    localStorage.removeItem(name)
    return kept
  } catch {
    return null
  }
}
