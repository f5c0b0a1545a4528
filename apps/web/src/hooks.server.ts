import { baseLocale, getLocale } from '@bilin/i18n'
import { paraglideMiddleware } from '@bilin/i18n/server'
import type { RequestEvent } from '@sveltejs/kit'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { personOf } from './server/asker.ts'
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
    // First of all, so that whatever fails from here on is answered in a sentence.
    Object.assign(event.locals, { locale, requestId, refused })
    const person = await personOf(bilin, event.request.headers.get('cookie'), https).catch((error: unknown) => {
      if (isFormByScript(event)) return refuseForm(event, error)
      throw error
    })
    if (person instanceof Response) return person
    const seatId = event.cookies.get('bilin_seat') ?? null
    const at = (tenant: string | null) =>
      bilin.caller({ person, tenant, seatId: isId(seatId) ? seatId : null, locale, requestId, clock: null })
    Object.assign(event.locals, {
      bilin,
      person,
      at,
      address: event.getClientAddress(),
      api: at(event.params.tenant ?? null),
    })
    const response = await resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%lang%', getLocale()).replace('%look%', lookOf(event.cookies.get('bilin_look'))),
    })
    guard(response.headers, person !== null, https)
    // For the service worker, which caches pages for the person of this header only.
    response.headers.set('bilin-person', person?.id ?? 'nobody')
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

const isFormByScript = ({ request }: RequestEvent) =>
  request.method === 'POST' && request.headers.get('accept') === 'application/json'

/** A page whose form is refused before its action ran stays as it is, with everything typed in it, and says why. */
function refuseForm({ locals }: RequestEvent, thrown: unknown) {
  const { status, sentence, code, requestId } = locals.refused(thrown)
  return Response.json({ type: 'error', error: { status, message: sentence, code, requestId } }, { status })
}

const isId = (text: string | null) => /^[0-9a-f-]{36}$/u.test(text ?? '')

function lookOf(cookie = '') {
  const [theme, text] = cookie.split('.')
  const attributes = [
    theme === 'light' || theme === 'dark' ? `data-theme="${theme}"` : '',
    text === 'large' ? 'data-text="large"' : '',
  ]
  return attributes.filter(Boolean).join(' ')
}

function guard(headers: Headers, signedIn: boolean, https: boolean) {
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(self), geolocation=(), microphone=()')
  // A photo says for itself that it is private, and may be kept to be asked about again.
  if (signedIn && !headers.get('cache-control')?.startsWith('private'))
    headers.set('cache-control', 'private, no-store')
  if (https) headers.set('strict-transport-security', 'max-age=31536000')
}
