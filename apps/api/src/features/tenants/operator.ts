/** The operator's console: the registry, and no tenant's rows. */
import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { InvitationTo, Member, NewTenant, OneInvitation, OneSeat } from '@bilin/domain/tenants/registry'
import { z } from 'zod'
import { operatorOnly, router } from '../../trpc.ts'
import { invite, listInvitations, revokeInvitation } from './invitations.ts'
import {
  addMember,
  endMember,
  endSeat,
  getRegistered,
  insertTenant,
  listRegistered,
  listSeats,
  membersOf,
} from './registry.ts'

const One = z.strictObject({ tenantId: id() })

export const operator = router({
  tenants: operatorOnly.query(({ ctx }) => listRegistered(ctx.db)),

  tenant: operatorOnly.input(One).query(async ({ ctx: { db }, input: { tenantId } }) => ({
    tenant: await getRegistered(db, tenantId),
    members: await membersOf(db, tenantId),
    seats: await listSeats(db, tenantId),
    invitations: await listInvitations(db, tenantId),
  })),

  addTenant: operatorOnly.input(NewTenant).mutation(({ ctx, input }) => insertTenant(ctx.db, input)),

  addMember: operatorOnly.input(Member).mutation(async ({ ctx: { db, now }, input }) => {
    const alliance = await getRegistered(db, input.allianceId)
    if (alliance.kind !== 'alliance') refuse('invalid', 'tenants.not_an_alliance')
    await addMember(db, input, now)
  }),

  endMember: operatorOnly.input(Member).mutation(({ ctx, input }) => endMember(ctx.db, input, ctx.now)),

  invite: operatorOnly
    .input(InvitationTo)
    .mutation(async ({ ctx: { db, now }, input: { tenantId, ...offer } }) =>
      invite(db, await getRegistered(db, tenantId), offer, now),
    ),

  revokeInvitation: operatorOnly.input(OneInvitation).mutation(async ({ ctx, input }) => {
    const revoked = await revokeInvitation(ctx.db, input.invitationId, ctx.now)
    if (!revoked) refuse('conflict', 'tenants.invitation_over')
  }),

  endSeat: operatorOnly.input(OneSeat).mutation(async ({ ctx, input }) => {
    const ended = await endSeat(ctx.db, input.seatId, ctx.now)
    if (!ended) refuse('not_found', 'tenants.not_found')
  }),
})
