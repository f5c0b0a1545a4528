/** The session cookie: HttpOnly, Lax, and Secure with the `__Host-` prefix when served over https. */
import type { RequestEvent } from '@sveltejs/kit'
import { readSession, readSessionId, sessionCookie } from '../../server/asker.ts'

const isHttps = (event: RequestEvent) => event.url.protocol === 'https:'

/** The hash of the session that asks, checked by nobody yet; null without the cookie. */
export const sessionOf = (event: RequestEvent) => readSession(event.request.headers.get('cookie'), isHttps(event))

/** On somebody's own device the cookie outlives the browser, which a phone closes whenever it needs memory. */
export async function beginSession(event: RequestEvent, personId: string, ownDevice = false): Promise<void> {
  await endSession(event)
  const { sessions } = event.locals.bilin
  const userAgent = event.request.headers.get('user-agent') ?? ''
  const id = await sessions.begin(personId, { ownDevice, userAgent })
  event.cookies.set(sessionCookie(isHttps(event)), id, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(event),
    ...(ownDevice && { maxAge: sessions.limits.hours * 3600 }),
  })
}

export async function endSession(event: RequestEvent): Promise<void> {
  const id = readSessionId(event.request.headers.get('cookie'), isHttps(event))
  if (id) await event.locals.bilin.sessions.end(id)
  event.cookies.delete(sessionCookie(isHttps(event)), { path: '/', secure: isHttps(event) })
}
