import { baseLocale, getLocale, m } from '@bilin/i18n'
import { paraglideMiddleware } from '@bilin/i18n/server'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { fillDocument } from './server/document.ts'
import { identify } from './server/identity.ts'
import { reopen } from './server/reopen.ts'
import { openedBilin, setOpened } from './server/opened.ts'

/** In production main.ts has opened Bilin already. In development this runs again whenever code has changed. */
export const init: ServerInit = async () => {
  if (import.meta.env.DEV) setOpened(await reopen(process.env))
}

export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    const bilin = openedBilin()!
    const https = event.url.protocol === 'https:'
    const requestId = crypto.randomUUID().slice(0, 8)
    const began = performance.now()
    const refused = (error: unknown) => bilin.refused(error, { locale, requestId, at: event.route.id })
    // Set first, so that every later failure gets an answer in a sentence.
    Object.assign(event.locals, { locale, requestId, refused })
    const { session, person, identified } = identify(bilin, event.request.headers.get('cookie'), https)
    const seatId = event.cookies.get('bilin_seat') ?? null
    // A form's action writes, and what it has read before is not what the page shows after.
    const sharing = event.request.method === 'GET' ? { sharing: bilin.share() } : {}
    const asker = {
      ...sharing,
      session,
      seatId: isId(seatId) ? seatId : null,
      locale,
      requestId,
      clock: null,
      identified,
    }
    const at = (tenant: string | null) => bilin.caller({ ...asker, tenant })
    const api = at(event.params.tenant ?? null)
    const here = once(() => api.tenants.here())
    Object.assign(event.locals, { bilin, person, here, at, api, address: event.getClientAddress() })
    const response = await resolve(event, {
      transformPageChunk: ({ html }) =>
        fillDocument(html, {
          lang: getLocale(),
          look: readLook(event.cookies.get('bilin_look')),
          name: m['app.name'](),
          description: m['app.description'](),
          origin: event.url.origin,
        }),
    })
    guard(response.headers, session !== null, https)
    // For the service worker, which caches pages for the person of this header only; absent where nobody can say.
    const holder = await person().catch(() => undefined)
    if (holder !== undefined) response.headers.set('bilin-person', holder?.id ?? 'nobody')
    const ms = Math.round(performance.now() - began)
    bilin.log.info({
      requestId,
      method: event.request.method,
      at: event.route.id,
      status: response.status,
      ms,
    })
    return response
  })

/** A refusal keeps its sentence and status; a bug is logged by its request id and shows nothing else. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return
  if (kind === 'framework') {
    return {
      message: (error as { message: string }).message,
      code: 'app.framework',
      requestId: event.locals.requestId,
    }
  }
  const { locale = baseLocale, requestId = '' } = event.locals
  const refused = openedBilin()!.refused(error, { locale, requestId, at: event.route.id })
  return {
    status: refused.status,
    message: refused.sentence,
    code: refused.code,
    requestId: refused.requestId,
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null
  return () => (asked ??= ask())
}

const isId = (text: string | null) => /^[0-9a-f-]{36}$/u.test(text ?? '')

function readLook(cookie = '') {
  const [theme, text] = cookie.split('.')
  const attributes = [
    theme === 'light' || theme === 'dark' ? `data-theme="${theme}"` : '',
    text === 'large' ? 'data-text="large"' : '',
  ]
  return attributes.filter(Boolean).join(' ')
}

function guard(headers: Headers, mayBeSignedIn: boolean, https: boolean) {
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(self), geolocation=(), microphone=()')
  // Photos set their own header: the browser may cache them, and must revalidate them.
  if (mayBeSignedIn && !headers.get('cache-control')?.startsWith('private'))
    headers.set('cache-control', 'private, no-store')
  if (https) headers.set('strict-transport-security', 'max-age=31536000')
}
