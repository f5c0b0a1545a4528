/** A person's own sessions, listed and ended. `session` is the hash of the current one: by it the database finds the person. */
import type { Pool } from '@bilin/db/connect'
import { asPerson } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import Bowser from 'bowser'
import { z } from 'zod'
import { readClock } from '../rooms/clock.ts'

/** As the browser called itself; null for what it did not say. */
export type Device = { kind: DeviceKind | null; system: string | null; browser: string | null }
export type DeviceKind = 'mobile' | 'tablet' | 'desktop'

const OneSession = z.strictObject({ sessionId: id() })

export function createOwnSessions(pool: Pool) {
  return {
    /** The current one first, then the latest used. */
    list: (session: string) =>
      asPerson(pool, session, async (db, person) => {
        const rows = await db
          .selectFrom('session')
          .select(['id', 'idHash', 'userAgent', 'madeAt', 'usedAt'])
          .where('personId', '=', person.id)
          .where('expiresAt', '>', readClock())
          .orderBy('usedAt', 'desc')
          .execute()
        return rows
          .map(({ idHash, userAgent, ...row }) => ({
            ...row,
            device: parseDevice(userAgent),
            isCurrent: idHash === session,
          }))
          .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
      }),

    /** Whether it was the current one. One that is over already stays over. */
    end: (session: string, typed: unknown): Promise<boolean> => {
      const { sessionId } = OneSession.parse(typed)
      return asPerson(pool, session, async (db, person) => {
        const ended = await db
          .deleteFrom('session')
          .where('personId', '=', person.id)
          .where('id', '=', sessionId)
          .returning('idHash')
          .executeTakeFirst()
        return ended?.idHash === session
      })
    },

    /** How many there were. */
    endOthers: (session: string): Promise<number> =>
      asPerson(pool, session, async (db, person) => {
        const { numDeletedRows } = await db
          .deleteFrom('session')
          .where('personId', '=', person.id)
          .where('idHash', '<>', session)
          .executeTakeFirstOrThrow()
        return Number(numDeletedRows)
      }),
  }
}

const kinds: readonly DeviceKind[] = ['mobile', 'tablet', 'desktop']

export function parseDevice(userAgent: string): Device {
  // Bowser refuses an empty text.
  const { platform, os, browser } = Bowser.parse(userAgent || '-')
  return {
    kind: kinds.find((kind) => kind === platform.type) ?? null,
    system: platform.model ?? os.name ?? null,
    browser: browser.name || null,
  }
}
