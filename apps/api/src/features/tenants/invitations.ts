/** Creating invitations: the token is returned once; only its hash is stored. */
import { randomBytes } from 'node:crypto'
import type { OperatorDb, TenantDb } from '@bilin/db/tenant'
import { roleFor, type NewInvitation } from '@bilin/domain/tenants/registry'
import type { TenantKind } from '@bilin/domain/tenants/kinds'
import { hashSecret } from '../../auth/session.ts'

export async function insertInvitation(
  db: TenantDb | OperatorDb,
  tenant: { id: string; kind: TenantKind },
  offer: NewInvitation,
  now: Date,
) {
  const token = randomBytes(24).toString('base64url')
  const { id } = await db
    .insertInto('invitation')
    .values({
      tenantId: tenant.id,
      role: roleFor(tenant.kind, offer.role),
      title: offer.title,
      tokenHash: hashSecret(token),
      expiresAt: new Date(now.getTime() + offer.days * 86_400_000),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, path: `/invitation/${token}` }
}

export function listInvitations(db: TenantDb | OperatorDb, tenantId: string) {
  return db
    .selectFrom('invitation')
    .select(['id', 'role', 'title', 'madeAt', 'expiresAt', 'acceptedAt', 'revokedAt'])
    .where('tenantId', '=', tenantId)
    .orderBy('madeAt', 'desc')
    .limit(200)
    .execute()
}

export async function updateRevokedInvitation(db: TenantDb | OperatorDb, id: string, now: Date) {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
