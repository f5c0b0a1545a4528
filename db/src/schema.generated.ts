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
  event: Event
  invitation: Invitation
  membership: Membership
  person: Person
  seat: Seat
  session: Session
  tenant: Tenant
}
