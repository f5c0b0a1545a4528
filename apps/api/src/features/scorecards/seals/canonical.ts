/** Text that is the same wherever the same thing is written down, and the fingerprint of it. */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** RFC 8785. */
export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('there is nothing to write down')
  return text
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
