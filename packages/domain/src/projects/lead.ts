/**
 * The lead: the tenant that proposed a project, a community or the alliance itself, and what it answers for. For pages too:
 * it loads no rules of typing.
 *
 * Refusals projects.not_the_lead.
 */
type Seat = { actingTenantId: string; tenantId: string }

/** The lead leads, and so does the alliance's coordinator. */
export const leads = (seat: Seat, project: { leadId: string }): boolean =>
  seat.actingTenantId === project.leadId || seat.actingTenantId === seat.tenantId

/** Whoever leads, and the community a milestone or task belongs to. */
export const answersFor = (seat: Seat, project: { leadId: string }, communityId: string): boolean =>
  leads(seat, project) || seat.actingTenantId === communityId
