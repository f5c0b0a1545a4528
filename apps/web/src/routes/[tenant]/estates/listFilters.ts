/** The filters, the order and the page of a list of estates, in its address. */
export type ListFilters = {
  kind: string
  search: string
  community: string
  sort: string
  order: string
  after: string
}

const keys = ['kind', 'search', 'community', 'sort', 'order', 'after'] as const
const usual: Partial<Record<keyof ListFilters, string>> = { sort: 'name', order: 'up' }

export function readListFilters(url: URL): ListFilters {
  const entries = keys.map((key) => [key, url.searchParams.get(key) ?? usual[key] ?? ''])
  return Object.fromEntries(entries) as ListFilters
}

/** The parameters that are set, as the procedures take them. */
export const toListQuery = (filters: ListFilters, wanted: readonly (keyof ListFilters)[] = keys) =>
  Object.fromEntries(wanted.filter((key) => filters[key] !== '').map((key) => [key, filters[key]]))

/** Changing a filter or the order goes back to the first page. */
export function estatesHref(filters: ListFilters, change: Partial<ListFilters> = {}): string {
  const next = { ...filters, after: '', ...change }
  const entries = Object.entries(toListQuery(next)).filter(([key, value]) => usual[key as keyof ListFilters] !== value)
  return `?${new URLSearchParams(entries)}`
}

export function sortBy(filters: ListFilters, key: string) {
  const sorted = filters.sort === key
  const order = sorted && filters.order === 'up' ? 'down' : 'up'
  return {
    sortHref: estatesHref(filters, { sort: key, order }),
    ...(sorted && { sorted: filters.order === 'down' ? ('descending' as const) : ('ascending' as const) }),
  }
}
