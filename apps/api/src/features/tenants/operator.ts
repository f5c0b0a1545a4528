/** The operator's console: the registry, and no tenant's rows. */
import { toDay } from '@bilin/domain/calendar'
import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { InvitationTo, Member, NewTenant, OneInvitation, OneSeat, TenantListing } from '@bilin/domain/tenants/registry'
import { z } from 'zod'
import { listNotices } from '../../rooms/calendar/queries.ts'
import { operatorOnly, router } from '../../trpc.ts'
import { insertInvitation, listInvitations, updateRevokedInvitation } from './invitations.ts'
import { insertPasswordLink } from './passwordLinks.ts'
import {
  insertMember,
  updateEndedMember,
  updateEndedSeat,
  getRegistered,
  insertTenant,
  listNonMembers,
  listRegistered,
  listSeats,
  listMemberships,
} from './registry.ts'

/** With more to choose from, they are found by name. */
const MAX_CANDIDATES = 50

const One = z.strictObject({ tenantId: id() })

export const operator = router({
  /** `calendar` is what tells whether a year's notice of holidays is missing. */
  tenants: operatorOnly.input(TenantListing.prefault({})).query(async ({ ctx: { db, now }, input }) => ({
    ...(await listRegistered(db, input)),
    calendar: { today: toDay(now), years: (await listNotices(db)).map(({ year }) => year) },
  })),

  /** `candidates` are tenants that could be added as members, found by name or slug; `more` says that not all of them are listed. */
  tenant: operatorOnly
    .input(One.extend(TenantListing.pick({ search: true }).shape))
    .query(async ({ ctx: { db }, input: { tenantId, search } }) => {
      const tenant = await getRegistered(db, tenantId)
      const [members, seats, invitations, candidates] = await Promise.all([
        listMemberships(db, tenantId),
        listSeats(db, tenantId),
        listInvitations(db, tenantId),
        tenant.kind === 'alliance' ? listNonMembers(db, tenantId, search, MAX_CANDIDATES + 1) : [],
      ])
      const more = candidates.length > MAX_CANDIDATES
      return { tenant, members, seats, invitations, candidates: candidates.slice(0, MAX_CANDIDATES), more }
    }),

  addTenant: operatorOnly.input(NewTenant).mutation(({ ctx, input }) => insertTenant(ctx.db, input)),

  addMember: operatorOnly.input(Member).mutation(async ({ ctx: { db, now }, input }) => {
    const alliance = await getRegistered(db, input.allianceId)
    if (alliance.kind !== 'alliance') refuse('invalid', 'tenants.not_an_alliance')
    await insertMember(db, input, now)
  }),

  endMember: operatorOnly.input(Member).mutation(({ ctx, input }) => updateEndedMember(ctx.db, input, ctx.now)),

  invite: operatorOnly
    .input(InvitationTo)
    .mutation(async ({ ctx: { db, now }, input: { tenantId, ...offer } }) =>
      insertInvitation(db, await getRegistered(db, tenantId), offer, now),
    ),

  revokeInvitation: operatorOnly.input(OneInvitation).mutation(async ({ ctx, input }) => {
    const revoked = await updateRevokedInvitation(ctx.db, input.invitationId, ctx.now)
    if (!revoked) refuse('conflict', 'tenants.invitation_over')
  }),

  makePasswordLink: operatorOnly
    .input(OneSeat)
    .mutation(({ ctx, input }) => insertPasswordLink(ctx.db, input.seatId, ctx.now)),

  endSeat: operatorOnly.input(OneSeat).mutation(async ({ ctx, input }) => {
    const ended = await updateEndedSeat(ctx.db, input.seatId, ctx.now)
    if (!ended) refuse('not_found', 'tenants.not_found')
  }),
})
