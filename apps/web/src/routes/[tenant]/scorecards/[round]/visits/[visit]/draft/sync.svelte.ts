/**
 * Syncs a draft with the server. Every change is stored on this device at once and sent a moment later; what could not be sent
 * stays stored, also after the page is closed, and is sent when the network is back. Only one page at a time edits a visit.
 */
import { findStoredDraft, deleteStoredDraft, storeDraft, type StoredDraft } from '#lib/offline/deviceStore.ts'
import { newId } from '#lib/offline/newId.ts'
import { uploadDraft, type UploadResult } from '#lib/offline/outbox.ts'
import { wakeToSend } from '#lib/offline/prepare.ts'
import type { VisitDraft } from './draft.svelte.ts'
import { hold } from './tabLock.ts'
import { takeOld } from './legacyDraft.ts'
import { Pictures } from './draftPhotos.ts'
import { SendTimer } from './sendTimer.ts'

export type SyncStatus =
  'untouched' | 'unsaved' | 'saving' | 'saved' | 'offline' | 'signedOut' | 'refused' | 'queued' | 'submitted'
export type DraftIdentity = Pick<
  StoredDraft,
  'person' | 'tenant' | 'seat' | 'round' | 'estate' | 'wordless' | 'visitId'
>

export class DraftSync {
  status = $state<SyncStatus>('untouched')
  refused = $state('')
  /** Another page is editing this visit; this one must not. */
  elsewhere = $state(false)
  /** A stored draft that is based on an older revision; the writer chooses between it and the server's. */
  other = $state<StoredDraft | null>(null)
  submissionId = $state<string | null>(null)
  #stored = $state(true)
  readonly #draft: VisitDraft
  readonly #identity: DraftIdentity
  readonly #pictures: Pictures
  /** The id of the draft that the server saved last. */
  readonly #lastSaved: string | null
  /** Whether this page holds the visit's lock, and whether the draft was changed before it did. */
  #held = false
  #changedEarly = false
  #draftId = newId()
  #turn = 0
  #saved = true
  readonly #timer = new SendTimer(() => void this.save())
  #release: () => void = () => {}
  #stopped = false

  constructor(draft: VisitDraft, identity: DraftIdentity, lastSaved: string | null) {
    this.#lastSaved = lastSaved
    this.#draft = draft
    this.#identity = identity
    this.#pictures = new Pictures(draft, identity)
    draft.onchange = () => this.changed()
  }

