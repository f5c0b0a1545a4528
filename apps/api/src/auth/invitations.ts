/** Accepting an invitation: a link that works once, until it expires, and makes a seat for a new person or one who is signed in. */
import { randomUUID } from 'node:crypto'
import type { Pool } from '@bilin/db/connect'
import { asUnauthenticated, inTenant, setPerson, type AuthDb } from '@bilin/db/tenant'
import { line, optional, phone } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import type { Role } from '@bilin/domain/tenants/kinds'
import { z } from 'zod'
import { readClock } from '../rooms/clock.ts'
import { copyNames } from '../rooms/memberships.ts'
import { record } from '../record.ts'
import { lookUpTenant } from './lookUpTenant.ts'
import type { Passwords } from './passwords.ts'
import { hashSecret, type Sessions } from './session.ts'

export type Invitations = ReturnType<typeof createInvitations>

const Newcomer = z.strictObject({ name: line(60), phone: optional(phone()), password: z.string().max(1024) })

/** `inside` is the members' pool: the event that somebody joined is recorded in a transaction of the tenant, as every event is. */
export function createInvitations(pool: Pool, inside: Pool, passwords: Passwords, sessions: Sessions) {
  /** A newcomer has no session yet, and nobody enters a tenant without one. */
  async function recordEntry({ invitationId, tenant, title, seatId }: Taken, personId: string, clock: Date | null) {
    const id = await sessions.begin(personId)
    const asker = { session: hashSecret(id), tenant, seatId, clock }
    await inTenant(inside, asker, (db) => record(db, 'tenants.invitation_accepted', invitationId, { title })).finally(
      () => sessions.end(id),
    )
  }

  return {
    /** What the link offers: a seat's title in a tenant; and to whom, if the inviter wrote it. */
    read: (token: string, clock: Date | null = null) =>
      asUnauthenticated(pool, { asking: hashSecret(token) }, async (db) => {
        const { title, tenantId, expiresAt, name, phone } = await lockUsableInvitation(db, token, readClock(clock))
        return { title, expiresAt, name, phone, tenant: (await lookUpTenant(db, tenantId)).name }
      }),

    /** Makes a person with a password, and the seat. The person's id. */
    async acceptAsNewcomer(token: string, typed: unknown, clock: Date | null = null): Promise<string> {
      const now = readClock(clock)
      const { password, ...person } = Newcomer.parse(typed)
      // Checked before hashing as well, so that an invented link does not cost a hash.
      const tenant = await asUnauthenticated(pool, { asking: hashSecret(token) }, async (db) =>
        lookUpTenant(db, (await lockUsableInvitation(db, token, now)).tenantId),
      )
      const hash = await passwords.hash(password, [person.name, person.phone ?? '', tenant.name, tenant.slug])
      const id = randomUUID()
      const taken = await asUnauthenticated(pool, { asking: hashSecret(token) }, async (db) => {
        const invitation = await lockUsableInvitation(db, token, now)
        await setPerson(db, id)
        await db
          .insertInto('person')
          .values({ id, ...person })
          .execute()
        await db.insertInto('credential').values({ personId: id, hash }).execute()
        return insertSeat(db, invitation, id, now)
      })
      await recordEntry(taken, id, clock)
      return id
    },

    /** Adds the seat to somebody already signed in. */
    async acceptAs(token: string, personId: string, clock: Date | null = null): Promise<void> {
      const now = readClock(clock)
      const taken = await asUnauthenticated(pool, { asking: hashSecret(token), personId }, async (db) =>
        insertSeat(db, await lockUsableInvitation(db, token, now), personId, now),
      )
      await recordEntry(taken, personId, clock)
    },
  }
}

type Invitation = {
  id: string
  tenantId: string
  role: Role
  title: string
  expiresAt: Date
  name: string | null
  phone: string | null
}

async function lockUsableInvitation(db: AuthDb, token: string, now: Date): Promise<Invitation> {
  const invitation = await db
    .selectFrom('invitation')
    .select(['id', 'tenantId', 'role', 'title', 'expiresAt', 'name', 'phone', 'acceptedAt', 'revokedAt'])
    .where('tokenHash', '=', hashSecret(token))
    .forUpdate()
    .executeTakeFirst()
  if (!invitation || invitation.revokedAt) return refuse('not_found', 'tenants.invitation_unknown')
  if (invitation.acceptedAt) refuse('conflict', 'tenants.invitation_used')
  if (invitation.expiresAt < now) refuse('conflict', 'tenants.invitation_expired')
  return invitation
}

type Taken = { invitationId: string; tenant: string; title: string; seatId: string }

async function insertSeat(
  db: AuthDb,
  { id, tenantId, role, title }: Invitation,
  personId: string,
  now: Date,
): Promise<Taken> {
  await db.updateTable('invitation').set({ acceptedAt: now, acceptedBy: personId }).where('id', '=', id).execute()
  const seat = await db
    .insertInto('seat')
    .values({ personId, tenantId, role, title })
    .returning('id')
    .executeTakeFirstOrThrow()
  await copyNames(db, tenantId)
  return { invitationId: id, tenant: (await lookUpTenant(db, tenantId)).slug, title, seatId: seat.id }
}
