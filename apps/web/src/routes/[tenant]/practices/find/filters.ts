/** A search as it stands in the address, and the address of a search. */
import type { Caller } from '@bilin/api/bilin'

const names = ['q', 'member', 'indicator', 'adopted', 'sort', 'after'] as const

export type Asked = Partial<Record<(typeof names)[number], string>>
export type Found = Awaited<ReturnType<Caller['practices']['found']>>
export type FoundLine = Found['practices'][number]
export type Choices = Awaited<ReturnType<Caller['practices']['choices']>>

export const askedIn = (params: URLSearchParams | FormData): Asked =>
  Object.fromEntries(names.flatMap((name) => (params.get(name) ? [[name, String(params.get(name))]] : [])))

export const hrefOf = (asked: Asked): string =>
  `?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}`
