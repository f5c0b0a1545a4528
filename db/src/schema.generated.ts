// Made from the migrations by "npm run db:generate"; do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Timestamp = ColumnType<Date, Date | string, Date | string>
// An array would be sent as PostgreSQL's own: write it with JSON.stringify.
type Json = ColumnType<unknown, string | { [key: string]: unknown }, string | { [key: string]: unknown }>

export interface Credential {
  changedAt: Generated<Timestamp>
  /** argon2id, PHC string. */
  hash: string
  personId: string
}

export interface Estate {
  address: Generated<string>
  authorId: Generated<string>
  buildings: number
  changedAt: Generated<Timestamp>
  contactName: Generated<string>
  /** Digits; shown as 138****1234. */
  contactPhone: Generated<string>
  /** Yuan per square metre and month; null where none is charged or known. */
  fee: number | null
  households: number
  id: Generated<string>
  /** commercial 商品房, resettlement 安置房. */
  kind: 'commercial' | 'resettlement'
  /** Degrees, WGS 84, as is lng. */
  lat: number | null
  lng: number | null
  madeAt: Generated<Timestamp>
  name: string
  removedAt: Timestamp | null
  /** Counts the changes, so that a form filled over somebody else's change is noticed. */
  revision: Generated<number>
  tenantId: Generated<string>
}

export interface EstateImport {
  authorId: Generated<string>
  hidden: Generated<number>
  id: Generated<string>
  ignored: Generated<string[]>
  madeAt: Generated<Timestamp>
  /** What the file says of each compound, clean: packages/domain estates/sheet.ts. */
  rows: Json
  /** The file's name; blank when pasted. */
  source: Generated<string>
  tenantId: Generated<string>
}

export interface Event {
  at: Generated<Timestamp>
  authorId: Generated<string>
  details: Generated<Json>
  id: Generated<string>
  name: string
  personId: Generated<string>
  seatId: Generated<string>
  /** The row it happened to; its table follows from the name. */
  subjectId: string
  tenantId: Generated<string>
}

export interface Invitation {
  acceptedAt: Timestamp | null
  acceptedBy: string | null
  expiresAt: Timestamp
  id: Generated<string>
  madeAt: Generated<Timestamp>
  madeBy: Generated<string>
  revokedAt: Timestamp | null
  role: 'secretary' | 'staff' | 'manager' | 'liaison' | 'coordinator'
  tenantId: string
  title: string
  tokenHash: string
}

export interface ListedEstate {
  authorId: Generated<string>
  buildings: number
  /** The company serving it on the day it was listed, when it is a member of this alliance. */
  companyId: string | null
  companyName: string | null
  /** The community's own record, which nobody else can read. */
  estateId: string
  /** Yuan per square metre and month. */
  fee: number | null
  households: number
  id: Generated<string>
  kind: 'commercial' | 'resettlement'
  lat: number | null
  /** When this copy was taken. */
  listedAt: Generated<Timestamp>
  lng: number | null
  name: string
  purpose: string
  tenantId: Generated<string>
  /** The last day others may see it; open when null. */
  until: string | null
  withdrawnAt: Timestamp | null
}

export interface Membership {
  endedAt: Timestamp | null
  memberId: string
  since: Generated<Timestamp>
  tenantId: string
}

export interface Person {
  id: Generated<string>
  madeAt: Generated<Timestamp>
  name: string
  operator: Generated<boolean>
  phone: string | null
}

export interface Seat {
  endedAt: Timestamp | null
  id: Generated<string>
  madeAt: Generated<Timestamp>
  personId: string
  role: 'secretary' | 'staff' | 'manager' | 'liaison' | 'coordinator'
  tenantId: string
  title: string
}

export interface ServiceContract {
  authorId: Generated<string>
  /** The company's tenant, when it is one of Bilin; its name is kept beside it either way. */
  companyId: string | null
  companyName: string
  estateId: string
  id: Generated<string>
  madeAt: Generated<Timestamp>
  since: string
  tenantId: Generated<string>
  until: string | null
}

export interface Session {
  endsAt: Timestamp
  /** Idle limit; moved on by use, never past ends_at. */
  expiresAt: Timestamp
  /** SHA-256 of the session id, hex; the id itself is only in the cookie. */
  idHash: string
  madeAt: Generated<Timestamp>
  personId: string
}

export interface Tenant {
  /** Part of the demo story; shown as 示例 wherever it appears. */
  example: Generated<boolean>
  id: Generated<string>
  kind: 'community' | 'company' | 'unit' | 'alliance'
  madeAt: Generated<Timestamp>
  name: string
  slug: string
}

export interface DB {
  credential: Credential
  estate: Estate
  estateImport: EstateImport
  event: Event
  invitation: Invitation
  listedEstate: ListedEstate
  membership: Membership
  person: Person
  seat: Seat
  serviceContract: ServiceContract
  session: Session
  tenant: Tenant
}
