/** Making a password link: the token is returned once; only its hash is stored. */
import { randomBytes } from 'node:crypto'
import type { OperatorDb, TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { hashSecret } from '../../auth/session.ts'

/** Milliseconds that the link works: a day. */
const LIFETIME = 86_400_000

/** For whoever holds the seat. Refused where a tenant asks for somebody who has seats elsewhere as well. */
export async function insertPasswordLink(db: TenantDb | OperatorDb, seatId: string, now: Date) {
  const token = randomBytes(24).toString('base64url')
  const expires = new Date(now.getTime() + LIFETIME)
  await sql`select app.make_password_link(${seatId}::uuid, ${hashSecret(token)}, ${now}::timestamptz, ${expires}::timestamptz)`.execute(
    db,
  )
  return { path: `/password/${token}` }
}
