import { member, router } from '../../trpc.ts'
import { getSeatTitle, getTenant, listMembers } from './queries.ts'

export const tenants = router({
  /** Where one stands, and as whom. */
  here: member.query(async ({ ctx: { db, seat } }) => ({
    tenant: await getTenant(db, seat.tenantId),
    own: await getTenant(db, seat.ownId),
    seat: { id: seat.seatId, role: seat.role, kind: seat.ownKind, title: await getSeatTitle(db, seat.seatId) },
  })),

  members: member.query(({ ctx: { db, seat } }) => listMembers(db, seat.tenantId)),
})
