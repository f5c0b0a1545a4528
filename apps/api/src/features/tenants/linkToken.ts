/** The secret of a link that works once: it is in the address alone, and the database keeps its hash. */
import { randomBytes } from 'node:crypto'
import { hashSecret } from '../../auth/session.ts'

export function createLinkToken(page: 'invitation' | 'password'): { path: string; hash: string } {
  const token = randomBytes(24).toString('base64url')
  return { path: `/${page}/${token}`, hash: hashSecret(token) }
}
