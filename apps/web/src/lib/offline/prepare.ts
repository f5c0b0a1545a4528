/** Prepares visits for offline use: the service worker fetches their pages and the files that these need. */
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
    // No service worker, without https or if switched off: then the pages need the network.
  }
}

/** Registers a background sync, which runs when the network is back, also without an open page. Not every browser has it. */
export async function wakeToSend(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration()
    if (registration && canSleep(registration)) await registration.sync.register('send')
  } catch {
    // Without it the next page that is opened sends.
  }
}

type Sleeper = { sync: { register: (tag: string) => Promise<void> } }
const canSleep = (registration: object): registration is Sleeper => 'sync' in registration
