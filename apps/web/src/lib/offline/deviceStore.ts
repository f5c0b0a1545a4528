/**
 * What a phone stores of visits until the server has it: drafts, photos, and whether to submit. One database per person, so that
 * nobody who signs in later opens or sends another's. Storage may be denied or full: storing then answers false.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { getStore } from './stores.ts'

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
  /** The server's revision that the draft is based on. */
  revision: number
  /** This device's id for the draft, and its number of changes: the server recognises a repeated save by them. */
  draftId?: string
  turn?: number
  /** Whether the server has everything in it, under that revision. */
  saved: boolean
  given: Record<string, MarkInput>
  findings: FindingInput[]
  /** The text of a finding that has photos and no text. */
  wordless: string
  /** By this device's clock, which may be wrong; for display only. */
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

export const storeDraft = async (draft: StoredDraft): Promise<boolean> =>
  (await at(draft.person, (store) => store.put('drafts', draft))) !== undefined
export const findStoredDraft = (person: string, visitId: string) => at(person, (store) => store.get('drafts', visitId))
export const listStoredDrafts = async (person: string) => (await at(person, (store) => store.getAll('drafts'))) ?? []

export const storePhoto = async (person: string, photo: StoredPhoto): Promise<boolean> =>
  (await at(person, (store) => store.put('photos', photo))) !== undefined
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
    return await openDB<Store>(getStore(person), 1, {
      upgrade(store) {
        store.createObjectStore('drafts', { keyPath: 'visitId' })
        store.createObjectStore('photos', { keyPath: 'photoId' }).createIndex('visit', 'visitId')
      },
    })
  } catch {
    return undefined
  }
}
