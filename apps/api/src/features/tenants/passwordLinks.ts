/** Making a password link: the link is returned once; only the hash of its token is stored. */
import type { OperatorDb, TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { createLinkToken } from './linkToken.ts'

/** Milliseconds that the link works: a day. */
const LIFETIME = 86_400_000

/** For whoever holds the seat. Refused where a tenant asks for somebody who has seats elsewhere as well. */
export async function insertPasswordLink(db: TenantDb | OperatorDb, seatId: string, now: Date) {
  const { path, hash } = createLinkToken('password')
  const expires = new Date(now.getTime() + LIFETIME)
  await sql`select app.make_password_link(${seatId}::uuid, ${hash}, ${now}::timestamptz, ${expires}::timestamptz)`.execute(
    db,
  )
  return { path }
}
