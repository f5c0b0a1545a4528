/**
 * Slugs: a tenant's short name in addresses, e.g. `sanqiao` in /sanqiao/estates.
 *
 * Shapes   3–32 of a–z, 0–9 and single inner hyphens, starting with a letter.
 * Refusals tenants.slug_malformed, tenants.slug_reserved.
 */
import { z } from 'zod'
import { within } from '../fields.ts'

/** First words of addresses that are ours: a tenant of this name could never be reached. */
export const reservedSlugs = [
  'about',
  'account',
  'admin',
  'api',
  'app',
  'assets',
  'bilin-demo',
  'first-run',
  'health',
  'help',
  'invitation',
  'operator',
  'preferences',
  'public',
  'robots',
  'sign-in',
  'sign-out',
  'static',
  'verify',
  'www',
]

export const Slug = z
  .string()
  .trim()
  .toLowerCase()
  .refine(...within(32, 'tenants.slug_malformed'))
  .regex(/^(?=.{3,32}$)[a-z](?:-?[a-z0-9])*$/, { error: 'tenants.slug_malformed' })
  .refine((slug) => !reservedSlugs.includes(slug), { error: 'tenants.slug_reserved' })
