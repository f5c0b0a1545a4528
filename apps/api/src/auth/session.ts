/**
 * Sessions by lucia, behind this one module: what leaves it are plain types. The id is in the cookie alone; the database
 * keeps its SHA-256. A session ends after idle time, and in any case at `ends_at`.
 */
import { createHash } from 'node:crypto'
import { asUnauthenticated, setPerson } from '@bilin/db/tenant'
import type { Pool } from '@bilin/db/connect'
import { readClock } from '../rooms/clock.ts'
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia'

export type Person = { id: string; name: string; operator: boolean }
export type Sessions = ReturnType<typeof createSessions>
export type SessionLimits = { idleMinutes: number; hours: number }

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, Omit<Person, 'id'>>
    DatabaseUserAttributes: Omit<Person, 'id'>
    DatabaseSessionAttributes: Record<never, never>
  }
}

export function createSessions(pool: Pool, { idleMinutes, hours }: SessionLimits) {
  const lucia = new Lucia(new HashedSessions(pool, hours), {
    sessionExpiresIn: new TimeSpan(idleMinutes, 'm'),
    getUserAttributes: ({ name, operator }) => ({ name, operator }),
  })
  return {
    /** A new session's id, for the cookie. */
    begin: async (personId: string): Promise<string> => (await lucia.createSession(personId, {})).id,
    /** Who holds this session, or nobody. */
    async personOf(sessionId: string): Promise<Person | null> {
      const { user } = await lucia.validateSession(sessionId)
      return user && { id: user.id, name: user.name, operator: user.operator }
    },
    end: (sessionId: string) => lucia.invalidateSession(sessionId),
    endEverywhere: (personId: string) => lucia.invalidateUserSessions(personId),
  }
}

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

class HashedSessions implements Adapter {
  #pool: Pool
  #hours: number

  constructor(pool: Pool, hours: number) {
    this.#pool = pool
    this.#hours = hours
  }

  async getSessionAndUser(id: string): ReturnType<Adapter['getSessionAndUser']> {
    if (id.length > 100) return [null, null]
    const found = await asUnauthenticated(this.#pool, { asking: hashOf(id) }, async (db) => {
      const session = await db
        .selectFrom('session')
        .select(['personId', 'expiresAt', 'endsAt'])
        .where('idHash', '=', hashOf(id))
        .executeTakeFirst()
      if (!session) return null
      await setPerson(db, session.personId)
      const person = await db
        .selectFrom('person')
        .select(['id', 'name', 'operator'])
        .where('id', '=', session.personId)
        .executeTakeFirstOrThrow()
      return { ...session, person }
    })
    if (!found) return [null, null]
    const { person } = found
    const expiresAt = found.expiresAt < found.endsAt ? found.expiresAt : found.endsAt
    const session: DatabaseSession = { id, userId: person.id, expiresAt, attributes: {} }
    return [session, { id: person.id, attributes: { name: person.name, operator: person.operator } }]
  }

  async setSession({ id, userId, expiresAt }: DatabaseSession): Promise<void> {
    const now = readClock()
    const endsAt = new Date(now.getTime() + this.#hours * 3_600_000)
    await asUnauthenticated(this.#pool, { personId: userId }, async (db) => {
      await db.deleteFrom('session').where('personId', '=', userId).where('expiresAt', '<', now).execute()
      await db
        .insertInto('session')
        .values({
          idHash: hashOf(id),
          personId: userId,
          expiresAt: expiresAt < endsAt ? expiresAt : endsAt,
          endsAt,
        })
        .execute()
    })
  }

  async updateSessionExpiration(id: string, expiresAt: Date): Promise<void> {
    await asUnauthenticated(this.#pool, { asking: hashOf(id) }, (db) =>
      db
        .updateTable('session')
        .set(({ fn, ref, val }) => ({ expiresAt: fn<Date>('least', [val(expiresAt), ref('endsAt')]) }))
        .where('idHash', '=', hashOf(id))
        .execute(),
    )
  }

  async deleteSession(id: string): Promise<void> {
    await asUnauthenticated(this.#pool, { asking: hashOf(id) }, (db) =>
      db.deleteFrom('session').where('idHash', '=', hashOf(id)).execute(),
    )
  }

  async deleteUserSessions(personId: string): Promise<void> {
    await asUnauthenticated(this.#pool, { personId }, (db) =>
      db.deleteFrom('session').where('personId', '=', personId).execute(),
    )
  }

  // A person's dead sessions are swept at the next sign-in; another's are out of this role's reach.
  async deleteExpiredSessions(): Promise<void> {}
  async getUserSessions(): Promise<DatabaseSession[]> {
    return []
  }
}
