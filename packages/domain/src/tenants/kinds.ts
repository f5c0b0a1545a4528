/**
 * Tenants and seats: the bodies that own rows, and people's roles in them.
 *
 * Shapes   a tenant is a community 社区, a property company 物业公司, a member unit 共建单位 or an alliance 联盟;
 *          a seat is one person's role in one tenant, and every role belongs to one kind of tenant.
 * Source   docs/decisions/0001-a-row-lives-in-one-tenant.md
 */
export const tenantKinds = ['community', 'company', 'unit', 'alliance'] as const
export type TenantKind = (typeof tenantKinds)[number]

export const rolesByKind = {
  community: ['secretary', 'staff'],
  company: ['manager'],
  unit: ['liaison'],
  alliance: ['coordinator'],
} as const satisfies Record<TenantKind, readonly string[]>

export const roles = ['secretary', 'staff', 'manager', 'liaison', 'coordinator'] as const
export type Role = (typeof roles)[number]

export const mayHold = (kind: TenantKind, role: string): role is Role =>
  rolesByKind[kind].some((known) => known === role)
