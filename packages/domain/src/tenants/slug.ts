/**
 * Slugs: a tenant's short name in addresses, e.g. `sanqiao` in /sanqiao/estates.
 *
 * Shapes   3–32 of a–z, 0–9 and single inner hyphens, starting with a letter.
 * Refusals tenants.slug_malformed, tenants.slug_reserved.
 */
import { slug } from '../fields.ts'

/** First segments of Bilin's own addresses: a tenant with such a name could not be reached. */
export const reservedTenantSlugs = [
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
  'survey',
  'verify',
  'www',
]

export const TenantSlug = slug({
  feature: 'tenants',
  min: 3,
  max: 32,
  of: 'ascii, letter first',
  reserved: reservedTenantSlugs,
})
