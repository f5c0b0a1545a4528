/** Creating invitations: the link is returned once; only the hash of its token is stored. */
import type { OperatorDb, TenantDb } from '@bilin/db/tenant'
import { roleFor, type NewInvitation } from '@bilin/domain/tenants/registry'
import type { TenantKind } from '@bilin/domain/tenants/kinds'
import { createLinkToken } from './linkToken.ts'

type Inviting = { id: string; kind: TenantKind }
/** `name` and `phone` are of whom it is for, where that is known. */
type Offer = NewInvitation & { name?: string; phone?: string | null }

export async function insertInvitation(db: TenantDb | OperatorDb, tenant: Inviting, offer: Offer, now: Date) {
  const [made] = await insertInvitations(db, tenant, [offer], now)
  return { id: made!.id, path: made!.path }
}

/** In the order of the offers. */
export async function insertInvitations<O extends Offer>(
  db: TenantDb | OperatorDb,
  tenant: Inviting,
  offers: readonly O[],
  now: Date,
) {
  const links = offers.map((offer) => ({
    offer,
    ...createLinkToken('invitation'),
    expiresAt: new Date(now.getTime() + offer.days * 86_400_000),
  }))
  const rows = await db
    .insertInto('invitation')
    .values(
      links.map(({ offer: { role, title, name = null, phone = null }, hash, expiresAt }) => ({
        tenantId: tenant.id,
        role: roleFor(tenant.kind, role),
        title,
        name,
        phone,
        tokenHash: hash,
        expiresAt,
      })),
    )
    .returning(['id', 'tokenHash'])
    .execute()
  const ids = new Map(rows.map(({ id, tokenHash }) => [tokenHash, id]))
  return links.map(({ offer, hash, path, expiresAt }) => ({ ...offer, id: ids.get(hash)!, path, expiresAt }))
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
