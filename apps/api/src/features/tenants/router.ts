import { refuse } from '@bilin/domain/refusal'
import { NewInvitation, OneInvitation, OneSeat } from '@bilin/domain/tenants/registry'
import type { Seat } from '@bilin/db/tenant'
import { record } from '../../record.ts'
import { member, permitted, router } from '../../trpc.ts'
import { invite, listInvitations, revokeInvitation } from './invitations.ts'
import { getSeatTitle, getTenant, listMembers } from './queries.ts'
import { endSeat, listSeats } from './registry.ts'

export const tenants = router({
  /** The tenant looked at, one's own, the seat, and the day it is. */
  here: member.query(async ({ ctx: { db, seat, today } }) => ({
    today,
    tenant: await getTenant(db, seat.tenantId),
    own: await getTenant(db, seat.actingTenantId),
    seat: {
      id: seat.seatId,
      role: seat.role,
      kind: seat.actingTenantKind,
      title: await getSeatTitle(db, seat.seatId),
    },
  })),

  members: member.query(({ ctx: { db, seat } }) => listMembers(db, seat.tenantId)),

  /** The seats and open invitations of one's own tenant. */
  people: member.query(async ({ ctx: { db, seat } }) => {
    atHome(seat)
    return {
      seats: await listSeats(db, seat.actingTenantId),
      invitations: await listInvitations(db, seat.actingTenantId),
    }
  }),

  invite: permitted('tenants.invite')
    .input(NewInvitation)
    .mutation(async ({ ctx: { db, seat, now }, input }) => {
      atHome(seat)
      const made = await invite(db, { id: seat.actingTenantId, kind: seat.actingTenantKind }, input, now)
      await record(db, 'tenants.invited', made.id, { title: input.title })
      return made
    }),

  revokeInvitation: permitted('tenants.invite')
    .input(OneInvitation)
    .mutation(async ({ ctx: { db, seat, now }, input }) => {
      atHome(seat)
      if (!(await revokeInvitation(db, input.invitationId, now))) refuse('conflict', 'tenants.invitation_over')
      await record(db, 'tenants.invitation_revoked', input.invitationId)
    }),

  endSeat: permitted('tenants.invite')
    .input(OneSeat)
    .mutation(async ({ ctx: { db, seat, now }, input }) => {
      atHome(seat)
      if (input.seatId === seat.seatId) refuse('conflict', 'tenants.own_seat')
      const title = await getSeatTitle(db, input.seatId)
      if (!(await endSeat(db, input.seatId, now))) refuse('not_found', 'tenants.not_found')
      await record(db, 'tenants.seat_ended', input.seatId, { title })
    }),
})

/** People are kept where they sit: an alliance does not invite into its members. */
function atHome(seat: Seat): void {
  if (seat.actingTenantId !== seat.tenantId) refuse('not_found', 'tenants.not_found')
}
