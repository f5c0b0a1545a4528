/** Canonical JSON and its SHA-256: equal values always give the same text and the same hash. */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** RFC 8785. */
export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('there is nothing to write down')
  return text
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
