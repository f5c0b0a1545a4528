/** Invitations at the door: a link, used once before it expires, makes a seat for somebody new or somebody signed in. */
import { randomUUID } from 'node:crypto'
import type { Pool } from '@bilin/db/connect'
import { atDoor, recognise, type DoorDb } from '@bilin/db/tenant'
import { line, optional, phone } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import type { Role } from '@bilin/domain/tenants/kinds'
import { sql } from 'kysely'
import { z } from 'zod'
import { hashPassword } from './passwords.ts'
import { hashOf } from './session.ts'

export type Invitations = ReturnType<typeof openInvitations>

const Newcomer = z.strictObject({ name: line(60), phone: optional(phone()), password: z.string().max(1024) })

export function openInvitations(pool: Pool) {
  return {
    /** What the link offers: a seat's title in a tenant. */
    read: (token: string) => atDoor(pool, { asking: hashOf(token) }, async (db) => {
      const { title, tenantId, expiresAt } = await usable(db, token)
      return { title, expiresAt, tenant: await nameOf(db, tenantId) }
    }), // prettier-ignore

    /** Makes a person with a password, and the seat. The person's id. */
    async acceptAsNewcomer(token: string, typed: unknown): Promise<string> {
      const { password, ...person } = Newcomer.parse(typed)
      const hash = await hashPassword(password)
      const id = randomUUID()
      await atDoor(pool, { asking: hashOf(token) }, async (db) => {
        const invitation = await usable(db, token)
        await recognise(db, id)
        await db
          .insertInto('person')
          .values({ id, ...person })
          .execute()
        await db.insertInto('credential').values({ personId: id, hash }).execute()
        await takeSeat(db, invitation, id)
      })
      return id
    },

    /** Adds the seat to somebody already signed in. */
    acceptAs: (token: string, personId: string) =>
      atDoor(pool, { asking: hashOf(token), personId }, async (db) => {
        await takeSeat(db, await usable(db, token), personId)
      }),
  }
}

type Invitation = { id: string; tenantId: string; role: Role; title: string; expiresAt: Date }

async function usable(db: DoorDb, token: string): Promise<Invitation> {
  const invitation = await db
    .selectFrom('invitation')
    .select(['id', 'tenantId', 'role', 'title', 'expiresAt', 'acceptedAt', 'revokedAt'])
    .where('tokenHash', '=', hashOf(token))
    .forUpdate()
    .executeTakeFirst()
  if (!invitation || invitation.revokedAt) return refuse('not_found', 'tenants.invitation_unknown')
  if (invitation.acceptedAt) refuse('conflict', 'tenants.invitation_used')
  if (invitation.expiresAt < new Date()) refuse('conflict', 'tenants.invitation_expired')
  return invitation
}

async function takeSeat(db: DoorDb, { id, tenantId, role, title }: Invitation, personId: string) {
  await db
    .updateTable('invitation')
    .set({ acceptedAt: new Date(), acceptedBy: personId })
    .where('id', '=', id)
    .execute()
  await db.insertInto('seat').values({ personId, tenantId, role, title }).execute()
}

async function nameOf(db: DoorDb, tenantId: string): Promise<string> {
  await sql`select set_config('app.asking', ${tenantId}, true)`.execute(db)
  const { name } = await db
    .selectFrom('tenant')
    .select('name')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow()
  return name
}
