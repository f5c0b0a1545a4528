/**
 * Registry: the operator's forms for tenants and members, and invitations.
 *
 * Shapes   an invitation offers one seat: a role of its kind of tenant, and a title that others will read,
 *          e.g. 三桥社区书记; it lasts 1–60 days.
 * Refusals tenants.role_of_other_kind, and those of slug.ts and fields.ts.
 */
import { z } from 'zod'
import { choice, id, line, tick, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'
import { mayHold, roles, tenantKinds, type Role, type TenantKind } from './kinds.ts'
import { TenantSlug } from './slug.ts'

export const NewTenant = z.strictObject({
  slug: z.preprocess((typed: string) => (typed === '' ? undefined : typed), TenantSlug),
  name: line(60),
  kind: choice(tenantKinds),
  example: tick().default(false),
})

export const NewInvitation = z.strictObject({
  role: choice(roles),
  title: line(40),
  days: whole({ min: 1, max: 60 }).default(7),
})

/** A page of the register: those whose name or address has `search` in it. */
export const TenantListing = z.strictObject({
  search: z.string().trim().max(60).catch('').default(''),
  after: z.uuid().optional().catch(undefined),
})
export type TenantListing = z.infer<typeof TenantListing>

export const InvitationTo = NewInvitation.extend({ tenantId: id() })
export const Member = z.strictObject({ allianceId: id(), memberId: id() })

export const OneInvitation = z.strictObject({ invitationId: id() })
export const OneSeat = z.strictObject({ seatId: id() })

export type NewTenant = z.infer<typeof NewTenant>
export type NewInvitation = z.infer<typeof NewInvitation>

export function roleFor(kind: TenantKind, role: Role): Role {
  return mayHold(kind, role) ? role : refuse('invalid', 'tenants.role_of_other_kind', { field: 'role' })
}
