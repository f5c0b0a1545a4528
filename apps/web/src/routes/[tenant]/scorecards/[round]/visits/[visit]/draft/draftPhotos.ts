/** The photos of a draft: kept on this device as they are taken, shown, and taken back also where they have arrived. */
import { deleteStoredPhoto, storePhoto, listStoredPhotos, type StoredDraft } from '#lib/offline/kept.ts'
import { newId } from '#lib/offline/newId.ts'
import { removeSentPhoto } from '#lib/offline/outbox.ts'
import type { VisitDraft } from './draft.svelte.ts'

type Whose = Pick<StoredDraft, 'person' | 'tenant' | 'seat' | 'visitId'>

export class Pictures {
  readonly #draft: VisitDraft
  readonly #whose: Whose

  constructor(draft: VisitDraft, whose: Whose) {
    this.#draft = draft
    this.#whose = whose
  }

  async add(findingId: string, blob: Blob) {
    const { person, visitId } = this.#whose
    const photoId = newId()
    await storePhoto(person, { photoId, visitId, findingId, blob })
    this.#show(photoId, findingId, blob)
  }

  /** Answers false where it has arrived already and there is no network to say so. */
  async remove(photoId: string): Promise<boolean> {
    const photo = this.#draft.photos.find(({ id }) => id === photoId)
    await deleteStoredPhoto(this.#whose.person, photoId)
    if (photo?.sent && (await removeSentPhoto(this.#whose, photoId)) === 'offline') return false
    this.#draft.photos = this.#draft.photos.filter(({ id }) => id !== photoId)
    return true
  }

  /** Shows those that wait on this device; answers how many. */
  async showWaiting(): Promise<number> {
    const waiting = await listStoredPhotos(this.#whose.person, this.#whose.visitId)
    const known = this.#draft.photos.map(({ id }) => id)
    for (const { photoId, findingId, blob } of waiting)
      if (!known.includes(photoId)) this.#show(photoId, findingId, blob)
    return waiting.length
  }

  arrived(photoId: string) {
    const photo = this.#draft.photos.find(({ id }) => id === photoId)
    if (photo) photo.sent = true
  }

  #show(id: string, findingId: string, blob: Blob) {
    this.#draft.photos.push({ id, findingId, src: URL.createObjectURL(blob), sent: false })
  }
}
