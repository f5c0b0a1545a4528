/** A link for somebody who has forgotten their password: it works once, until it expires, and sets a new one. */
import type { Pool } from '@bilin/db/connect'
import { asUnauthenticated, inTenant, setPerson, type AuthDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { z } from 'zod'
import { record } from '../record.ts'
import { readClock } from '../rooms/clock.ts'
import { lookUpTenant } from './lookUpTenant.ts'
import type { Passwords } from './passwords.ts'
import { hashSecret, type Sessions } from './session.ts'
import { listKnown } from './strength/known.ts'

const NewPassword = z.strictObject({ password: z.string().max(1024) })

/** `inside` is the members' pool: that the link was used is recorded in a transaction of the tenant, as every event is. */
export function createPasswordLinks(pool: Pool, inside: Pool, passwords: Passwords, sessions: Sessions) {
  return {
    /** Whose password the link sets, by their seat, and until when. */
    read: (token: string, clock: Date | null = null) =>
      asUnauthenticated(pool, { asking: hashSecret(token) }, async (db) => {
        const link = await lockUsableLink(db, token, readClock(clock))
        const { title, tenant } = await getSeat(db, link)
        return { title, tenant: tenant.name, expiresAt: link.expiresAt }
      }),

    /** Sets the password and ends every session of the person. The person's id. */
    async setPassword(token: string, typed: unknown, clock: Date | null = null): Promise<string> {
      const now = readClock(clock)
      const { password } = NewPassword.parse(typed)
      // Checked before hashing as well, so that an invented link does not cost a hash.
      const about = await asUnauthenticated(pool, { asking: hashSecret(token) }, async (db) => {
        const link = await lockUsableLink(db, token, now)
        const { tenant } = await getSeat(db, link)
        return [...(await listKnown(db, link.personId)), tenant.name, tenant.slug]
      })
      const hash = await passwords.hash(password, about)
      const used = await asUnauthenticated(pool, { asking: hashSecret(token) }, async (db) => {
        const link = await lockUsableLink(db, token, now)
        await db.updateTable('passwordLink').set({ usedAt: now }).where('id', '=', link.id).execute()
        const seat = await getSeat(db, link)
        await assertNoNewerSeats(db, link, seat.tenantId)
        await db.updateTable('credential').set({ hash, changedAt: now }).where('personId', '=', link.personId).execute()
        return { ...link, ...seat }
      })
      await sessions.endEverywhere(used.personId)
      if (!used.ended) await recordUse(used, clock)
      return used.personId
    },
  }

  async function recordUse(used: Link & SeatOfLink, clock: Date | null) {
    const session = await sessions.begin(used.personId)
    const asker = { session: hashSecret(session), tenant: used.tenant.slug, seatId: used.seatId, clock }
    await inTenant(inside, asker, (db) =>
      record(db, 'tenants.password_reset', used.seatId, { title: used.title }),
    ).finally(() => sessions.end(session))
  }
}

type Link = { id: string; personId: string; seatId: string; madeAt: Date; expiresAt: Date }
type SeatOfLink = { title: string; tenantId: string; ended: boolean; tenant: { name: string; slug: string } }

async function lockUsableLink(db: AuthDb, token: string, now: Date): Promise<Link> {
  const link = await db
    .selectFrom('passwordLink')
    .select(['id', 'personId', 'seatId', 'madeAt', 'expiresAt', 'usedAt'])
    .where('tokenHash', '=', hashSecret(token))
    .forUpdate()
    .executeTakeFirst()
  if (!link) return refuse('not_found', 'tenants.password_link_unknown')
  if (link.usedAt) refuse('conflict', 'tenants.password_link_used')
  if (link.expiresAt < now) refuse('conflict', 'tenants.password_link_expired')
  return link
}

/** From here on the transaction is the person's, and looks up their tenant. */
async function getSeat(db: AuthDb, { personId, seatId }: Link): Promise<SeatOfLink> {
  await setPerson(db, personId)
  const { title, tenantId, endedAt } = await db
    .selectFrom('seat')
    .select(['title', 'tenantId', 'endedAt'])
    .where('id', '=', seatId)
    .executeTakeFirstOrThrow()
  return { title, tenantId, ended: endedAt !== null, tenant: await lookUpTenant(db, tenantId) }
}

/** A seat that the person got elsewhere since the link was made must not be opened by it. */
async function assertNoNewerSeats(db: AuthDb, { personId, madeAt }: Link, tenantId: string): Promise<void> {
  const newer = await db
    .selectFrom('seat')
    .select('id')
    .where('personId', '=', personId)
    .where('tenantId', '<>', tenantId)
    .where('madeAt', '>', madeAt)
    .limit(1)
    .executeTakeFirst()
  if (newer) refuse('conflict', 'tenants.password_link_expired')
}
