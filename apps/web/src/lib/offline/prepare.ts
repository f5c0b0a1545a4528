/** Makes visits ready for a place without network: the worker fetches their pages and all that these need. */
export type Ready = { href: string; title: string }
export type OfflinePageWords = { title: string; text: string; none: string; lang: string }

export async function prepare(person: string, pages: readonly Ready[], words: OfflinePageWords): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/service-worker.js', {
      type: import.meta.env.DEV ? 'module' : 'classic',
    })
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ kind: 'prepare', person, pages, words })
  } catch {
    // Not over https, or switched off: then there is the network or there is not.
  }
}

/** Asks to be woken when the network is back, also when no page of ours is open. Not every browser can. */
export async function wakeToSend(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration()
    if (registration && canSleep(registration)) await registration.sync.register('send')
  } catch {
    // Then the next page that is opened sends.
  }
}

type Sleeper = { sync: { register: (tag: string) => Promise<void> } }
const canSleep = (registration: object): registration is Sleeper => 'sync' in registration
