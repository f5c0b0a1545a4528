/** The session cookie: HttpOnly, Lax, and Secure with the `__Host-` prefix when served over https. */
import type { RequestEvent } from '@sveltejs/kit'
import { sessionCookie, sessionIdOf } from '../../server/asker.ts'

const httpsOf = (event: RequestEvent) => event.url.protocol === 'https:'

export async function beginSession(event: RequestEvent, personId: string): Promise<void> {
  await endSession(event)
  const id = await event.locals.bilin.sessions.begin(personId)
  event.cookies.set(sessionCookie(httpsOf(event)), id, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: httpsOf(event),
  })
}

export async function endSession(event: RequestEvent): Promise<void> {
  const id = sessionIdOf(event.request.headers.get('cookie'), httpsOf(event))
  if (id) await event.locals.bilin.sessions.end(id)
  event.cookies.delete(sessionCookie(httpsOf(event)), { path: '/', secure: httpsOf(event) })
}
