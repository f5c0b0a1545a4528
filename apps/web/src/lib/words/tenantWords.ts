import { m } from '@bilin/i18n'
import { rolesByKind, tenantKinds, type Role, type TenantKind } from '@bilin/domain/tenants/kinds'

export const tenantKindWords: Record<TenantKind, () => string> = {
  community: () => m['tenants.kind.community'](),
  company: () => m['tenants.kind.company'](),
  unit: () => m['tenants.kind.unit'](),
  alliance: () => m['tenants.kind.alliance'](),
}

export const roleWords: Record<Role, () => string> = {
  secretary: () => m['tenants.role.secretary'](),
  staff: () => m['tenants.role.staff'](),
  manager: () => m['tenants.role.manager'](),
  liaison: () => m['tenants.role.liaison'](),
  coordinator: () => m['tenants.role.coordinator'](),
}

export const tenantKindOptions = () => tenantKinds.map((value) => ({ value, label: tenantKindWords[value]() }))
export const roleOptions = (kind: TenantKind) =>
  rolesByKind[kind].map((value) => ({ value, label: roleWords[value]() }))
