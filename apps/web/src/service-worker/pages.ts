/** The pages the worker keeps, of one person at a time, and what it answers when there is no network. */
type Ready = { href: string; title: string }
type Words = { title: string; text: string; none: string; lang: string }
export type Prepared = { person: string; pages: Ready[]; words: Words }

const PAGES = 'bilin-pages-'
const PREPARED = '/bilin-prepared'
/** Milliseconds after which a connection without a response counts as offline. */
const PATIENCE = 8000

const visitPage = /^\/[^/]+\/scorecards\/[^/]+\/visits(?:\/[0-9a-f-]{36})?(?:\/__data\.json)?$/u
/** Pages are matched by address alone. */
const anyway = { ignoreVary: true }

export const isVisitPage = (path: string) => visitPage.test(path)

/** Deletes the cached pages of everybody but this person; of everybody, if null. */
export async function forgetOthers(person: string | null): Promise<void> {
  const names = await caches.keys()
  const others = names.filter((name) => name.startsWith(PAGES) && name !== PAGES + person)
  await Promise.all(others.map((name) => caches.delete(name)))
}

/** Fetches the given pages again, or the cached ones if none are given. Returns whether all succeeded. */
export async function keepPages(prepared: Prepared | null): Promise<boolean> {
  const name = prepared ? PAGES + prepared.person : await ownName()
  if (!name) return true
  const cache = await caches.open(name)
  const known = (await cache.match(PREPARED, anyway))?.json() as Promise<Prepared> | undefined
  const wanted = merged(await known, prepared)
  if (!wanted) return true
  await cache.put(PREPARED, Response.json(wanted))
  const came = await Promise.all(
    (prepared ?? wanted).pages.flatMap(({ href }) => [keep(href), keep(`${href}/__data.json`)]),
  )
  return came.every(Boolean)
}

/** The response of the network; without one the cached page; without that the list of pages that can be opened. */
export async function answerPage({ request }: { request: Request }): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  try {
    const answer = await inTime(fetch(request), isVisitPage(pathname))
    const person = personIn(answer)
    if (person) await forgetOthers(person === 'nobody' ? null : person)
    if (request.mode === 'navigate' && isKeepable(answer, pathname)) await store(pathname, answer.clone())
    return answer
  } catch (error) {
    const cached = isVisitPage(pathname) ? await findCached(pathname) : undefined
    if (request.mode !== 'navigate') {
      if (cached) return cached
      throw error
    }
    // The cached page is that of the first dimension; its script then goes to the wanted one.
    const asked = new URLSearchParams(search).get('d')
    if (cached && asked) return Response.redirect(`${pathname}#${asked}`, 302)
    return cached ?? nothingHere()
  }
}

async function keep(href: string): Promise<boolean> {
  const answer = await fetch(href, { credentials: 'same-origin' }).catch(() => null)
  if (!answer || !isKeepable(answer, href)) return false
  await store(href, answer)
  return true
}

/** Stores a page for the person whom the response names. */
async function store(path: string, answer: Response): Promise<void> {
  const person = personIn(answer)!
  await forgetOthers(person)
  await (await caches.open(PAGES + person)).put(path, answer)
}

function isKeepable(answer: Response, path: string): boolean {
  const person = personIn(answer)
  return isVisitPage(path) && answer.ok && !answer.redirected && person !== null && person !== 'nobody'
}

const personIn = ({ headers }: Response) => headers.get('bilin-person')
const ownName = async () => (await caches.keys()).find((name) => name.startsWith(PAGES))

async function findCached(pathname: string): Promise<Response | undefined> {
  const name = await ownName()
  return name ? (await caches.open(name)).match(pathname, anyway) : undefined
}

function merged(known: Prepared | undefined, prepared: Prepared | null): Prepared | null {
  if (!prepared) return known ?? null
  const pages = new Map([...(known?.pages ?? []), ...prepared.pages].map((page) => [page.href, page]))
  return { ...prepared, pages: [...pages.values()] }
}

async function inTime(answer: Promise<Response>, hurried: boolean): Promise<Response> {
  if (!hurried) return answer
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer')), PATIENCE))
  return Promise.race([answer, late])
}

/** A self-contained page: no network, and the pages that can be opened offline. */
async function nothingHere(): Promise<Response> {
  const name = await ownName()
  const cache = name ? await caches.open(name) : undefined
  const prepared = (await (await cache?.match(PREPARED, anyway))?.json()) as Prepared | undefined
  if (!prepared) return Response.error()
  const { words, pages } = prepared
  const links = pages.map(({ href, title }) => `<li><a href="${plain(href)}">${plain(title)}</a></li>`)
  const html = `<!doctype html><html lang="${plain(words.lang)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${plain(words.title)}</title><body style="font:1rem/1.7 system-ui;max-width:36rem;margin:2rem auto;padding:0 1rem"><h1 style="font-size:1.4rem">${plain(words.title)}</h1><p>${plain(links.length > 0 ? words.text : words.none)}</p><ul style="line-height:2.6">${links.join('')}</ul>`
  return new Response(html, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

const plain = (text: string) => text.replace(/[&<>"]/gu, (sign) => `&#${String(sign.codePointAt(0))};`)
