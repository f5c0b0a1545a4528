import { readFilters } from './find/filters.ts'
import type { PageServerLoad } from './$types'

/** In an alliance: the search of shared practices. In a member's own tenant: its own practices. */
export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const { tenant } = await parent()
  if (tenant.kind !== 'alliance') return { mine: await api.practices.mine(), search: null }
  const asked = readFilters(url.searchParams)
  const [found, choices] = await Promise.all([api.practices.found(asked), api.practices.choices()])
  return { mine: null, search: { asked, found, choices } }
}
