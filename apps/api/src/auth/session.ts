/**
 * Sessions by lucia, behind this one module: what leaves it are plain types. The id is in the cookie alone; the database
 * keeps its SHA-256. A session ends at `ends_at`, and before that when it has been idle for too long, except on somebody's own device.
 */
import { createHash } from 'node:crypto'
import { asPerson, asUnauthenticated, type Person } from '@bilin/db/tenant'
import type { Pool } from '@bilin/db/connect'
import { isEndOfSession } from '../errors.ts'
import { readClock } from '../rooms/clock.ts'
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia'

export type { Person }
export type Sessions = ReturnType<typeof createSessions>
export type SessionLimits = { idleMinutes: number; hours: number }

/** `ownDevice` is a phone or computer that nobody else uses: a session there has no idle limit. */
type Device = { ownDevice?: boolean; userAgent?: string }

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, Omit<Person, 'id'>>
    DatabaseUserAttributes: Omit<Person, 'id'>
    DatabaseSessionAttributes: Device
  }
}

export function createSessions(pool: Pool, limits: SessionLimits) {
  const lucia = new Lucia(new HashedSessions(pool, limits), {
    sessionExpiresIn: new TimeSpan(limits.idleMinutes, 'm'),
    getUserAttributes: ({ name, operator }) => ({ name, operator }),
  })
  return {
    /** A new session's id, for the cookie. */
    begin: async (personId: string, device: Device = {}): Promise<string> =>
      (await lucia.createSession(personId, device)).id,
    limits,
    /** Who holds this session, or nobody. */
    async personOf(sessionId: string): Promise<Person | null> {
      const { user } = await lucia.validateSession(sessionId)
      return user && { id: user.id, name: user.name, operator: user.operator }
    },
    end: (sessionId: string) => lucia.invalidateSession(sessionId),
    endEverywhere: (personId: string) => lucia.invalidateUserSessions(personId),
  }
}

/** As the table has it. */
const MAX_USER_AGENT = 400

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

class HashedSessions implements Adapter {
  #pool: Pool
  #limits: SessionLimits

  constructor(pool: Pool, limits: SessionLimits) {
    this.#pool = pool
    this.#limits = limits
  }

  /** Found and extended by the same function that every transaction of a member begins with. */
  async getSessionAndUser(id: string): ReturnType<Adapter['getSessionAndUser']> {
    const person = id.length > 100 ? null : await this.#findPerson(hashSecret(id))
    if (!person) return [null, null]
    const expiresAt = new Date(readClock().getTime() + this.#limits.idleMinutes * 60_000)
    const session: DatabaseSession = { id, userId: person.id, expiresAt, attributes: {} }
    return [session, { id: person.id, attributes: { name: person.name, operator: person.operator } }]
  }

  async #findPerson(idHash: string): Promise<Person | null> {
    try {
      return await asPerson(this.#pool, idHash, async (_db, { id, name, operator }) => ({ id, name, operator }))
    } catch (error) {
      if (isEndOfSession(error)) return null
      throw error
    }
  }

  async setSession({ id, userId, attributes }: DatabaseSession): Promise<void> {
    const now = readClock()
    const { hours } = this.#limits
    const idleMinutes = attributes.ownDevice ? hours * 60 : Math.min(this.#limits.idleMinutes, hours * 60)
    const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
    await asUnauthenticated(this.#pool, { personId: userId }, async (db) => {
      await db.deleteFrom('session').where('personId', '=', userId).where('expiresAt', '<', now).execute()
      await db
        .insertInto('session')
        .values({
          idHash: hashSecret(id),
          personId: userId,
          expiresAt: after(idleMinutes),
          endsAt: after(hours * 60),
          idleMinutes,
          userAgent: (attributes.userAgent ?? '').slice(0, MAX_USER_AGENT),
        })
        .execute()
    })
  }

  // Use extends a session in the database.
  async updateSessionExpiration(): Promise<void> {}

  async deleteSession(id: string): Promise<void> {
    await asUnauthenticated(this.#pool, { asking: hashSecret(id) }, (db) =>
      db.deleteFrom('session').where('idHash', '=', hashSecret(id)).execute(),
    )
  }

  async deleteUserSessions(personId: string): Promise<void> {
    await asUnauthenticated(this.#pool, { personId }, (db) =>
      db.deleteFrom('session').where('personId', '=', personId).execute(),
    )
  }

  // Expired sessions of a person are deleted at their next sign-in; this role cannot see those of others.
  async deleteExpiredSessions(): Promise<void> {}
  async getUserSessions(): Promise<DatabaseSession[]> {
    return []
  }
}
