/**
 * Brings a draft to the alliance. Every change is kept on this device at once and sent a moment later; what the line has not
 * taken stays here, over a closed page too, and goes when the line is back. One page at a time writes a visit.
 */
import { findStoredDraft, deleteStoredDraft, storeDraft, type StoredDraft } from '#lib/offline/kept.ts'
import { newId } from '#lib/offline/newId.ts'
import { uploadDraft, type UploadResult } from '#lib/offline/outbox.ts'
import { wakeToSend } from '#lib/offline/prepare.ts'
import type { VisitDraft } from './draft.svelte.ts'
import { hold } from './tabLock.ts'
import { takeOld } from './legacyDraft.ts'
import { Pictures } from './draftPhotos.ts'

export type SyncStatus = 'untouched' | 'unsaved' | 'saving' | 'saved' | 'offline' | 'refused' | 'queued' | 'submitted'
export type DraftIdentity = Pick<
  StoredDraft,
  'person' | 'tenant' | 'seat' | 'round' | 'estate' | 'wordless' | 'visitId'
>

const AFTER_TYPING = 1200
const FIRST_WAIT = 5000
const LONGEST_WAIT = 300_000

export class DraftSync {
  status = $state<SyncStatus>('untouched')
  refused = $state('')
  /** Another page has this visit open: what is typed there holds. */
  elsewhere = $state(false)
  /** Written on this device on top of an older revision: its writer says which of the two holds. */
  other = $state<StoredDraft | null>(null)
  submissionId = $state<string | null>(null)
  readonly #draft: VisitDraft
  readonly #whose: DraftIdentity
  readonly #pictures: Pictures
  /** Whose draft was saved last, as far as the alliance has said. */
  readonly #lastSaved: string | null
  /** Whether this page may write the visit, and whether it was changed before it might. */
  #held = false
  #changedEarly = false
  #draftId = newId()
  #turn = 0
  #saved = true
  #wait = FIRST_WAIT
  #timer: ReturnType<typeof setTimeout> | undefined
  #release: () => void = () => {}
  #stopped = false

  constructor(draft: VisitDraft, whose: DraftIdentity, lastSaved: string | null) {
    this.#lastSaved = lastSaved
    this.#draft = draft
    this.#whose = whose
    this.#pictures = new Pictures(draft, whose)
    draft.onchange = () => this.changed()
  }

  /** In the browser only: takes up what this device has kept, which is newer than a page kept for offline. */
  async resume() {
    const release = await hold(this.#whose.visitId)
    this.elsewhere = release === null
    if (release === null) return
    this.#release = release
    if (this.#stopped) return release()
    const { person, visitId } = this.#whose
    const kept = (await findStoredDraft(person, visitId)) ?? (await takeOld(this.#record()))
    if (kept) await this.#takeUp(kept)
    this.#held = true
    const early = [...(this.#draft.early ?? [])]
    this.#draft.early = null
    if (this.other || this.submissionId) return
    // What was given before this had loaded is newer than what was kept.
    for (const [code, given] of early) this.#draft.give(code, given)
    if (this.#changedEarly) this.changed()
  }

  async #takeUp(kept: StoredDraft) {
    if (kept.saved && !kept.submissionId && kept.revision <= this.#draft.revision) await this.#sendPhotos()
    else if (!kept.submissionId && kept.revision < this.#draft.revision && !this.#isOwn(kept)) this.other = kept
    else await this.take(kept)
  }

  /** It arrived after all, and this device never heard. */
  #isOwn = ({ draftId }: StoredDraft) => draftId !== undefined && draftId === this.#lastSaved

  async take(kept: StoredDraft) {
    this.other = null
    this.#draftId = kept.draftId ?? this.#draftId
    this.#turn = Math.max(this.#turn, kept.turn ?? 1)
    this.#draft.take(kept)
    this.#draft.revision = Math.max(kept.revision, this.#draft.revision)
    this.submissionId = kept.submissionId
    await this.#pictures.showWaiting()
    if (kept.refused) {
      this.status = 'refused'
      this.refused = kept.refused
    } else if (!kept.saved || kept.submissionId) {
      this.#saved = kept.saved
      this.status = 'unsaved'
      void this.save()
    } else this.status = 'saved'
  }

  /** What is kept here goes; what the alliance has is shown. */
  async leave() {
    this.other = null
    clearTimeout(this.#timer)
    await deleteStoredDraft(this.#whose.person, this.#whose.visitId)
  }

  /** This device's draft holds, over what was saved elsewhere. */
  async overwrite(kept: StoredDraft) {
    await this.take({ ...kept, revision: this.#draft.revision, saved: false })
  }

  /** Once more, after a "no": the round may be open again, or what was in the way is gone. */
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
    void storeDraft(this.#record())
    this.#later(AFTER_TYPING)
  }

  async addPhoto(findingId: string, blob: Blob) {
    await this.#pictures.add(findingId, blob)
    this.changed()
  }

  async deletePhoto(photoId: string) {
    if (await this.#pictures.remove(photoId)) this.changed()
    else await this.#became({ is: 'offline' })
  }

  /** From here on nothing is changed, unless it is taken back before it has gone. */
  async submit() {
    this.submissionId ??= newId()
    this.status = 'unsaved'
    await storeDraft(this.#record())
    await this.save()
    if ((this.status as SyncStatus) === 'queued') await wakeToSend()
  }

  async reopen() {
    this.submissionId = null
    this.changed()
  }

  /** Sends what is not sent yet; one at a time. */
  save = async () => {
    clearTimeout(this.#timer)
    if (this.elsewhere || this.other) return
    if (['saving', 'untouched', 'saved', 'submitted'].includes(this.status)) return
    this.status = 'saving'
    this.refused = ''
    const turn = this.#turn
    const sent = this.submissionId
    const outcome = await uploadDraft(this.#record(), {
      saved: (revision) => {
        this.#draft.revision = revision
        if (turn === this.#turn) this.#saved = true
        void storeDraft(this.#record())
      },
      photo: (photoId) => this.#pictures.arrived(photoId),
    })
    // What was typed, or submitted, while it was on its way goes next.
    if (outcome.is === 'saved' && (turn !== this.#turn || sent !== this.submissionId)) {
      this.status = 'unsaved'
      await storeDraft(this.#record())
      return this.#later(sent === this.submissionId ? AFTER_TYPING : 0)
    }
    await this.#became(outcome)
  }

  /** The line may be back. */
  again = () => {
    this.#wait = FIRST_WAIT
    if (this.status === 'offline' || this.status === 'queued' || this.status === 'unsaved') void this.save()
  }

  stop() {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#release()
  }

  async #became(outcome: UploadResult) {
    const { person, visitId } = this.#whose
    if (outcome.is === 'submitted') {
      this.status = 'submitted'
      await deleteStoredDraft(person, visitId)
    } else if (outcome.is === 'offline') {
      this.status = this.submissionId ? 'queued' : 'offline'
      this.#later(this.#wait)
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT)
    } else if (outcome.is === 'refused') {
      this.refused = outcome.sentence
      this.submissionId = null
      this.status = 'refused'
      await storeDraft({ ...this.#record(), refused: outcome.sentence })
    } else {
      this.status = 'saved'
      this.#wait = FIRST_WAIT
      await storeDraft(this.#record())
    }
  }

  async #sendPhotos() {
    if ((await this.#pictures.showWaiting()) === 0) return
    this.status = 'unsaved'
    void this.save()
  }

  #record(): StoredDraft {
    return {
      ...this.#whose,
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

  #later(wait: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), wait)
  }
}

const nowIso = () => new Date().toISOString()
