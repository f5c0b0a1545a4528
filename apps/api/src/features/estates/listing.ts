import { inSecondTenant, type TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { ChosenEstates, Listing, LookingAtListed } from '@bilin/domain/estates/listing'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { listAlliances, listMembers } from '../../rooms/memberships.ts'
import { record } from '../../record.ts'
import { member } from '../../trpc.ts'
import { copyEstates, updateWithdrawnCopies, type Copy } from './copies.ts'
import { inCommunity, permittedInCommunity } from './home.ts'
import { listCommunities, listListed, listOurs } from './listed.ts'
import { selectEstates, withCompany } from './queries.ts'
import { inNameOrder } from '../../rooms/nameOrder.ts'

export const listing = {
  /** The alliances this community can list into. */
  alliances: inCommunity.query(({ ctx: { db, seat } }) => listAlliances(db, seat.tenantId)),

  /** Exactly what would be copied into the alliance, each estate with its revision. */
  toList: permittedInCommunity('estates.list')
    .input(ChosenEstates.omit({ alliance: true }))
    .query(({ ctx: { db, today }, input: { ids } }) => listCopies(db, ids, today)),

  list: permittedInCommunity('estates.list')
    .input(Listing)
    .mutation(async ({ ctx: { db, seat, today, now }, input: { alliance, seen, purpose, until = null } }) => {
      const ids = Object.keys(seen)
      const found = await listCopies(db, ids, today)
      if (found.length !== ids.length) refuse('not_found', 'estates.not_found')
      if (found.some(({ estateId, revision }) => seen[estateId] !== revision))
        refuse('conflict', 'estates.changed_meanwhile')
      const copies = found.map(({ revision: _, ...copy }): Copy => copy)
      await inSecondTenant(db, seat, alliance, async (there, allianceId) =>
        copyEstates(there, now, copies, { purpose, until }, await listMembers(there, allianceId)),
      )
      for (const { estateId, name } of copies)
        await record(db, 'estates.listed', estateId, { title: name, alliance, purpose })
      return { count: copies.length }
    }),

  unlist: permittedInCommunity('estates.list')
    .input(ChosenEstates)
    .mutation(async ({ ctx: { db, seat, now }, input: { alliance, ids } }) => {
      const withdrawn = await inSecondTenant(db, seat, alliance, (there) =>
        updateWithdrawnCopies(there, seat, now, ids),
      )
      if (withdrawn.length === 0) refuse('not_found', 'estates.not_listed')
      for (const { estateId, name } of withdrawn)
        await record(db, 'estates.unlisted', estateId, { title: name, alliance })
      return { count: withdrawn.length }
    }),

  /** In an alliance: the estates that its communities list there. */
  listed: member.input(LookingAtListed).query(async ({ ctx: { db, today }, input }) => ({
    rows: await listListed(db, input, today),
    communities: await listCommunities(db),
  })),

  /** In an alliance: the copies that this seat's community listed, expired ones included. */
  ours: member.query(({ ctx: { db, seat } }) => listOurs(db, seat)),
}

function listCopies(db: TenantDb, ids: string[], today: Day) {
  return withCompany(selectEstates(db), today)
    .select(['estate.id as estateId', 'estate.name', 'estate.kind', 'estate.households', 'estate.buildings'])
    .select(['estate.fee', 'estate.lat', 'estate.lng', 'contract.companyId', 'contract.companyName', 'estate.revision'])
    .where('estate.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy(inNameOrder('estate.name'))
    .execute()
}