  /** What is not sent yet is in this page and nowhere else, because the device did not store it. */
  get onlyInPage(): boolean {
    const sent = ['untouched', 'saved', 'submitted'].includes(this.status)
    return !sent && (!this.#stored || this.#pictures.inPage.length > 0)
  }

  /** In the browser only: continues the draft stored on this device, which is newer than a page from the offline cache. */
  async resume() {
    const release = await hold(this.#identity.visitId)
    this.elsewhere = release === null
    if (release === null) return
    this.#release = release
    if (this.#stopped) return release()
    const { person, visitId } = this.#identity
    const stored = (await findStoredDraft(person, visitId)) ?? (await takeOld(this.#record()))
    if (stored) await this.#takeUp(stored)
    this.#held = true
    const early = [...(this.#draft.early ?? [])]
    this.#draft.early = null
    if (this.other || this.submissionId) return
    // Marks given before this code had loaded are newer than the stored draft.
    for (const [code, given] of early) this.#draft.give(code, given)
    if (this.#changedEarly) this.changed()
  }

  async #takeUp(stored: StoredDraft) {
    if (stored.saved && !stored.submissionId && stored.revision <= this.#draft.revision) await this.#sendPhotos()
    else if (!stored.submissionId && stored.revision < this.#draft.revision && !this.#isOwn(stored)) this.other = stored
    else await this.take(stored)
  }

  /** Whether the server saved this draft and the response was lost. */
  #isOwn = ({ draftId }: StoredDraft) => draftId !== undefined && draftId === this.#lastSaved

  async take(stored: StoredDraft) {
    this.other = null
    this.#draftId = stored.draftId ?? this.#draftId
    this.#turn = Math.max(this.#turn, stored.turn ?? 1)
    this.#draft.take(stored)
    this.#draft.revision = Math.max(stored.revision, this.#draft.revision)
    this.submissionId = stored.submissionId
    await this.#pictures.showWaiting()
    if (stored.refused) {
      this.status = 'refused'
      this.refused = stored.refused
    } else if (!stored.saved || stored.submissionId) {
      this.#saved = stored.saved
      this.status = 'unsaved'
      void this.save()
    } else this.status = 'saved'
  }

  /** Deletes the stored draft; the page then shows what the server has. */
  async leave() {
    this.other = null
    this.#timer.stop()
    await deleteStoredDraft(this.#identity.person, this.#identity.visitId)
  }

  /** Continues with this device's draft, over what was saved elsewhere. */
  async overwrite(stored: StoredDraft) {
    await this.take({ ...stored, revision: this.#draft.revision, saved: false })
  }

  /** Sends again after a refusal, whose reason may be gone. */
  async retry() {
    this.status = 'unsaved'
    this.#saved = false
    await this.save()
  }

  changed() {
    this.#changedEarly = !this.#held
    if (!this.#held) return
    this.#turn += 1
    this.#saved = false
    this.submissionId = null
    if (this.status !== 'saving') this.status = 'unsaved'
    void this.#store()
    this.#timer.afterTyping()
  }

  async addPhoto(findingId: string, blob: Blob) {
    await this.#pictures.add(findingId, blob)
    this.changed()
  }

  async deletePhoto(photoId: string) {
    if (await this.#pictures.remove(photoId)) this.changed()
    else await this.#became({ is: 'offline' })
  }

  /** Submits the visit. From here on it cannot be changed, unless the submission is cancelled before it was sent. */
  async submit() {
    this.submissionId ??= newId()
    this.status = 'unsaved'
    await this.#store()
    await this.save()
    if ((this.status as SyncStatus) === 'queued') await wakeToSend()
  }

  async reopen() {
    this.submissionId = null
    this.changed()
  }

  /** Sends what is not sent yet; only one call runs at a time. */
  save = async () => {
    this.#timer.stop()
    if (this.elsewhere || this.other) return
    if (['saving', 'untouched', 'saved', 'submitted'].includes(this.status)) return
    this.status = 'saving'
    this.refused = ''
    const turn = this.#turn
    const sent = this.submissionId
    const outcome = await uploadDraft(
      this.#record(),
      {
        saved: (revision) => {
          this.#draft.revision = revision
          if (turn === this.#turn) this.#saved = true
          void this.#store()
        },
        photo: (photoId) => this.#pictures.arrived(photoId),
      },
      this.#pictures.inPage,
    )
    // Changes or a submission made during the upload are sent next.
    if (outcome.is === 'saved' && (turn !== this.#turn || sent !== this.submissionId)) {
      this.status = 'unsaved'
      await this.#store()
      return sent === this.submissionId ? this.#timer.afterTyping() : this.#timer.soon()
    }
    await this.#became(outcome)
  }

  /** Called when the network may be back. */
  again = () => {
    this.#timer.shorten()
    if (['offline', 'queued', 'signedOut', 'unsaved'].includes(this.status)) void this.save()
  }

  stop() {
    this.#stopped = true
    this.#timer.stop()
    this.#release()
  }

  async #became(outcome: UploadResult) {
    const { person, visitId } = this.#identity
    if (outcome.is === 'submitted') {
      this.status = 'submitted'
      await deleteStoredDraft(person, visitId)
    } else if (outcome.is === 'offline') {
      this.status = this.submissionId ? 'queued' : 'offline'
      this.#timer.afterFailure()
    } else if (outcome.is === 'signedOut') {
      this.status = 'signedOut'
      await this.#store()
    } else if (outcome.is === 'refused') {
      this.refused = outcome.sentence
      this.submissionId = null
      this.status = 'refused'
      await this.#store(outcome.sentence)
    } else {
      this.status = 'saved'
      this.#timer.shorten()
      await this.#store()
    }
  }

  async #sendPhotos() {
    if ((await this.#pictures.showWaiting()) === 0) return
    this.status = 'unsaved'
    void this.save()
  }

  async #store(refused: string | null = null) {
    this.#stored = await storeDraft({ ...this.#record(), refused })
  }

  #record(): StoredDraft {
    return {
      ...this.#identity,
      ...this.#draft.snapshot(),
      revision: this.#draft.revision,
      draftId: this.#draftId,
      turn: this.#turn,
      saved: this.#saved,
      at: nowIso(),
      submissionId: this.submissionId,
      refused: null,
    }
  }
}

const nowIso = () => new Date().toISOString()
