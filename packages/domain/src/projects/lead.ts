/**
 * The lead: the tenant that proposed a project, a community or the alliance itself, and what it may do. Has no zod schemas, so
 * that pages stay small.
 *
 * Refusals projects.not_the_lead.
 */
type Seat = { actingTenantId: string; tenantId: string }

/** Whether a seat may act as the lead: the lead's own seats, and the alliance's coordinator. */
export const leads = (seat: Seat, project: { leadId: string }): boolean =>
  seat.actingTenantId === project.leadId || seat.actingTenantId === seat.tenantId

/** Whether a seat may plan for a community: the lead, and the community itself. */
export const answersFor = (seat: Seat, project: { leadId: string }, communityId: string): boolean =>
  leads(seat, project) || seat.actingTenantId === communityId
