/** A list's search, order and page, in the address beside whatever else is there. */
import type { z } from 'zod'

/** With more rows than this, a list offers search and other orders; fewer are seen at a glance. */
export const MAX_AT_A_GLANCE = 20

/** What of the address the list understands. */
export const readListing = <Shape extends z.core.$ZodLooseShape>(listing: z.ZodObject<Shape>, url: URL) =>
  listing.parse(Object.fromEntries([...url.searchParams].filter(([name]) => name in listing.shape)))

/** Changing the search or the order goes back to the first page; '' removes a parameter. */
export function listHref(
  url: { searchParams: Iterable<[string, string]> },
  change: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams([...url.searchParams])
  for (const name of ['after', 'whole']) query.delete(name)
  for (const [name, value] of Object.entries(change)) query.set(name, value)
  for (const [name, value] of [...query]) if (value === '') query.delete(name)
  return `?${query}`
}
