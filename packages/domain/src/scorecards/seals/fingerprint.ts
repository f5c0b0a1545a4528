/**
 * Fingerprints: the hash of a seal or a card as somebody types it from paper.
 *
 * Refusals scorecards.hash_malformed.
 */
import { z } from 'zod'
import { within } from '../../fields.ts'
import { LONGEST_VALUE } from '../../typed.ts'

/** A hash as it is printed, with or without groups: whole, or enough of its first digits that nobody finds one by chance. */
export const Fingerprint = z
  .string({ error: 'scorecards.hash_malformed' })
  .refine(...within(LONGEST_VALUE, 'scorecards.hash_malformed'))
  .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/gu, '').toLowerCase())
  .refine((hash) => /^[0-9a-f]{16,64}$/u.test(hash), { error: 'scorecards.hash_malformed' })
