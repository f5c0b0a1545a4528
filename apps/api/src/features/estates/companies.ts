/** The property companies that a contract can name: the members of the alliances that the community belongs to. */
import { inSecondTenant, type Seat, type TenantDb } from '@bilin/db/tenant'
import type { Company } from '@bilin/domain/estates/contract'
import { listAlliances, listMembers } from '../../rooms/memberships.ts'
import { inCommunity } from './home.ts'

export const companies = {
  companies: inCommunity.meta({ entersSecondTenant: true }).query(({ ctx: { db, seat } }) => listCompanies(db, seat)),
}

/** Read from each alliance in this transaction, so that the name stored with a company's id comes from the registry and not from the caller. */
export async function listCompanies(db: TenantDb, seat: Seat): Promise<Company[]> {
  const byId = new Map<string, Company>()
  for (const { slug } of await listAlliances(db, seat.tenantId))
    for (const { id, name, kind } of await inSecondTenant(db, seat, slug, listMembers))
      if (kind === 'company') byId.set(id, { id, name })
  return [...byId.values()]
}
