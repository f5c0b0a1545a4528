/** Who is asking: read from the session cookie, for pages and for the API alike. */
import type { Bilin, Person } from '@bilin/api/bilin'

const secureName = '__Host-bilin_session'
const plainName = 'bilin_session'

export const sessionCookie = (https: boolean) => (https ? secureName : plainName)

export function sessionIdOf(header: string | null, https: boolean): string | null {
  const found = header?.match(new RegExp(`(?:^|;\\s*)${sessionCookie(https)}=([A-Za-z0-9_-]{20,100})(?:;|$)`, 'u'))
  return found?.[1] ?? null
}

export async function personOf(bilin: Bilin, header: string | null, https: boolean): Promise<Person | null> {
  const id = sessionIdOf(header, https)
  return id ? bilin.sessions.personOf(id) : null
}
