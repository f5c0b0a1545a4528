/**
 * Uploads a stored draft: marks, then photos, then the submission. Every step is idempotent, so a retry is safe: a save by its
 * revision, a photo and a submission by the id that this device has made.
 */
import {
  listStoredDrafts,
  deleteStoredDraft,
  deleteStoredPhoto,
  storeDraft,
  listStoredPhotos,
  type FindingInput,
  type StoredDraft,
  type StoredPhoto,
} from './deviceStore.ts'

export type UploadResult =
  | { is: 'saved'; revision: number }
  | { is: 'submitted' }
  | { is: 'offline' }
  /** Nobody is signed in, or somebody else: it waits until its writer signs in again. */
  | { is: 'signedOut' }
  | { is: 'refused'; code: string; sentence: string; revision: number }

type DraftOwner = Pick<StoredDraft, 'person' | 'tenant' | 'seat'>
type Answer<T> = { ok: T } | { refused: { code: string; sentence: string } } | 'offline' | 'signedOut'

/**
 * `on` is called after each step that succeeded, so that what is typed meanwhile builds on the new revision. `inPage` are photos
 * that the device did not store.
 */
export async function uploadDraft(
  draft: StoredDraft,
  on: { saved?: (revision: number) => void; photo?: (photoId: string) => void } = {},
  inPage: readonly StoredPhoto[] = [],
): Promise<UploadResult> {
  let { revision } = draft
  const ended = (answer: Exclude<Answer<unknown>, { ok: unknown }>): UploadResult =>
    typeof answer === 'string' ? { is: answer } : { is: 'refused', revision, ...answer.refused }
  const photos = [...(await listStoredPhotos(draft.person, draft.visitId)), ...inPage]
  if (!draft.saved) {
    const withPhoto = new Set(photos.map(({ findingId }) => findingId))
    const saved = await callProcedure<{ revision: number }>(draft, 'visits.save', {
      visitId: draft.visitId,
      ...toSaveInput(draft, withPhoto),
    })
    if (hasFailed(saved)) return ended(saved)
    revision = saved.ok.revision
    on.saved?.(revision)
  }
  for (const { photoId, findingId, blob } of photos) {
    const content = await base64(blob)
    const uploaded = await callProcedure(draft, 'photos.add', {
      photoId,
      of: 'visit_finding',
      subjectId: findingId,
      content,
    })
    if (hasFailed(uploaded)) return ended(uploaded)
    await deleteStoredPhoto(draft.person, photoId)
    on.photo?.(photoId)
  }
  if (!draft.submissionId) return { is: 'saved', revision }
  const { visitId, submissionId } = draft
  const sealed = await callProcedure(draft, 'visits.submit', { visitId, revision, submissionId })
  if (hasFailed(sealed)) return ended(sealed)
  return { is: 'submitted' }
}

const hasFailed = <T>(answer: Answer<T>): answer is Exclude<Answer<T>, { ok: T }> =>
  typeof answer === 'string' || 'refused' in answer

/** Uploads all drafts of a person, except those that are open in a page, which uploads its own. */
export async function uploadAll(person: string): Promise<{ submitted: number; waiting: number }> {
  const sum = { submitted: 0, waiting: 0 }
  for (const { visitId, refused } of await listStoredDrafts(person)) {
    if (refused) continue
    await withVisitLock(visitId, async () => {
      const draft = (await listStoredDrafts(person)).find((stored) => stored.visitId === visitId)
      if (!draft || !(await hasPendingUpload(draft))) return
      const outcome = await uploadDraft(draft)
      if (outcome.is === 'submitted') sum.submitted += 1
      if (outcome.is === 'offline') sum.waiting += 1
      await storeResult(draft, outcome)
    })
  }
  return sum
}

export const hasPendingUpload = async (draft: StoredDraft) =>
  Boolean(!draft.saved || draft.submissionId || (await listStoredPhotos(draft.person, draft.visitId)).length > 0)

/** Stores the result of a background upload. */
async function storeResult(draft: StoredDraft, outcome: UploadResult): Promise<void> {
  if (outcome.is === 'submitted') await deleteStoredDraft(draft.person, draft.visitId)
  if (outcome.is === 'saved') await storeDraft({ ...draft, revision: outcome.revision, saved: true })
  if (outcome.is === 'refused') await storeDraft({ ...draft, revision: outcome.revision, refused: outcome.sentence })
  const news = new BroadcastChannel(NEWS)
  news.postMessage(outcome.is)
  news.close()
}

/** Called in every page after a background upload of a visit that no page had open. */
export function onBackgroundUpload(hear: () => void): () => void {
  const news = new BroadcastChannel(NEWS)
  news.onmessage = hear
  return () => news.close()
}

const NEWS = 'bilin-visits'

/** Runs `work` under a lock for this visit. Returns undefined if another tab or the worker holds it. */
export async function withVisitLock<T>(visitId: string, work: () => Promise<T>): Promise<T | undefined> {
  if (!navigator.locks) return work()
  return navigator.locks.request(getLock(visitId), { ifAvailable: true }, (lock) => (lock ? work() : undefined))
}

export const getLock = (visitId: string) => `bilin-visit-${visitId}`

/** The input of `visits.save`. A finding without text and photos is left out until it has some. */
function toSaveInput(
  { revision, draftId, turn, given, findings, wordless }: StoredDraft,
  withPhoto: ReadonlySet<string>,
) {
  const worded = (found: FindingInput) => found.text.trim() || (withPhoto.has(found.id) ? wordless : '')
  return {
    revision,
    ...(draftId && turn ? { draft: { id: draftId, turn } } : {}),
    marks: given,
    findings: findings.flatMap((found) => (worded(found) ? [{ ...found, text: worded(found) }] : [])),
  }
}

/** Calls a procedure with plain fetch, because the service worker has no tRPC client. */
async function callProcedure<T>(
  { person, tenant, seat }: DraftOwner,
  procedure: 'visits.save' | 'visits.submit' | 'photos.add' | 'photos.remove',
  input: object,
): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/trpc/scorecards.${procedure}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'bilin-tenant': tenant,
        'bilin-seat': seat,
        'bilin-person': person,
      },
      body: JSON.stringify(input),
    })
    const body = (await response.json()) as {
      result?: { data: T }
      error?: { data?: { refused?: { code: string; sentence: string; status: number } } }
    }
    if (body.result) return { ok: body.result.data }
    const refused = body.error?.data?.refused
    if (refused?.status === 401) return 'signedOut'
    return refused && refused.status < 500 && refused.status !== 429 ? { refused } : 'offline'
  } catch {
    return 'offline'
  }
}

/** Removes an uploaded photo. Returns the sentence of a refusal, or null. */
export async function removeSentPhoto(owner: DraftOwner, photoId: string): Promise<Answer<unknown>> {
  return callProcedure(owner, 'photos.remove', { photoId })
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
