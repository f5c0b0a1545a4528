/**
 * Registry: what the operator types to make tenants and members, and what an invitation says.
 *
 * Shapes   an invitation offers one seat, a role that its kind of tenant knows and a title others will read,
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

export const InvitationTo = NewInvitation.extend({ tenantId: id() })
export const Member = z.strictObject({ allianceId: id(), memberId: id() })

export const OneInvitation = z.strictObject({ invitationId: id() })
export const OneSeat = z.strictObject({ seatId: id() })

export type NewTenant = z.infer<typeof NewTenant>
export type NewInvitation = z.infer<typeof NewInvitation>

export function roleFor(kind: TenantKind, role: Role): Role {
  return mayHold(kind, role) ? role : refuse('invalid', 'tenants.role_of_other_kind', { field: 'role' })
}
