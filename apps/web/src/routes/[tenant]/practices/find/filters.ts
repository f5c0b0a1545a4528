/** A search as it stands in the address, and the address of a search. */
import type { Caller } from '@bilin/api/bilin'
import { adoptedBy, sorts, type AdoptedBy, type Sort } from '@bilin/domain/practices/sorts'

export type Asked = {
  q?: string
  member?: string
  indicator?: string
  adopted?: AdoptedBy
  sort?: Sort
  after?: string
}
export type Found = Awaited<ReturnType<Caller['practices']['found']>>
export type FoundLine = Found['practices'][number]
export type Choices = Awaited<ReturnType<Caller['practices']['choices']>>

export function askedIn(params: URLSearchParams | FormData): Asked {
  const text = (name: string) => String(params.get(name) ?? '')
  const oneOf = <T extends string>(known: readonly T[], name: string) => known.find((value) => value === text(name))
  const asked: Asked = {}
  for (const name of ['q', 'member', 'indicator', 'after'] as const) if (text(name)) asked[name] = text(name)
  const adopted = oneOf(adoptedBy, 'adopted')
  const sort = oneOf(sorts, 'sort')
  return { ...asked, ...(adopted && { adopted }), ...(sort && { sort }) }
}

export const hrefOf = (asked: Asked): string =>
  `?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}`
