/** Reads a search from the address, and makes the address of a search. */
import type { Caller } from '@bilin/api/bilin'
import { adoptedBy, practiceSorts, type AdoptedBy, type PracticeSort } from '@bilin/domain/practices/sorts'

export type PracticeFilters = {
  q?: string
  member?: string
  indicator?: string
  adopted?: AdoptedBy
  sort?: PracticeSort
  after?: string
}
export type SearchResults = Awaited<ReturnType<Caller['practices']['found']>>
export type SearchResult = SearchResults['practices'][number]
export type Choices = Awaited<ReturnType<Caller['practices']['choices']>>

export function readFilters(params: URLSearchParams | FormData): PracticeFilters {
  const text = (name: string) => String(params.get(name) ?? '')
  const pickKnown = <T extends string>(known: readonly T[], name: string) => known.find((value) => value === text(name))
  const asked: PracticeFilters = {}
  for (const name of ['q', 'member', 'indicator', 'after'] as const) if (text(name)) asked[name] = text(name)
  const adopted = pickKnown(adoptedBy, 'adopted')
  const sort = pickKnown(practiceSorts, 'sort')
  return { ...asked, ...(adopted && { adopted }), ...(sort && { sort }) }
}

export const practicesHref = (asked: PracticeFilters): string =>
  `?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}`
