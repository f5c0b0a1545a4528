/**
 * Who sends a request for a page. The transaction that enters a tenant says it as well, so that a page in a tenant asks nothing
 * besides; elsewhere the session is looked up when somebody first asks.
 */
import type { Bilin, Person } from '@bilin/api/bilin'
import { readSession, readSessionId } from './asker.ts'

export function identify(bilin: Bilin, cookies: string | null, https: boolean) {
  const id = readSessionId(cookies, https)
  let known: Promise<Person | null> | undefined
  return {
    session: readSession(cookies, https),
    /** Null for somebody not signed in. */
    person: () => (known ??= id ? bilin.sessions.personOf(id) : Promise.resolve(null)),
    identified(person: Person) {
      known = Promise.resolve(person)
    },
  }
}
