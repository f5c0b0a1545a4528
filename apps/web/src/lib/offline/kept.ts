/**
 * What a phone keeps of visits until the alliance has it: drafts, photos, and the wish to submit. One store a person, so
 * that nobody who signs in later opens or sends another's. Where storage is closed to us, nothing is kept.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { storeOf } from './stores.ts'

export type MarkInput = { mark?: string; counted?: string; excluded?: string }
export type FindingInput = {
  id: string
  indicator: string
  severity: 'S1' | 'S2' | 'S3' | 'S4'
  place: string
  text: string
  veto: string
}
export type StoredDraft = {
  visitId: string
  person: string
  tenant: string
  seat: string
  round: string
  estate: string
  /** The alliance's, on top of which it was written. */
  revision: number
  /** This device's name for the draft, and how many times it was changed: by these the alliance knows its own saves again. */
  draftId?: string
  turn?: number
  /** What it says has arrived under that revision. */
  saved: boolean
  given: Record<string, MarkInput>
  findings: FindingInput[]
  /** What a finding says that has photos and no words. */
  wordless: string
  /** By this device's clock, which may be wrong: for showing only. */
  at: string
  /** Set when its writer has pressed submit. */
  submissionId: string | null
  refused: string | null
}
export type StoredPhoto = { photoId: string; visitId: string; findingId: string; blob: Blob }

interface Store extends DBSchema {
  drafts: { key: string; value: StoredDraft }
  photos: { key: string; value: StoredPhoto; indexes: { visit: string } }
}

const opened = new Map<string, Promise<IDBPDatabase<Store> | undefined>>()

export const storeDraft = (draft: StoredDraft) => at(draft.person, (store) => store.put('drafts', draft))
export const findStoredDraft = (person: string, visitId: string) => at(person, (store) => store.get('drafts', visitId))
export const listStoredDrafts = async (person: string) => (await at(person, (store) => store.getAll('drafts'))) ?? []

export const storePhoto = (person: string, photo: StoredPhoto) => at(person, (store) => store.put('photos', photo))
export const deleteStoredPhoto = (person: string, photoId: string) =>
  at(person, (store) => store.delete('photos', photoId))
export const listStoredPhotos = async (person: string, visitId: string) =>
  (await at(person, (store) => store.getAllFromIndex('photos', 'visit', visitId))) ?? []

export async function deleteStoredDraft(person: string, visitId: string): Promise<void> {
  await at(person, (store) => store.delete('drafts', visitId))
  for (const { photoId } of await listStoredPhotos(person, visitId)) await deleteStoredPhoto(person, photoId)
}

async function at<T>(person: string, act: (store: IDBPDatabase<Store>) => Promise<T>): Promise<T | undefined> {
  const opening = opened.get(person) ?? open(person)
  opened.set(person, opening)
  const store = await opening
  if (!store) return undefined
  try {
    return await act(store)
  } catch {
    return undefined
  }
}

async function open(person: string): Promise<IDBPDatabase<Store> | undefined> {
  try {
    return await openDB<Store>(storeOf(person), 1, {
      upgrade(store) {
        store.createObjectStore('drafts', { keyPath: 'visitId' })
        store.createObjectStore('photos', { keyPath: 'photoId' }).createIndex('visit', 'visitId')
      },
    })
  } catch {
    return undefined
  }
}
