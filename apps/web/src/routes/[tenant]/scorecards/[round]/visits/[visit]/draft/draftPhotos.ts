/** The photos of a draft: stored on this device when taken, shown, and removed, also from the server. */
import {
  deleteStoredPhoto,
  storePhoto,
  listStoredPhotos,
  type StoredDraft,
  type StoredPhoto,
} from '#lib/offline/deviceStore.ts'
import { newId } from '#lib/offline/newId.ts'
import { removeSentPhoto } from '#lib/offline/outbox.ts'
import { SvelteMap } from 'svelte/reactivity'
import type { VisitDraft } from './draft.svelte.ts'

type Owner = Pick<StoredDraft, 'person' | 'tenant' | 'seat' | 'visitId'>

export class Pictures {
  readonly #draft: VisitDraft
  readonly #owner: Owner
  /** Photos that this device did not store and the server does not have yet. */
  readonly #inPage = new SvelteMap<string, StoredPhoto>()

  constructor(draft: VisitDraft, owner: Owner) {
    this.#draft = draft
    this.#owner = owner
  }

  async add(findingId: string, blob: Blob) {
    const { person, visitId } = this.#owner
    const photoId = newId()
    const photo = { photoId, visitId, findingId, blob }
    if (!(await storePhoto(person, photo))) this.#inPage.set(photoId, photo)
    this.#show(photoId, findingId, blob)
  }

  get inPage(): StoredPhoto[] {
    return [...this.#inPage.values()]
  }

  /** Returns false if the photo is on the server and there is no network to remove it there. */
  async remove(photoId: string): Promise<boolean> {
    const photo = this.#draft.photos.find(({ id }) => id === photoId)
    await deleteStoredPhoto(this.#owner.person, photoId)
    this.#inPage.delete(photoId)
    if (photo?.sent && typeof (await removeSentPhoto(this.#owner, photoId)) === 'string') return false
    this.#draft.photos = this.#draft.photos.filter(({ id }) => id !== photoId)
    return true
  }

  /** Shows the photos that are stored on this device; returns how many. */
  async showWaiting(): Promise<number> {
    const waiting = await listStoredPhotos(this.#owner.person, this.#owner.visitId)
    const known = this.#draft.photos.map(({ id }) => id)
    for (const { photoId, findingId, blob } of waiting)
      if (!known.includes(photoId)) this.#show(photoId, findingId, blob)
    return waiting.length + this.#inPage.size
  }

  arrived(photoId: string) {
    const photo = this.#draft.photos.find(({ id }) => id === photoId)
    if (photo) photo.sent = true
    this.#inPage.delete(photoId)
  }

  #show(id: string, findingId: string, blob: Blob) {
    this.#draft.photos.push({ id, findingId, src: URL.createObjectURL(blob), sent: false })
  }
}
