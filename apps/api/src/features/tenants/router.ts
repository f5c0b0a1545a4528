import { refuse } from '@bilin/domain/refusal'
import { assertInvitable, InviteeList, readInvitees } from '@bilin/domain/tenants/invitees'
import { NewInvitation, OneInvitation, OneSeat } from '@bilin/domain/tenants/registry'
import { listReachableTenants, type Seat } from '@bilin/db/tenant'
import { record } from '../../record.ts'
import { member, permitted, person, router } from '../../trpc.ts'
import { insertInvitation, insertInvitations, listInvitations, updateRevokedInvitation } from './invitations.ts'
import { insertPasswordLink } from './passwordLinks.ts'
import { listMembers } from '../../rooms/memberships.ts'
import { getSeatTitle } from './queries.ts'
import { updateEndedSeat, listSeats } from './registry.ts'

export const tenants = router({
  /** The person, the current tenant, their own tenant, the seat, today, and where else they may go. */
  here: member.query(async ({ ctx: { db, seat, today, entrance } }) => ({
    today,
    person: entrance.person,
    tenant: entrance.tenant,
    own: entrance.own,
    seat: { id: seat.seatId, role: seat.role, kind: seat.actingTenantKind, title: entrance.title },
    reachable: await listReachableTenants(db),
  })),

  /** Where the person may go, in whichever tenant or none. */
  reachable: person.query(({ ctx: { db } }) => listReachableTenants(db)),

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
      const made = await insertInvitation(db, { id: seat.actingTenantId, kind: seat.actingTenantKind }, input, now)
      await record(db, 'tenants.invited', made.id, { title: input.title })
      return made
    }),

  /** Several people at once: all of them, or none. */
  inviteAll: permitted('tenants.invite')
    .input(InviteeList)
    .mutation(async ({ ctx: { db, seat, now }, input: { text, days } }) => {
      atHome(seat)
      const tenant = { id: seat.actingTenantId, kind: seat.actingTenantKind }
      const offers = assertInvitable(readInvitees(text, tenant.kind)).map((invitee) => ({ ...invitee, days }))
      const made = await insertInvitations(db, tenant, offers, now)
      for (const { id, title } of made) await record(db, 'tenants.invited', id, { title })
      return made.map(({ name, title, path, expiresAt }) => ({ name, title, path, expiresAt }))
    }),

  revokeInvitation: permitted('tenants.invite')
    .input(OneInvitation)
    .mutation(async ({ ctx: { db, seat, now }, input }) => {
      atHome(seat)
      if (!(await updateRevokedInvitation(db, input.invitationId, now))) refuse('conflict', 'tenants.invitation_over')
      await record(db, 'tenants.invitation_revoked', input.invitationId)
    }),

  /** For somebody who has forgotten their password. */
  makePasswordLink: permitted('tenants.make_password_link')
    .input(OneSeat)
    .mutation(async ({ ctx: { db, seat, now }, input: { seatId } }) => {
      atHome(seat)
      const made = await insertPasswordLink(db, seatId, now)
      const title = await getSeatTitle(db, seatId)
      await record(db, 'tenants.password_link_made', seatId, { title })
      return { ...made, title }
    }),

  endSeat: permitted('tenants.invite')
    .input(OneSeat)
    .mutation(async ({ ctx: { db, seat, now }, input }) => {
      atHome(seat)
      if (input.seatId === seat.seatId) refuse('conflict', 'tenants.own_seat')
      const title = await getSeatTitle(db, input.seatId)
      if (!(await updateEndedSeat(db, input.seatId, now))) refuse('not_found', 'tenants.not_found')
      await record(db, 'tenants.seat_ended', input.seatId, { title })
    }),
})

/** Seats are managed in their own tenant only: an alliance cannot invite people into its members. */
function atHome(seat: Seat): void {
  if (seat.actingTenantId !== seat.tenantId) refuse('not_found', 'tenants.not_found')
}
