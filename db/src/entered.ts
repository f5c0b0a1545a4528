/** Who enters a tenant, and what `app.enter` answers. */

/** The SHA-256 of the session id, in hex, and the tenant to enter; `seatId` is the seat preferred where several can enter it. */
export type Actor = { session: string; tenant: string; seatId?: string | null; clock?: Date | null }

export type Person = { id: string; name: string; operator: boolean }

export type Tenant = { id: string; slug: string; name: string; kind: TenantKind; example: boolean }

/** The seat by which the person has entered the tenant. */
export type Seat = {
  personId: string
  seatId: string
  role: 'secretary' | 'staff' | 'manager' | 'liaison' | 'coordinator'
  /** The tenant the seat belongs to: the member, inside an alliance. */
  actingTenantId: string
  actingTenantKind: TenantKind
  /** The tenant of this transaction. */
  tenantId: string
  tenant: string
  tenantKind: TenantKind
}
type TenantKind = 'community' | 'company' | 'unit' | 'alliance'

/** Who has entered, and where: what every page shows. */
export type Entrance = { person: Person; title: string; tenant: Tenant; own: Tenant }

/** What `app.enter` answers. */
export type Entered = {
  person_id: string
  person_name: string
  operator: boolean
  seat_id: string
  role: Seat['role']
  title: string
  acting_tenant_id: string
  acting_tenant_slug: string
  acting_tenant_name: string
  acting_tenant_kind: TenantKind
  acting_tenant_example: boolean
  tenant_id: string
  tenant_name: string
  tenant_kind: TenantKind
  tenant_example: boolean
  now: Date
}

export const toSeat = (asker: Actor, row: Entered): Seat => ({
  personId: row.person_id,
  seatId: row.seat_id,
  role: row.role,
  actingTenantId: row.acting_tenant_id,
  actingTenantKind: row.acting_tenant_kind,
  tenantId: row.tenant_id,
  tenant: asker.tenant,
  tenantKind: row.tenant_kind,
})

export const toEntrance = (asker: Actor, row: Entered): Entrance => ({
  person: { id: row.person_id, name: row.person_name, operator: row.operator },
  title: row.title,
  tenant: {
    id: row.tenant_id,
    slug: asker.tenant,
    name: row.tenant_name,
    kind: row.tenant_kind,
    example: row.tenant_example,
  },
  own: {
    id: row.acting_tenant_id,
    slug: row.acting_tenant_slug,
    name: row.acting_tenant_name,
    kind: row.acting_tenant_kind,
    example: row.acting_tenant_example,
  },
})

export const toValues = ({ session, tenant, seatId = null, clock = null }: Actor) => [session, tenant, seatId, clock]

/** In everything but the moment. */
export const isSameEntrance = (one: Entered, other: Entered): boolean =>
  columns.every((column) => one[column] === other[column])

const columns = [
  'person_id',
  'person_name',
  'operator',
  'seat_id',
  'role',
  'title',
  'acting_tenant_id',
  'acting_tenant_slug',
  'acting_tenant_name',
  'acting_tenant_kind',
  'acting_tenant_example',
  'tenant_id',
  'tenant_name',
  'tenant_kind',
  'tenant_example',
] as const satisfies (keyof Entered)[]
