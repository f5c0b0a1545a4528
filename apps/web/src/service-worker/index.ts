/**
 * The service worker, which opens visits offline. Registered when a reviewer first opens a list of visits, for nobody else.
 *
 * It caches the built files when they are used or prepared and, of pages, only visits and their lists. Pages belong to one person at
 * a time: every response names its person (bilin-person), and pages of anybody else are deleted before the cache is used.
 */
import { assets, immutable } from '$app/manifest'
import { uploadAll, hasPendingUpload } from '#lib/offline/outbox.ts'
import { listStoredDrafts, deleteStoredDraft } from '#lib/offline/deviceStore.ts'
import { peopleHere } from '#lib/offline/stores.ts'
import { answerPage, forgetOthers, isVisitPage, keepPages, type Prepared } from './pages.ts'

type Waiting = Event & { waitUntil(work: Promise<unknown>): void }
type Asked = Waiting & { request: Request; respondWith(answer: Promise<Response>): void }
type WorkerMessage = Waiting & { data: { kind: string } & Prepared }
type Worker = {
  addEventListener(kind: string, listen: (event: never) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}

const isWorker = (scope: object): scope is Worker => 'skipWaiting' in scope
if (!isWorker(self)) throw new Error('not a service worker')
const worker: Worker = self
const SHELL = 'bilin-shell'
const files = [...immutable, ...assets].map(({ path }) => new URL(path, self.location.origin + '/').pathname)

worker.addEventListener('install', (event: Waiting) => event.waitUntil(worker.skipWaiting()))

worker.addEventListener('activate', (event: Waiting) =>
  event.waitUntil(Promise.all([worker.clients.claim(), pruneShell()])),
)

worker.addEventListener('message', (event: WorkerMessage) => {
  if (event.data.kind === 'prepare') event.waitUntil(Promise.all([keepPages(event.data), keepShell()]))
})

worker.addEventListener('sync', (event: Waiting) => event.waitUntil(sendForAll()))

worker.addEventListener('fetch', (event: Asked) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (request.method === 'POST' && url.pathname === '/sign-out') return event.waitUntil(forget())
  if (request.method !== 'GET') return
  if (url.pathname.startsWith('/_app/immutable/')) return event.respondWith(fromShell(request))
  if (request.mode === 'navigate' || isVisitPage(url.pathname)) event.respondWith(answerPage(event))
})

async function fromShell(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL)
  const cached = await shell.match(request)
  if (cached) return cached
  const answer = await fetch(request)
  if (answer.ok) await shell.put(request, answer.clone())
  return answer
}

async function keepShell(): Promise<void> {
  const shell = await caches.open(SHELL)
  const cached = new Set((await shell.keys()).map(({ url }) => new URL(url).pathname))
  await Promise.all(files.filter((path) => !cached.has(path)).map((path) => shell.add(path).catch(() => {})))
}

/** Deletes files of an older build after pages of this build are cached; until then the old pages need them. */
async function pruneShell(): Promise<void> {
  const shell = await caches.open(SHELL)
  const known = new Set(files)
  const old = (await shell.keys()).filter(({ url }) => !known.has(new URL(url).pathname))
  if (old.length === 0) return
  await keepShell()
  if (!(await keepPages(null))) return
  await Promise.all(old.map((request) => shell.delete(request)))
}

/** At sign-out, deletes all pages and all drafts that the server has. A draft not yet sent stays, for its writer only. */
async function forget(): Promise<void> {
  await forgetOthers(null)
  for (const person of await peopleHere())
    for (const draft of await listStoredDrafts(person))
      if (!(await hasPendingUpload(draft))) await deleteStoredDraft(person, draft.visitId)
}

/** Uploads everybody's drafts, each in their writer's name; the server refuses those not signed in, and their drafts stay. */
async function sendForAll(): Promise<void> {
  let waiting = 0
  for (const person of await peopleHere()) waiting += (await uploadAll(person)).waiting
  if (waiting > 0) throw new Error('still no network: wake me again')
}
