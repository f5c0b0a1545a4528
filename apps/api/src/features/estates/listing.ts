import { inSecondTenant, type Seat, type TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { ChosenEstates, Listing, LookingAtListed } from '@bilin/domain/estates/listing'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { record } from '../../record.ts'
import { member } from '../../trpc.ts'
import { alliancesOf, putCopies, withdrawCopies, type Copy } from './copies.ts'
import { inCommunity, permittedInCommunity } from './home.ts'
import { listCommunities, listListed, listOurs } from './listed.ts'
import { kept, withCompany } from './queries.ts'

export const listing = {
  /** The alliances this community can list into. */
  alliances: inCommunity.query(({ ctx: { db, seat } }) => alliancesOf(db, seat)),

  /** Exactly what would cross, with the revision it was read at. */
  toList: permittedInCommunity('estates.list')
    .input(ChosenEstates.omit({ alliance: true }))
    .query(({ ctx: { db, seat, today }, input: { ids } }) => copiesOf(db, seat, ids, today)),

  list: permittedInCommunity('estates.list')
    .input(Listing)
    .mutation(async ({ ctx: { db, seat, today }, input: { alliance, seen, purpose, until = null } }) => {
      const ids = Object.keys(seen)
      const found = await copiesOf(db, seat, ids, today)
      if (found.length !== ids.length) refuse('not_found', 'estates.not_found')
      if (found.some(({ estateId, revision }) => seen[estateId] !== revision))
        refuse('conflict', 'estates.changed_meanwhile')
      const copies = found.map(({ revision: _, ...copy }): Copy => copy)
      await inSecondTenant(db, seat, alliance, (there) => putCopies(there, copies, { purpose, until }))
      for (const { estateId, name } of copies)
        await record(db, 'estates.listed', estateId, { title: name, alliance, purpose })
      return { count: copies.length }
    }),

  unlist: permittedInCommunity('estates.list')
    .input(ChosenEstates)
    .mutation(async ({ ctx: { db, seat }, input: { alliance, ids } }) => {
      const withdrawn = await inSecondTenant(db, seat, alliance, (there) => withdrawCopies(there, seat, ids))
      if (withdrawn.length === 0) refuse('not_found', 'estates.not_listed')
      for (const { estateId, name } of withdrawn)
        await record(db, 'estates.unlisted', estateId, { title: name, alliance })
      return { count: withdrawn.length }
    }),

  /** Inside an alliance: what its communities list there. */
  listed: member.input(LookingAtListed).query(async ({ ctx: { db, seat, today }, input }) => ({
    rows: await listListed(db, seat, input, today),
    communities: await listCommunities(db, seat),
  })),

  /** Inside an alliance: the asker's own copies, run out or not. */
  ours: member.query(({ ctx: { db, seat } }) => listOurs(db, seat)),
}

function copiesOf(db: TenantDb, seat: Seat, ids: string[], today: Day) {
  return withCompany(kept(db, seat), today)
    .select(['estate.id as estateId', 'estate.name', 'estate.kind', 'estate.households', 'estate.buildings'])
    .select(['estate.fee', 'estate.lat', 'estate.lng', 'contract.companyId', 'contract.companyName', 'estate.revision'])
    .where('estate.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('estate.name')
    .execute()
}
