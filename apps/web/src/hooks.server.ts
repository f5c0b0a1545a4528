import { refusedOf } from '@bilin/api/bilin'
import { getLocale } from '@bilin/i18n'
import { paraglideMiddleware } from '@bilin/i18n/server'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { personOf } from './server/asker.ts'
import { openFromEnvironment } from './server/open.ts'
import { openedBilin, setOpened } from './server/opened.ts'

/** In production main.ts has opened Bilin already; in development this does. */
export const init: ServerInit = () => {
  if (!openedBilin() && process.env.DATABASE_URL) setOpened(openFromEnvironment(process.env))
}

export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    const bilin = openedBilin()!
    const person = await personOf(bilin, event.request.headers.get('cookie'), event.url.protocol === 'https:')
    const requestId = crypto.randomUUID().slice(0, 8)
    const seatId = event.cookies.get('bilin_seat') ?? null
    const at = (tenant: string | null) =>
      bilin.caller({ person, tenant, seatId: isId(seatId) ? seatId : null, locale, requestId, clock: null })
    Object.assign(event.locals, {
      bilin, person, locale, requestId, at,
      address: event.getClientAddress(),
      api: at(event.params.tenant ?? null),
      refused: (error: unknown) => refusedOf(error, locale, requestId),
    }) // prettier-ignore
    const response = await resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%lang%', getLocale()).replace('%look%', lookOf(event.cookies.get('bilin_look'))),
    })
    guard(response.headers, person !== null, event.url.protocol === 'https:')
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
  const refused = refusedOf(error, event.locals.locale, event.locals.requestId)
  if (refused.status === 500) console.error(`bug ${refused.requestId} ${event.route.id ?? '?'}`, error)
  return {
    status: refused.status,
    message: refused.sentence,
    code: refused.code,
    requestId: refused.requestId,
  }
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
  if (signedIn) headers.set('cache-control', 'private, no-store')
  if (https) headers.set('strict-transport-security', 'max-age=31536000')
}
