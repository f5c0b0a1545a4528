/** The session cookie: HttpOnly, Lax, and Secure with the `__Host-` prefix when served over https. */
import type { RequestEvent } from '@sveltejs/kit'
import { sessionCookie, readSessionId } from '../../server/asker.ts'

const isHttps = (event: RequestEvent) => event.url.protocol === 'https:'

/** On somebody's own device the cookie outlives the browser, which a phone closes whenever it needs memory. */
export async function beginSession(event: RequestEvent, personId: string, ownDevice = false): Promise<void> {
  await endSession(event)
  const { sessions } = event.locals.bilin
  const id = await sessions.begin(personId, { ownDevice })
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
