/** Who sends a request, by the session cookie; for pages and for the API. The database says whose session it is. */
import { hashSecret } from '@bilin/api/bilin'

const secureName = '__Host-bilin_session'
const plainName = 'bilin_session'

export const sessionCookie = (https: boolean) => (https ? secureName : plainName)

export function readSessionId(header: string | null, https: boolean): string | null {
  const found = header?.match(new RegExp(`(?:^|;\\s*)${sessionCookie(https)}=([A-Za-z0-9_-]{20,100})(?:;|$)`, 'u'))
  return found?.[1] ?? null
}

/** The hash by which the database knows the session; null without the cookie. */
export function readSession(header: string | null, https: boolean): string | null {
  const id = readSessionId(header, https)
  return id && hashSecret(id)
}
